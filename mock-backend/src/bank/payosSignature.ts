import { createHmac, timingSafeEqual } from 'node:crypto';

/** What payOS signs: a flat object; `null` counts as empty. */
export type PayosData = Readonly<Record<string, unknown>>;

/**
 * The text that payOS signs: `k=v&…` over the keys of `data` in order; null, undefined and their names in quotes are empty,
 * a list is its JSON with the keys of each object sorted. [payOS: "Kiểm tra dữ liệu với signature"]
 */
export function payosSignedText(data: PayosData): string {
  return Object.keys(data)
    .sort()
    .filter((key) => data[key] !== undefined)
    .map((key) => `${key}=${signedValue(data[key])}`)
    .join('&');
}

/** HMAC-SHA256 of `data`, 64 hex digits. */
export function payosSignature(data: PayosData, checksumKey: string): string {
  return createHmac('sha256', checksumKey).update(payosSignedText(data)).digest('hex');
}

/** Whether `signature` is the one of `data`. Constant time for every signature of the right length. */
export function isPayosSignature(data: PayosData, signature: string, checksumKey: string): boolean {
  const expected = Buffer.from(payosSignature(data, checksumKey));
  const given = Buffer.from(signature.toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function signedValue(value: unknown): string {
  if (value === null || value === 'null' || value === 'undefined') return '';
  return Array.isArray(value) ? JSON.stringify(value.map(sortKeys)) : String(value);
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
