/** More digits than any sum in a shop; what is typed beyond them is left out. */
const DIGITS_MAX = 12;

const grouped = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });

/** `250.000` of `250000`, nothing of null: an amount as it stands in a field. */
export function groupDigits(amount: number | null): string {
  return amount === null ? '' : grouped.format(amount);
}

/** As bank apps copy an amount. Never with a dot: `250.00` is `250.000` whose last digit was just deleted. */
const NO_CENTS = /,00?(?!\d)/;

/** The amount in what somebody typed, whatever stands between the digits; null where there are none. */
export function parseAmount(typed: string): number | null {
  const digits = typed.replace(NO_CENTS, '').replace(/\D/g, '').slice(0, DIGITS_MAX);
  return digits === '' ? null : Number(digits);
}

/** A key of the number pad. */
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '000' | 'back';

export function pressKey(amount: number | null, key: PadKey): number | null {
  const digits = amount === null ? '' : String(amount);
  return parseAmount(key === 'back' ? digits.slice(0, -1) : digits + key);
}

/** Where the caret belongs in a grouped amount so that as many digits follow it as before. */
export function caretBefore(text: string, digitsAfter: number): number {
  let left = digitsAfter;
  let at = text.length;
  while (at > 0 && left > 0) {
    at -= 1;
    if (/\d/.test(text.charAt(at))) left -= 1;
  }
  return at;
}
