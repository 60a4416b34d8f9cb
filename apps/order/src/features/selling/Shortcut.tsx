/** The key that does the same as the button it stands on. The button's name stays its words. */
export function Shortcut({ keys }: { readonly keys: string }) {
  return <span className="vp-kbd" aria-hidden="true" data-keys={keys} />;
}
