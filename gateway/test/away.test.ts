import { realClock } from '@vppos/core/time';
import { expect, it } from 'vitest';
import type { Append, EventLog } from '../src/log/eventLog.ts';
import { MemoryLog } from '../src/log/memoryLog.ts';
import { startTestGateway } from './testing/testGateway.ts';

/** More than the ring keeps, so that they could only be read from the log. */
const OF_OTHERS = 9000;

class CountingLog extends MemoryLog {
  reads = 0;

  override read(...asked: Parameters<EventLog['read']>) {
    this.reads += 1;
    return super.read(...asked);
  }
}

function eventOf(companyId: number): Append {
  return { record: { kind: 'event', type: 'notify', json: '{}', target: { kind: 'company', companyId } } };
}

it('[HUB12] replays what is for a reader without reading what others were sent meanwhile', async () => {
  const options = { maxEvents: 20_000, maxAgeMs: 3_600_000, idempotencyMaxKeys: 1 };
  const log = new CountingLog(options, { clock: realClock, newId: () => 'e' });
  await log.append([eventOf(1), ...Array.from({ length: OF_OTHERS }, () => eventOf(2)), eventOf(1)]);
  const { open } = await startTestGateway({ log });
  log.reads = 0;

  const reader = await open({ headers: { 'Last-Event-ID': 'e-1' } });

  expect(reader.events.map(({ id }) => id)).toEqual([`e-${OF_OTHERS + 2}`]);
  expect((await reader.frame('stream.live')).data).toEqual({ cursor: `e-${OF_OTHERS + 2}`, replayed: 1 });
  expect(log.reads).toBe(0);
});

it('[HUB12] reads from the log where the next entry of a reader is', async () => {
  const options = { maxEvents: 20_000, maxAgeMs: 3_600_000, idempotencyMaxKeys: 1 };
  const log = new CountingLog(options, { clock: realClock, newId: () => 'e' });
  await log.append([eventOf(1), eventOf(2), eventOf(1), ...Array.from({ length: OF_OTHERS }, () => eventOf(2))]);
  const { open } = await startTestGateway({ log });
  log.reads = 0;

  const reader = await open({ headers: { 'Last-Event-ID': 'e-1' } });

  expect(reader.events.map(({ id }) => id)).toEqual(['e-3']);
  expect((await reader.frame('stream.live')).data).toEqual({ cursor: `e-${OF_OTHERS + 3}`, replayed: 1 });
  expect(log.reads).toBe(1);
});

it('[HUB12] [HUB7] reads everything from the log for a reader who stands before what is remembered', async () => {
  const options = { maxEvents: 100_000, maxAgeMs: 3_600_000, idempotencyMaxKeys: 1 };
  const log = new CountingLog(options, { clock: realClock, newId: () => 'e' });
  const others = 70_000;
  await log.append([eventOf(1), eventOf(1), ...Array.from({ length: others }, () => eventOf(2)), eventOf(1)]);
  const { open } = await startTestGateway({ log });

  const reader = await open({ headers: { 'Last-Event-ID': 'e-0' } });

  expect(reader.events.map(({ id }) => id)).toEqual(['e-1', 'e-2', `e-${others + 3}`]);
  expect((await reader.frame('stream.live')).data.replayed).toBe(3);
}, 20_000);
