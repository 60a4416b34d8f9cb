import { join } from 'node:path';
import { parseCursor } from '@vppos/core/protocol';
import { expect, it } from 'vitest';
import { run, started } from './testing/gatewayProcess.ts';
import { RawReader } from './testing/rawReader.ts';
import { tempDir } from './testing/tempDir.ts';
import { notify } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';
import { until } from './testing/until.ts';

it('[LOG12] loses nothing it has acknowledged when it is killed, and goes on in the same epoch', async () => {
  const GATEWAY_LOG = `sqlite:${join(tempDir(), 'events.db')}`;
  const first = await started({ GATEWAY_LOG });
  const token = await serviceToken();
  const acknowledged = new Map<number, string>();
  const publishLoop = async (lane: number): Promise<void> => {
    for (let n = lane; ; n += 4) {
      const body = JSON.stringify(notify({ data: { message: `${n}` } }));
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const response = await fetch(`http://127.0.0.1:${first.port()}/api/v1/events`, { method: 'POST', body, headers });
      acknowledged.set(n, String(((await response.json()) as { id: unknown }).id));
    }
  };
  const lanes = [0, 1, 2, 3].map((lane) => publishLoop(lane).catch(() => undefined));
  await until(() => acknowledged.size >= 200, 'events to be acknowledged', 15_000);
  first.child.kill('SIGKILL');
  await Promise.all(lanes);
  await first.exited;

  const second = await started({ GATEWAY_LOG });
  const epoch = parseCursor(acknowledged.get(0) ?? '')?.epoch;
  const reader = new RawReader({
    port: second.port(),
    token: await cashierToken(),
    headers: { 'Last-Event-ID': `${epoch}-0` },
  });
  const live = await reader.frame('stream.live');

  const byId = new Map(reader.events.map(({ id, json }) => [id, JSON.parse(json).message]));
  for (const [n, id] of acknowledged) expect(byId.get(id)).toBe(`${n}`);
  const seqs = reader.events.map(({ id }) => parseCursor(id ?? '')?.seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  expect(parseCursor(live.id ?? '')).toEqual({ epoch, seq: seqs.length });
}, 40_000);

it('[LOG13] refuses a log that another process has, in one sentence', async () => {
  const GATEWAY_LOG = `sqlite:${join(tempDir(), 'events.db')}`;
  await started({ GATEWAY_LOG });

  const second = run({ GATEWAY_LOG });

  expect(await second.exited).toBe(1);
  expect(second.output().trim()).toMatch(/^gateway: The event log \S+events\.db is in use by another process: [^\n]+$/);
}, 30_000);

it('[OPS6] says bye on SIGTERM and ends with 0', async () => {
  const gateway = await started({ GATEWAY_LOG: 'memory:', DRAIN_MS: '300' });
  const token = await cashierToken();
  const readers = Array.from({ length: 3 }, () => new RawReader({ port: gateway.port(), token }));
  for (const reader of readers) await reader.frame('stream.live');

  gateway.child.kill('SIGTERM');

  expect(await gateway.exited).toBe(0);
  for (const reader of readers) {
    await reader.closed();
    expect((await reader.frame('stream.bye')).data.reason).toBe('deploy');
  }
  expect(gateway.output()).not.toContain(token.split('.')[2]);
}, 30_000);

it('[CFG2] [OPS7] names what keeps it from starting, in one sentence', async () => {
  const first = await started({ GATEWAY_LOG: 'memory:' });

  const busy = run({ GATEWAY_LOG: 'memory:', PORT: `${first.port()}` });
  const nonsense = run({ HEARTBEAT_MS: 'soon' });

  expect([await busy.exited, await nonsense.exited]).toEqual([1, 1]);
  expect(busy.output().trim()).toBe(`gateway: port ${first.port()} is busy: stop what listens there, or set PORT.`);
  expect(nonsense.output().trim()).toBe('gateway: HEARTBEAT_MS=soon must be a whole number from 1 to 2147483647');
}, 30_000);
