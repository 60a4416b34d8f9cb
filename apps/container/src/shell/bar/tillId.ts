/** Where this browser keeps the name of the place it stands at. */
export const TILL_ID_KEY = 'vppos.till_id';
/** Characters. */
export const TILL_ID_MAX = 40;

const TILL_ID = /^[A-Za-z0-9._-]{1,40}$/;

/**
 * What a cashier typed as a till's name, made fit to be an id: accents go, spaces become hyphens (`Quầy 2` → `Quay-2`).
 * Null where nothing fit is left.
 */
export function toTillId(typed: string): string | null {
  const plain = typed.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  const candidate = plain.trim().replaceAll(/\s+/g, '-');
  return TILL_ID.test(candidate) ? candidate : null;
}
