/** The page for the customer's screen. */
export const DISPLAY_PATH = '/display';

/** The address of one till's display. */
export function displayAddress(companyId: number, tillId: string): string {
  return `${DISPLAY_PATH}?${new URLSearchParams({ company: String(companyId), till: tillId })}`;
}
