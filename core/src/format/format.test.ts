import { expect, it } from 'vitest';
import { formatClockTime, formatVnd, searchable } from './index.ts';

it.each([
  [250_000, '250.000đ'],
  [0, '0đ'],
  [1_234_567, '1.234.567đ'],
])('writes %d as %s, without a space', (amount, text) => {
  expect(formatVnd(amount)).toBe(text);
});

it("writes the shop's wall clock whatever the machine's zone", () => {
  expect(formatClockTime(Date.UTC(2026, 0, 1, 7, 32))).toBe('14:32');
});

it('searches without accents, cases and spare spaces', () => {
  expect(searchable('  Cà phê  SỮA Đá ')).toBe('ca phe sua da');
});
