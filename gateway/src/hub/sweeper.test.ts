import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { Sweeper } from './sweeper.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const stream = (name: number) => ({ name, isQueued: false });

it('[HUB10] pulls each stream once a sweep; what is queued meanwhile waits for the next', async () => {
  const pulled: number[] = [];
  const streams = [1, 2, 3].map(stream);
  const sweeper = new Sweeper<ReturnType<typeof stream>>(fakeClock(), (one) => {
    pulled.push(one.name);
    if (pulled.length <= 3) for (const each of streams) sweeper.queue(each);
  });
  for (const one of [...streams, ...streams]) sweeper.queue(one);

  await turn();
  expect(pulled).toEqual([1, 2, 3]);
  await turn();
  expect(pulled.slice(3).sort()).toEqual([1, 2, 3]);
});

it('[HUB10] gives the loop back after 250 streams, or after 8 ms', async () => {
  const clock = fakeClock();
  let pulled = 0;
  let costMs = 0;
  const sweeper = new Sweeper(clock, () => {
    pulled += 1;
    clock.advance(costMs);
  });
  for (let n = 0; n < 600; n += 1) sweeper.queue(stream(n));

  const afterTurn: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    await turn();
    afterTurn.push(pulled);
  }
  costMs = 4;
  for (let n = 0; n < 3; n += 1) sweeper.queue(stream(n));
  await turn();
  afterTurn.push(pulled);

  expect(afterTurn).toEqual([250, 500, 600, 602]);
});
