import { expect, it } from 'vitest';
import { demoBarcode, ean13 } from './ean13.ts';

it('ends a barcode with the check digit of EAN-13', () => {
  // [gs1] the worked example of the check digit's calculation, and one whose sum is a whole ten.
  expect(ean13('629104150021')).toBe('6291041500213');
  expect(ean13('400638133393')).toBe('4006381333931');
  expect(ean13('000000000000')).toBe('0000000000000');
  expect(() => ean13('123')).toThrow(RangeError);
});

it('gives every demo product a barcode of its own', () => {
  const codes = [1, 2].flatMap((shop) => Array.from({ length: 2014 }, (_, n) => demoBarcode(shop, n + 1)));

  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => /^893\d{10}$/.test(code))).toBe(true);
});
