import { useEffect, useEffectEvent } from 'react';

/** By function key (`F2`), or by a digit that is pressed with Alt (`Alt+1`). */
export type Shortcuts = ReadonlyMap<string, () => void>;

/** While this screen is in front and no dialog is open, whatever has the focus: scanners type neither of these keys. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const run = shortcuts.get(nameOf(event));
    if (run === undefined || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    if (event.repeat) return;
    leaveField();
    run();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** What is being typed counts when its field is left; these keys leave it as a tap elsewhere does. */
function leaveField(): void {
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
}

function nameOf({ key, code, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  if (ctrlKey || metaKey || shiftKey) return '';
  // By `code`: with Alt some layouts write another character.
  return altKey ? `Alt+${code.replace('Digit', '')}` : key;
}
