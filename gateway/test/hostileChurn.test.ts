import { expect, it } from 'vitest';
import { dropAt, inParallel, type Stage } from './testing/crowd.ts';
import { startMeasured, type Weight, weighUntil } from './testing/measured.ts';
import { RawReader } from './testing/rawReader.ts';
import { cashierToken } from './testing/tokens.ts';

const STAGES: Stage[] = ['connected', 'half a head', 'head', 'first frame'];
const WARM_UP = 400;
const DROPS = 10_000;
const WIDTH = 150;
const DROPS_PER_EVENT = 50;
/** 128 bytes kept of each connection would be seen. */
const HEAP_GROWTH_MAX_BYTES = 1024 * 1024;

it('[LEAK2] holds nothing of 10,000 connections that were dropped at every stage, and serves the others meanwhile', async () => {
  const gateway = await startMeasured();
  const token = await cashierToken();
  const healthy = new RawReader({ port: gateway.port, token: await cashierToken({ sub: 'healthy' }) });
  await healthy.frame('stream.live');
  const published: string[] = [];
  const drop = async (n: number): Promise<void> => {
    const stage = STAGES[n % STAGES.length] ?? 'head';
    await dropAt(stage, { port: gateway.port, token, isReset: Math.floor(n / STAGES.length) % 2 === 0 });
    if (n % DROPS_PER_EVENT === 0) published.push(await gateway.publish(`after ${n}`));
  };

  await inParallel(WARM_UP, WIDTH, drop);
  const before = { ...(await weighUntil(gateway, isAlone)), ...(await gateway.count()) };
  await inParallel(DROPS, WIDTH, drop);
  const after = { ...(await weighUntil(gateway, isAlone)), ...(await gateway.count()) };
  await healthy.eventCount(published.length);

  process.stdout.write(`[churn] heap before and after, KiB: ${kib(before)} ${kib(after)}\n`);
  const { connectedClients, streams, timers } = after;
  expect({ connectedClients, streams, timers }).toEqual({ connectedClients: 1, streams: 1, timers: before.timers });
  expect([after.sockets, after.requests, after.handles]).toEqual([before.sockets, before.requests, before.handles]);
  expect(after.heapBytes - before.heapBytes).toBeLessThan(HEAP_GROWTH_MAX_BYTES);
  const seen = healthy.events.map(({ id }) => String(id));
  expect(seen).toEqual(seen.map((id, index) => id.replace(/-\d+$/, `-${index + 1}`)));
  expect([...published].sort()).toEqual([...seen].sort());
  healthy.socket.destroy();
  const empty = await weighUntil(gateway, (weight) => weight.connectedClients === 0);
  expect([empty.connectedClients, empty.timers]).toEqual([0, 0]);
}, 60_000);

/** Only the healthy stream is left, and the connection by which events are published. */
function isAlone({ connectedClients, handles }: Weight): boolean {
  return connectedClients === 1 && handles.TCPSocketWrap === 2;
}

function kib({ heapBytes }: Weight): number {
  return Math.round(heapBytes / 1024);
}
