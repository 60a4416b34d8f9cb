/**
 * Opens and closes the inspector. A function key types nothing; no scanner sends one together with Shift, and neither
 * Chromium, Firefox nor Safari has a meaning for this one.
 */
export const INSPECTOR_SHORTCUT = 'Shift+F8';

export function isInspectorShortcut(event: KeyboardEvent): boolean {
  const { key, shiftKey, ctrlKey, altKey, metaKey, repeat, isComposing } = event;
  return key === 'F8' && shiftKey && !(ctrlKey || altKey || metaKey || repeat || isComposing);
}
