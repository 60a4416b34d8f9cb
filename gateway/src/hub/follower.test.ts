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

  const follower = await LogFollower.start(log, () => undefined);
  await log.append([{ record }]);

  expect([follower.isFresh, follower.ring.firstSeq, follower.ring.lastSeq]).toEqual([true, 2, 3]);
});
