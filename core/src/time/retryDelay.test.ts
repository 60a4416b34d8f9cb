import { expect, it } from 'vitest';
import { retryDelayMs } from './index.ts';

it('[RETRY1] waits 1, 2, 4, 8, 16, then 30 s at most', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 1000].map((failures) => retryDelayMs(failures, () => 1));

  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

it('[RETRY1] draws from the upper half, so that all tills do not come back at once', () => {
  expect(retryDelayMs(3, () => 0)).toBe(2000);
});
