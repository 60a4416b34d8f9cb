import { fakeClock } from '@vppos/core/testing';
import { beforeEach, expect, it } from 'vitest';
import type { EventLog, Target } from '../log/eventLog.ts';
import { MemoryLog } from '../log/memoryLog.ts';
import { countVisible } from './countVisible.ts';
import { Trail } from './trail.ts';

const ENTRIES = 5000;
const VIEWER = { companyId: 1, userId: '7', sessionId: 's7', clientId: 'c' };
const OF_OTHERS: Target = { kind: 'company', companyId: 2 };

let reads: number;
let from: { log: EventLog; trail: Trail };

beforeEach(async () => {
  reads = 0;
  class CountingLog extends MemoryLog {
    override read(...asked: Parameters<EventLog['read']>) {
      reads += 1;
      return super.read(...asked);
    }
  }
  const options = { maxEvents: 10_000, maxAgeMs: 1e9, idempotencyMaxKeys: 1 };
  const log = new CountingLog(options, { clock: fakeClock(), newId: () => 'e' });
  const record = { kind: 'event', type: 'notify', json: '{}', target: OF_OTHERS } as const;
  await log.append(Array.from({ length: ENTRIES }, () => ({ record })));
  from = { log, trail: new Trail(ENTRIES) };
});

it('[HUB10] gives the event loop back after each page of a long count', async () => {
  let turns = 0;
  let isCounting = true;
  const turn = (): void => {
    turns += 1;
    if (isCounting) setImmediate(turn);
  };
  setImmediate(turn);

  const visible = await countVisible(from, VIEWER, { epoch: 'e', fromSeq: 1, max: 10, isWanted: () => true });
  isCounting = false;

  expect(visible).toBe(0);
  expect(reads).toBeGreaterThan(1);
  expect(turns).toBeGreaterThanOrEqual(reads);
});

it('[HUB10] stops counting when its stream has ended', async () => {
  await countVisible(from, VIEWER, { epoch: 'e', fromSeq: 1, max: 10, isWanted: () => reads < 2 });

  expect(reads).toBe(2);
});
