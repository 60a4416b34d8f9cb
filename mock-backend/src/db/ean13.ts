/** The barcode of twelve digits: the same with their check digit. */
export function ean13(digits: string): string {
  if (!/^[0-9]{12}$/.test(digits)) throw new RangeError(`${digits} is not twelve digits.`);
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** A barcode of Vietnam's prefix for the nth product of a demo shop. */
export function demoBarcode(companyId: number, nth: number): string {
  return ean13(`893${String(companyId).padStart(4, '0')}${String(nth).padStart(5, '0')}`);
}
