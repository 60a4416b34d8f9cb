import { expect, it } from 'vitest';
import { Ledger } from './ledger.ts';

function ledgerOf(streams: readonly (readonly number[])[]): Ledger {
  const ledger = new Ledger(streams.length);
  for (const [stream, numbers] of streams.entries()) for (const n of numbers) ledger.take(stream, n);
  return ledger;
}

it('finds nothing wrong when every stream gets everything in one order, whatever order that is', () => {
  const ledger = ledgerOf([
    [1, 0, 2],
    [1, 0, 2],
  ]);

  expect(ledger.faults(3)).toEqual({ lost: 0, doubled: 0, reordered: 0 });
  expect(ledger.isComplete(3)).toBe(true);
});

it.each([
  ['one that is jumped over', [0, 2], { lost: 1, doubled: 0, reordered: 0 }],
  ['one that does not come any more', [0, 1], { lost: 1, doubled: 0, reordered: 0 }],
  ['one that comes twice', [0, 1, 1, 2], { lost: 0, doubled: 1, reordered: 0 }],
  ['one that comes too late', [0, 2, 1], { lost: 0, doubled: 0, reordered: 1 }],
  ['one that comes too late, and again', [0, 2, 1, 1], { lost: 0, doubled: 1, reordered: 1 }],
])('finds %s', (_what, second, faults) => {
  expect(ledgerOf([[0, 1, 2], second]).faults(3)).toEqual(faults);
});
