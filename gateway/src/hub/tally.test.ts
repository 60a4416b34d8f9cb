import { expect, it } from 'vitest';
import { type Served, Tally } from './tally.ts';

const batchOf = (...types: string[]): Served => ({ types, live: 0, replayed: 0 });

it('[OPS10] counts every event of a batch for every stream that was served it, also after somebody has asked', () => {
  const tally = new Tally();
  const counts = tally.of(1);
  const batch = batchOf('notify', 'notify', 'bell');
  tally.served(counts, batch, true);
  tally.served(counts, batch, true);
  tally.served(counts, batch, false);
  tally.reportOf(1, 0);

  tally.served(counts, batch, true);

  expect(tally.reportOf(1, 0)).toMatchObject({
    delivered: { notify: 6, bell: 3 },
    replayed: { notify: 2, bell: 1 },
  });
  expect(tally.sum().delivered).toEqual(tally.of(1).delivered);
});

it('[OPS10] counts any number of batches of many companies apart', () => {
  const tally = new Tally();

  for (let n = 0; n < 1000; n += 1) tally.served(tally.of(n % 2), batchOf('notify'), true);

  expect([tally.reportOf(0, 0), tally.reportOf(1, 0)].map(({ delivered }) => delivered)).toEqual([
    { notify: 500 },
    { notify: 500 },
  ]);
  expect(tally.reportOfAll(0).delivered).toEqual({ notify: 1000 });
});
