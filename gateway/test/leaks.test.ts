import { once } from 'node:events';
import { expect, it } from 'vitest';
import { openStreams } from './testing/crowd.ts';
import { type ObjectCounts, startMeasured, type Weight, weighUntil } from './testing/measured.ts';
import { cashierToken } from './testing/tokens.ts';

const STREAMS = 1000;
const ROUNDS = 10;
const SUPERSEDED = 100;
/** Rounds after which everything that is made once has been made: pools, compiled code, shapes. */
const WARM_UP = 2;
/** At least 6,000 streams are opened and closed between the two weights: 200 bytes kept of each would be seen. */
const HEAP_GROWTH_MAX_BYTES = 1024 * 1024;
/** The connection by which events are published stays open. */
const PUBLISHING = 1;

it('[LEAK1] holds nothing of 1,000 streams that were opened and closed ten times', async () => {
  const gateway = await startMeasured();
  const token = await cashierToken();
  const weights: Weight[] = [];
  const counts: ObjectCounts[] = [];
  const rows: string[] = [];

  for (let round = 1; round <= ROUNDS; round += 1) {
    const sockets = await openStreams({ port: gateway.port, token }, STREAMS);
    await gateway.publish(`round ${round}`);
    expect((await gateway.weigh()).connectedClients).toBe(STREAMS);
    const closed = sockets.map((socket) => (socket.closed ? null : once(socket, 'close')));
    for (const [n, socket] of sockets.entries()) n % 2 === 0 ? socket.resetAndDestroy() : socket.end();
    await Promise.all(closed);
    weights.push(await weighUntil(gateway, ({ handles }) => handles.TCPSocketWrap === PUBLISHING));
    if (round !== WARM_UP && round !== ROUNDS) continue;
    counts.push(await gateway.count());
    rows.push((await gateway.stats()).replace(/[\d.]+/g, '0'));
  }

  const kilobytes = weights.map(({ heapBytes }) => Math.round(heapBytes / 1024));
  process.stdout.write(`[leaks] heap after each round, KiB: ${kilobytes.join(' ')}\n`);
  const [first, ...later] = weights.slice(WARM_UP - 1);
  for (const { connectedClients, timers, handles } of later) {
    expect({ connectedClients, timers, handles }).toEqual({ connectedClients: 0, timers: 0, handles: first?.handles });
  }
  expect(counts[1]).toEqual(counts[0]);
  expect(counts[1]).toMatchObject({ streams: 0 });
  // Higher numbers, but not one row more.
  expect(rows[1]).toBe(rows[0]);
  expect(rows[0]).toContain('"total":0');
  // The least of the last three: a single weight may hold what is just being compiled.
  const last = Math.min(...weights.slice(-3).map(({ heapBytes }) => heapBytes));
  expect(last - (first?.heapBytes ?? 0)).toBeLessThan(HEAP_GROWTH_MAX_BYTES);
}, 60_000);

it('[LEAK1] holds nothing of streams that it ended itself', async () => {
  const gateway = await startMeasured();
  const token = await cashierToken();
  for (let n = 0; n < SUPERSEDED; n += 1) {
    const [last] = await openStreams({ port: gateway.port, token, clientId: 'till-1' }, 1);
    if (n === SUPERSEDED - 1) last?.destroy();
  }

  const weight = await weighUntil(gateway, ({ connectedClients, timers }) => connectedClients + timers === 0);

  expect([weight.connectedClients, weight.timers]).toEqual([0, 0]);
  expect(await gateway.count()).toMatchObject({ streams: 0 });
}, 20_000);

it('[LEAK3] holds an open stream by its socket and nothing of its request', async () => {
  const gateway = await startMeasured();
  await gateway.publish('the connection to publish by');
  const before = await gateway.count();

  await openStreams({ port: gateway.port, token: await cashierToken() }, STREAMS);
  await weighUntil(gateway, ({ connectedClients }) => connectedClients === STREAMS);
  const after = await gateway.count();

  expect(after).toEqual({ streams: STREAMS, sockets: Number(before.sockets) + STREAMS, requests: before.requests });
}, 20_000);
