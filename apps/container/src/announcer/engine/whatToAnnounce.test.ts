import { describe, expect, it } from 'vitest';
import type { LedgerState } from './ledger.ts';
import type { PaidOrder, Receipt } from './paidOrder.ts';
import { FRESH_MS, type HintSource, hintedOrder, whatToAnnounce } from './whatToAnnounce.ts';

const NOW = 1_700_000_000_000;
const receipt: Receipt = { receipt_id: 1, method: 'vietqr', amount: 150_000, till_id: 'till-7', booked_at: NOW - 1000 };

function decide(changed: Partial<Receipt>, state: LedgerState | null = null, source: HintSource = 'event') {
  const order: PaidOrder = { order_id: 1001, remaining: 100_000, payments: [{ ...receipt, ...changed }] };
  const due = whatToAnnounce(order, { stateOf: () => state, source, till: 'till-7', serverNow: NOW });
  return due.map(({ isNew, receipt: { amount } }) => [amount, isNew ? 'new' : 'missed']);
}

describe('whatToAnnounce', () => {
  it('[ANN2] takes the amount of the receipt, not what the order costs', () => {
    expect(decide({})).toEqual([[150_000, 'new']]);
  });

  it.each<[string, Partial<Receipt>]>([
    ['cash', { method: 'cash' }],
    ['money confirmed by hand', { method: 'manual' }],
    ["another till's money", { till_id: 'till-8' }],
    ['money that no till asked for', { till_id: null }],
  ])('[ANN2] leaves out %s', (_what, changed) => {
    expect(decide(changed)).toEqual([]);
  });

  it.each<[string, [ageMs: number, source: HintSource], string]>([
    ['what is just fresh', [FRESH_MS, 'event'], 'new'],
    ['what is too old', [FRESH_MS + 1, 'event'], 'missed'],
    ['what is old, but a screen waits for it', [FRESH_MS + 1, 'screen'], 'new'],
    ['what a server ahead of this one has booked', [-5000, 'event'], 'new'],
  ])('[ANN5] takes %s for what it is', (_what, [ageMs, source], age) => {
    expect(decide({ booked_at: NOW - ageMs }, null, source)).toEqual([[150_000, age]]);
  });

  it('[ANN3] leaves out what was spoken, and of what was only shown what is old', () => {
    expect([decide({}, 'spoken'), decide({}, 'shown'), decide({ booked_at: NOW - FRESH_MS - 1 }, 'shown')]).toEqual([
      [],
      [[150_000, 'new']],
      [],
    ]);
  });
});

describe('hintedOrder', () => {
  it.each([
    [{ order_id: 1001 }, 1001],
    [{ order_id: 1001, method: 'vietqr', till_id: 'till-7', test: false }, 1001],
    [{ order_id: 1001, test: true }, null],
    [{ order_id: 1001, method: 'cash' }, null],
    [{ order_id: 1001, till_id: 'till-8' }, null],
    [{ order_id: '1001' }, null],
    [{ order_id: -1 }, null],
    [{ order_id: 1.5 }, null],
    [{}, null],
    [null, null],
    ['1001', null],
  ])('[ANN2] reads %o as a hint at %s', (data, orderId) => {
    expect(hintedOrder(data, 'till-7')).toBe(orderId);
  });
});
