import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { MemoryLog } from '../log/memoryLog.ts';
import { LogFollower } from './follower.ts';

const MAX_AGE_MS = 1000;

it('[HUB11] starts although the oldest entries age away while it reads them', async () => {
  const clock = fakeClock();
  let isAging = false;
  class AgingLog extends MemoryLog {
    override async bounds() {
      const bounds = await super.bounds();
      if (isAging) clock.advance(MAX_AGE_MS / 2);
      isAging = false;
      return bounds;
    }
  }
  const log = new AgingLog(
    { maxEvents: 100, maxAgeMs: MAX_AGE_MS, idempotencyMaxKeys: 1 },
    { clock, newId: () => 'e' },
  );
  const record = { kind: 'event', type: 'notify', json: '{}', target: { kind: 'all' } } as const;
  await log.append([{ record }]);
  clock.advance(MAX_AGE_MS / 2 + 1);
  await log.append([{ record }]);
  isAging = true;

  const follower = await LogFollower.start({
    log,
    onEntry: () => undefined,
    onFailed: (error) => expect.fail(String(error)),
  });
  await log.append([{ record }]);

  expect([follower.isFresh, follower.ring.firstSeq, follower.ring.lastSeq]).toEqual([true, 2, 3]);
});

it('[HUB13] reports an entry that cannot be taken, and is not fresh any more', async () => {
  const log = new MemoryLog(
    { maxEvents: 100, maxAgeMs: MAX_AGE_MS, idempotencyMaxKeys: 1 },
    { clock: fakeClock(), newId: () => 'e' },
  );
  const failures: unknown[] = [];
  const broken = new Error('a listener of entries failed');
  const onEntry = (): void => {
    throw broken;
  };
  const follower = await LogFollower.start({ log, onEntry, onFailed: (error) => failures.push(error) });

  await log.append([{ record: { kind: 'event', type: 'notify', json: '{}', target: { kind: 'all' } } }]);

  expect([failures, follower.isFresh]).toEqual([[broken], false]);
});
