import { expect, it } from 'vitest';
import { createMemoryStorage } from '../../auth/testing/fakeBrowser.ts';
import { createServerTime } from './serverTime.ts';

it('[ANN5] takes the server’s clock from the tab that holds the stream', () => {
  const storage = createMemoryStorage();
  const follower = createServerTime(
    storage,
    () => 1000,
    () => null,
  );
  const before = follower();
  const leader = createServerTime(
    storage,
    () => 1000,
    () => 250,
  );

  expect([before, leader(), follower()]).toEqual([1000, 1250, 1250]);
});
