import { expect, it } from 'vitest';
import { isSearched } from './isSearched.ts';

const ORDER = { order_id: 1042, table: 'Bàn 5' };

it.each(['', 'ban 5', 'BÀN', '5', '042', 'HD-1042', 'hd 10'])('[PAYMFE9] finds order 1042 at Bàn 5 by %j', (search) => {
  expect(isSearched(ORDER, search)).toBe(true);
});

it.each(['ban 6', '77', 'hd', 'hd-77'])('[PAYMFE9] does not find order 1042 at Bàn 5 by %j', (search) => {
  expect(isSearched(ORDER, search)).toBe(false);
});

it('[PAYMFE9] finds an order without a table by its number alone', () => {
  expect([isSearched({ ...ORDER, table: null }, '104'), isSearched({ ...ORDER, table: null }, 'ban')]).toEqual([
    true,
    false,
  ]);
});
