import { describe, expect, it } from 'vitest';
import { caretBefore, groupDigits, parseAmount, pressKey } from './amount.ts';

describe('[PAYMFE10] an amount as it is typed', () => {
  it.each([
    ['1.250.000', 1_250_000],
    ['250000đ', 250_000],
    ['250.000,00 VND', 250_000],
    ['250,000', 250_000],
    ['250.00', 25_000],
    ['0', 0],
    ['', null],
    ['đ', null],
    ['9'.repeat(20), 999_999_999_999],
  ])('[PAYMFE10] reads %j as %j', (typed, amount) => {
    expect(parseAmount(typed)).toBe(amount);
  });

  it('[PAYMFE10] is grouped in thousands', () => {
    expect(groupDigits(1_250_000)).toBe('1.250.000');
    expect(groupDigits(null)).toBe('');
  });

  it('[PAYMFE10] grows and shrinks by the keys of the pad', () => {
    expect(pressKey(null, '5')).toBe(5);
    expect(pressKey(5, '000')).toBe(5_000);
    expect(pressKey(5_000, 'back')).toBe(500);
    expect(pressKey(5, 'back')).toBeNull();
  });

  it('keeps as many digits after the caret as before', () => {
    expect(caretBefore('1.250.000', 3)).toBe('1.250.'.length);
    expect(caretBefore('1.250.000', 0)).toBe('1.250.000'.length);
    expect(caretBefore('1.250.000', 7)).toBe(0);
  });
});
