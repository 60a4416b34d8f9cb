import { expect, it } from 'vitest';
import type { ShownCart, ShownPayment, TillShown } from '../shown.types.ts';
import { type HeardTabs, heard, SILENCE_MS, sceneOf, TABS_MAX } from './display.machine.ts';

const cart: ShownCart = { lines: [], subtotal: 1, discount: 0, total: 1 };
const paid: ShownPayment = { stage: 'paid', amount: 1, change: 0, order: 'HD-1' };
const waiting: ShownPayment = { stage: 'waiting', amount: 1, qr: '0', order: 'HD-1', expires_at: 0 };
const nothing = { version: 0, value: null };
const tab = (shown: Partial<TillShown>): TillShown => ({ cart: nothing, payment: nothing, ...shown });
const after = (...told: readonly [string, number, TillShown][]): HeardTabs =>
  told.reduce<HeardTabs>((tabs, [from, at, till]) => heard(tabs, from, { at, till }), new Map());

it.each<[string, HeardTabs, string]>([
  ['nobody answers', new Map(), 'closed'],
  ['a tab has nothing to show', after(['a', 0, tab({})]), 'welcome'],
  [
    'one tab sells and another is idle',
    after(['a', 0, tab({ cart: { version: 5, value: cart } })], ['b', 0, tab({})]),
    'cart',
  ],
  [
    'a newer tab has taken it away',
    after(['a', 0, tab({ cart: { version: 5, value: cart } })], ['b', 0, tab({ cart: { version: 6, value: null } })]),
    'welcome',
  ],
  [
    'a payment is awaited while a newer cart is filled',
    after(
      ['a', 0, tab({ payment: { version: 5, value: waiting } })],
      ['b', 0, tab({ cart: { version: 6, value: cart } })],
    ),
    'payment',
  ],
  [
    'the next cart is filled after a payment',
    after(['a', 0, tab({ payment: { version: 5, value: paid }, cart: { version: 6, value: cart } })]),
    'cart',
  ],
  [
    'the tab that sold has died',
    after(['a', -SILENCE_MS, tab({ cart: { version: 5, value: cart } })], ['b', 0, tab({})]),
    'welcome',
  ],
])('[DISP5] knows what to show when %s', (_what, tabs, kind) => {
  expect(sceneOf(tabs, 0).kind).toBe(kind);
});

it('[DISP4] keeps what at most eight tabs told, the ones heard last', () => {
  const tabs = after(
    ...Array.from({ length: TABS_MAX + 3 }, (_, n) => [`tab-${n}`, n, tab({})] as [string, number, TillShown]),
  );

  expect([tabs.size, tabs.has('tab-2'), tabs.has('tab-3')]).toEqual([TABS_MAX, false, true]);
});
