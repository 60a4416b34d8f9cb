/** The person at the screen is writing somewhere: nothing may open over it. */
export function isTyping(focused: Element | null): boolean {
  if (focused === null) return false;
  return focused.matches('input, textarea, select') || (focused instanceof HTMLElement && focused.isContentEditable);
}
