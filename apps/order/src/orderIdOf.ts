/** `/1001` → 1001; anything else → null. */
export function orderIdOf(path: string): number | null {
  const [, digits] = /^\/(\d{1,15})\/?$/.exec(path) ?? [];
  return digits === undefined ? null : Number(digits);
}
