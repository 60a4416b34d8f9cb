/** Free words about one connection, by key. */
export type Metadata = Readonly<Record<string, string>>;

export const METADATA_BOUNDS = '16 keys and 1 KiB';
const KEYS_MAX = 16;
const MAX_BYTES = 1024;

/** Keys are not empty, values are text whatever an embedding server's caller sent, and both together stay within the bounds, in UTF-8. */
export function isWithinBounds(metadata: Metadata): boolean {
  const entries = Object.entries(metadata);
  if (entries.length > KEYS_MAX) return false;
  let bytes = 0;
  for (const [key, value] of entries) {
    if (key === '' || typeof value !== 'string') return false;
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  return bytes <= MAX_BYTES;
}
