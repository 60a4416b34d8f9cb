import { createHmac } from 'node:crypto';
import type { BankRow } from '../provider.ts';
import { isSameSecret } from '../sameSecret.ts';

/**
 * The text that payOS signs: `k=v&…` over the keys of `data` in order; null, undefined and their names in quotes are empty,
 * a list is its JSON with the keys of each object sorted. [payOS: "Kiểm tra dữ liệu với signature"]
 */
export function payosSignedText(data: BankRow): string {
  return Object.keys(data)
    .sort()
    .filter((key) => data[key] !== undefined)
    .map((key) => `${key}=${signedValue(data[key])}`)
    .join('&');
}

/** HMAC-SHA256 of `data`, 64 hex digits. */
export function payosSignature(data: BankRow, checksumKey: string): string {
  return createHmac('sha256', checksumKey).update(payosSignedText(data)).digest('hex');
}

/** Whether `signature` is the one of `data`. */
export function isPayosSignature(data: BankRow, signature: string, checksumKey: string): boolean {
  return isSameSecret(signature.toLowerCase(), payosSignature(data, checksumKey));
}

function signedValue(value: unknown): string {
  if (value === null || value === 'null' || value === 'undefined') return '';
  return Array.isArray(value) ? JSON.stringify(value.map(sortKeys)) : String(value);
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
