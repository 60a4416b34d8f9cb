/** The key that does the same as the button it stands on; the button says it itself, by `aria-keyshortcuts`. */
export function Key({ name }: { readonly name: string }) {
  return <span className="vp-kbd" aria-hidden="true" data-keys={name === 'Escape' ? 'Esc' : name} />;
}
