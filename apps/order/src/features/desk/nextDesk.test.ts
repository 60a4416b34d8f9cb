import { describe, expect, it } from 'vitest';
import { type Desk, EMPTY_DESK, MAX_DRAFTS, MAX_LINES, MAX_QUANTITY } from './desk.types.ts';
import type { DraftChange } from './draftChange.ts';
import { type DeskEdit, limitOf, nextDesk } from './nextDesk.ts';
import { totalsOf } from './totals.ts';

const PHO = { id: 1, name: 'Phở tái', price: 55_000 };
const BUN = { id: 3, name: 'Bún bò Huế', price: 60_000 };

const deskAfter = (edits: readonly DeskEdit[], from: Desk = EMPTY_DESK): Desk => edits.reduce(nextDesk, from);
const changed = (change: DraftChange, id = 'a'): DeskEdit => ({ type: 'changed', id, change });
const added = (product: typeof PHO, id = 'a') => changed({ type: 'productAdded', product }, id);
const submitted = (key: string, id = 'a'): DeskEdit => ({
  type: 'submitted',
  id,
  nextId: `after ${key}`,
  key,
  tillId: 'quay-1',
  at: 5,
});
const draftOf = (desk: Desk, id = 'a') => {
  const found = desk.drafts.find((draft) => draft.id === id);
  if (found === undefined) throw new Error(`No draft ${id}.`);
  return found;
};
const quantities = (desk: Desk) => draftOf(desk).lines.map((line) => [line.product_id, line.quantity]);
const OPEN = deskAfter([{ type: 'ensured', id: 'a' }]);
const FILLED = deskAfter([added(PHO)], OPEN);

describe('a draft', () => {
  it('counts a product added twice as two of one line, and keeps the order of the lines', () => {
    expect(quantities(deskAfter([added(BUN), added(PHO), added(BUN)], OPEN))).toEqual([
      [3, 2],
      [1, 1],
    ]);
  });

  it('[ORDMFE15] keeps a line with a note apart from the plain ones of the same product', () => {
    const noted = changed({ type: 'lineNoted', lineId: 1, note: 'không hành' });

    expect(quantities(deskAfter([noted, added(PHO), added(PHO)], FILLED))).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it('drops a line whose last piece is taken away', () => {
    expect(quantities(deskAfter([changed({ type: 'quantityChanged', lineId: 1, by: -1 })], FILLED))).toEqual([]);
  });

  it('[ORDMFE14] never goes above the largest quantity, nor above the most lines', () => {
    const most = changed({ type: 'quantitySet', lineId: 1, quantity: MAX_QUANTITY });
    const full = deskAfter(
      Array.from({ length: MAX_LINES }, (_, n) => added({ ...PHO, id: 100 + n })),
      OPEN,
    );

    expect(limitOf(deskAfter([most], FILLED), added(PHO))).toBe('quantity');
    expect(quantities(deskAfter([most, added(PHO)], FILLED))).toEqual([[1, MAX_QUANTITY]]);
    expect(limitOf(full, added(BUN))).toBe('lines');
    expect(draftOf(deskAfter([added(BUN)], full)).lines).toHaveLength(MAX_LINES);
  });

  it.each([
    [
      { kind: 'percent', value: 10 },
      { discount: 5_500, total: 49_500, isDiscountTooLarge: false },
    ],
    [
      { kind: 'amount', value: 54_999 },
      { discount: 54_999, total: 1, isDiscountTooLarge: false },
    ],
    [
      { kind: 'amount', value: 55_000 },
      { discount: 55_000, total: 55_000, isDiscountTooLarge: true },
    ],
  ] as const)('[ORDMFE15] reckons a discount of %o', (discount, expected) => {
    const desk = deskAfter([changed({ type: 'discounted', discount })], FILLED);

    expect(totalsOf(draftOf(desk))).toEqual({ subtotal: 55_000, ...expected });
    expect(deskAfter([submitted('k')], desk).queue).toHaveLength(expected.isDiscountTooLarge ? 0 : 1);
  });
});

describe('the drafts', () => {
  it('[ORDMFE13] are numbered from 1, with the smallest number that is free', () => {
    const three = deskAfter(
      [
        { type: 'opened', id: 'b' },
        { type: 'opened', id: 'c' },
        { type: 'closed', id: 'b', nextId: '-' },
        { type: 'opened', id: 'd' },
      ],
      OPEN,
    );

    expect(three.drafts.map(({ id, number }) => [id, number])).toEqual([
      ['a', 1],
      ['c', 3],
      ['d', 2],
    ]);
  });

  it('[ORDMFE14] are so many and no more', () => {
    const opened = Array.from({ length: MAX_DRAFTS + 3 }, (_, n): DeskEdit => ({ type: 'opened', id: `n${n}` }));

    expect(deskAfter(opened, OPEN).drafts).toHaveLength(MAX_DRAFTS);
  });
});

describe('an order in the queue', () => {
  it('[ORDMFE1] comes of one draft once, whoever sends it a second time', () => {
    const desk = deskAfter([submitted('first'), submitted('second')], FILLED);

    expect(desk.queue.map(({ key }) => key)).toEqual(['first']);
    expect(desk.drafts.map(({ id, lines }) => [id, lines.length])).toEqual([['after first', 0]]);
  });

  it('does not come of an empty draft', () => {
    expect(deskAfter([submitted('k')], OPEN)).toBe(OPEN);
  });

  it('[ORDMFE18] stays with its key until there is an answer', () => {
    const desk = deskAfter([submitted('k'), { type: 'unanswered', key: 'k' }], FILLED);

    expect(desk.queue).toMatchObject([{ key: 'k', attempts: 1, refusal: null }]);
    expect(deskAfter([{ type: 'made', key: 'k', orderId: 1001, at: 9 }], desk)).toMatchObject({
      queue: [],
      made: [{ order_id: 1001 }],
    });
  });

  it('[ORDMFE19] can be edited or dropped only after a clear refusal', () => {
    const waiting = deskAfter([submitted('k')], FILLED);
    const reopened: DeskEdit = { type: 'reopened', key: 'k', id: 'again' };
    const dropped: DeskEdit = { type: 'dropped', key: 'k' };

    expect(deskAfter([reopened, dropped], waiting)).toBe(waiting);
    const refused = deskAfter([{ type: 'refused', key: 'k', why: 'unknown-product' }], waiting);
    expect(deskAfter([dropped], refused).queue).toEqual([]);
    expect(draftOf(deskAfter([reopened], refused), 'again')).toMatchObject({
      refusal: 'unknown-product',
      lines: [{ id: 1 }],
    });
  });
});
