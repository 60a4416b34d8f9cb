import { parseCursor } from '@vppos/core/protocol';
import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import type { RawReader } from './testing/rawReader.ts';
import { startTestGateway, type TestGateway } from './testing/testGateway.ts';
import { serviceToken } from './testing/tokens.ts';
import { turns, until } from './testing/until.ts';

const PENDING_MAX_BYTES = 256 * 1024;

/** Publishes until the reader's socket is full, and some more. */
async function flood(gateway: TestGateway['gateway'], count: number, bytes = 20_000): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const data = { n, pad: 'x'.repeat(bytes) };
    const outcome = await gateway.publish({ kind: 'company', companyId: 1 }, { unknownType: 'flood', data });
    if (!outcome.ok) expect.fail('a publish was refused');
    await turns(1);
  }
}

async function pendingOf({ call }: TestGateway): Promise<number> {
  const answer = await call('/api/v1/events/connections', { token: await serviceToken() });
  return Number(answer.body[0]?.pendingBytes);
}

const seqsOf = (reader: RawReader): number[] => reader.events.map(({ id }) => parseCursor(id ?? '')?.seq ?? 0);

it('[HUB5] [HUB7] gives a slow reader everything, in order, from the log where the ring has moved on; its bytes stay bounded', async () => {
  // 3,000 entries of 20 kB are 60 MB: more than the ring keeps, so the rest is read from the log.
  const running = await startTestGateway({ config: { logMaxEvents: 10_000, stallMs: 60_000 } });
  const reader = await running.open();
  const other = await running.open();
  reader.socket.pause();

  await flood(running.gateway, 3000);
  const pending = await pendingOf(running);
  await other.eventCount(3000, 10_000);
  reader.socket.resume();
  await reader.eventCount(3000, 10_000);

  expect(pending).toBeGreaterThan(0);
  expect(pending).toBeLessThan(PENDING_MAX_BYTES);
  expect(seqsOf(reader)).toEqual(Array.from({ length: 3000 }, (_, n) => n + 1));
  expect(reader.names()).not.toContain('stream.resync');
}, 30_000);

it('[HUB5] tells a slow reader to resync once the log has overtaken it, and goes on from there', async () => {
  const running = await startTestGateway({ config: { logMaxEvents: 50, stallMs: 60_000 } });
  const reader = await running.open();
  reader.socket.pause();

  await flood(running.gateway, 3000);
  reader.socket.resume();
  const { id, data } = await reader.frame('stream.resync', 10_000);
  await flood(running.gateway, 2);
  await until(() => seqsOf(reader).at(-1) === 3002, 'the last event');

  expect(data).toEqual({ reason: 'slow', cursor: id });
  const seqs = seqsOf(reader);
  const gapAt = seqs.findIndex((seq, index) => index > 0 && seq !== (seqs[index - 1] ?? 0) + 1);
  const resyncAt = reader.frames.findIndex((frame) => frame.event === 'stream.resync');
  // Whole up to the resync; after it, whole from its id on.
  expect(seqs.slice(0, gapAt)).toEqual(Array.from({ length: gapAt }, (_, n) => n + 1));
  expect(reader.frames.slice(0, resyncAt).filter(({ event }) => event === 'flood')).toHaveLength(gapAt);
  expect(seqs[gapAt]).toBe((parseCursor(id ?? '')?.seq ?? 0) + 1);
}, 30_000);

it('[HUB6] destroys a stream whose socket took nothing for STALL_MS, without a frame, and leaves others alone', async () => {
  const clock = fakeClock(Date.now());
  const running = await startTestGateway({ clock, config: { stallMs: 10_000, heartbeatMs: 1_000_000 } });
  const reader = await running.open();
  const other = await running.open();
  reader.socket.pause();
  await flood(running.gateway, 500);
  await other.eventCount(500, 10_000);
  expect(await pendingOf(running)).toBeGreaterThan(0);

  clock.advance(10_100);
  await until(() => running.gateway.connectedClients === 1, 'the stalled one to end');
  reader.socket.resume();
  await reader.closed();

  expect(
    reader
      .names()
      .slice(2)
      .every((name) => name === 'flood'),
  ).toBe(true);
  expect(other.isClosed).toBe(false);
  expect((await running.call('/api/v1/events/stats')).body.stalled).toBe(1);
}, 30_000);
