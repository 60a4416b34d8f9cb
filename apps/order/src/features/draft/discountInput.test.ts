import { expect, it } from 'vitest';
import { readDiscount } from './discountInput.ts';

it.each([
  ['10', 10],
  ['99', 99],
  [' 5 ', 5],
])('[ORDMFE15] takes %j for whole percent', (typed, value) => {
  expect(readDiscount('percent', typed, 100_000)).toEqual({ discount: { kind: 'percent', value } });
});

it.each(['0', '100', '1,5', '1.5', '1 5', '05', ','])('[ORDMFE15] takes %j for no percent', (typed) => {
  expect(readDiscount('percent', typed, 100_000)).toEqual({ fault: 'percent' });
});

it.each([
  ['50000', 50_000],
  ['50.000', 50_000],
  ['50,000', 50_000],
  ['1 000', 1000],
  ['999', 999],
])('[ORDMFE15] takes %j for đồng', (typed, value) => {
  expect(readDiscount('amount', typed, 100_000)).toEqual({ discount: { kind: 'amount', value } });
});

it.each(['0', '1,5', '50.00', '5.0000', '50.000,5', '.'])('[ORDMFE15] takes %j for no amount', (typed) => {
  expect(readDiscount('amount', typed, 100_000)).toEqual({ fault: 'amount' });
});

it('[ORDMFE15] takes no discount that leaves nothing to pay, and none where nothing is typed', () => {
  expect(readDiscount('amount', '100.000', 100_000)).toEqual({ fault: 'tooLarge' });
  expect(readDiscount('percent', ' ', 100_000)).toEqual({ discount: null });
});
