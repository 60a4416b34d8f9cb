/** 32 hex digits of chance. Works on plain http too, where `crypto.randomUUID` is missing. */
export function newId(fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void = fillFromCrypto): string {
  const bytes = new Uint8Array(16);
  fillRandom(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fillFromCrypto(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes);
}
