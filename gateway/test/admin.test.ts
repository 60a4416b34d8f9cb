import { join } from 'node:path';
import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { MemoryLog } from '../src/log/memoryLog.ts';
import { tempDir } from './testing/tempDir.ts';
import { notify, startTestGateway, testConfig } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';

const admin = (companyId: number) => cashierToken({ sub: 'boss', company_id: companyId, roles: ['admin'] });
const EVENTS = '/api/v1/events';

it('[OPS1] tells anyone that it lives, how many are connected, and whether it is ready', async () => {
  const { open, url } = await startTestGateway();
  await open();

  const health = await fetch(`${url}/health`);
  const ready = await fetch(`${url}/ready`);

  expect(await health.json()).toEqual({ status: 'ok', connectedClients: 1 });
  expect(ready.status).toBe(200);
});

it('[OPS1] is not ready, and its heartbeats not fresh, while the tail of the log is lost', async () => {
  const clock = fakeClock(Date.now());
  let isAlive = true;
  class DeafLog extends MemoryLog {
    override tail(...args: Parameters<MemoryLog['tail']>) {
      return { ...super.tail(...args), isAlive: () => isAlive };
    }
  }
  const log = new DeafLog({ maxEvents: 10, maxAgeMs: 1000, idempotencyMaxKeys: 10 }, { clock, newId: () => 'e' });
  const { open, url } = await startTestGateway({ clock, log });
  const reader = await open();
  isAlive = false;

  clock.advance(15_100);

  expect((await reader.frame('stream.heartbeat')).data.fresh).toBe(false);
  expect((await fetch(`${url}/ready`)).status).toBe(503);
  expect((await fetch(`${url}/health`)).status).toBe(200);
});

it('[OPS2] shows an admin the own company, a service all or its own, others nothing', async () => {
  const { open, call, publish } = await startTestGateway();
  const first = await open({ path: `${EVENTS}/stream?meta.tab=b%C3%A1n`, headers: { 'X-Client-Id': 'till-1' } });
  await open({ token: await cashierToken({ company_id: 2 }) });
  const position = await publish({});
  await publish({ companyId: 2, event: 'bell' });
  await first.eventCount(1);
  const tokens = [await admin(1), await serviceToken({ company_id: 1 }), await serviceToken(), await cashierToken()];

  const lists = await Promise.all(tokens.map((token) => call(`${EVENTS}/connections`, { token })));
  const stats = await Promise.all(tokens.map((token) => call(`${EVENTS}/stats`, { token })));

  expect(lists.map(({ status, body }) => [status, body.length])).toEqual([
    [200, 1],
    [200, 1],
    [200, 2],
    [403, undefined],
  ]);
  expect(lists[0]?.body[0]).toEqual({
    clientId: 'till-1',
    userId: '7',
    companyId: 1,
    sessionId: 's7',
    connectedAt: expect.any(Number),
    position: expect.stringContaining(String(position.split('-')[0])),
    pendingBytes: 0,
    metadata: { tab: 'bán' },
  });
  expect(stats[0]?.body).toEqual({
    streams: { now: 1, peak: 1, total: 1 },
    published: { notify: 1 },
    delivered: { notify: 1 },
    replayed: {},
    resynced: {},
    ended: {},
    stalled: 0,
    uptimeMs: expect.any(Number),
  });
  expect(stats[2]?.body).toMatchObject({
    streams: { now: 2, peak: 2, total: 2 },
    published: { notify: 1, bell: 1 },
    log: { lastSeq: 2 },
  });
  expect(stats[3]?.status).toBe(403);
});

it('[OPS3] lets an admin end a client of the own company, and finds no other', async () => {
  const { open, call } = await startTestGateway();
  const reader = await open({ headers: { 'X-Client-Id': 'till-1' } });
  const kick = (token: string, id = 'till-1') => call(`${EVENTS}/connections/${id}`, { method: 'DELETE', token });

  const stranger = await kick(await admin(2));
  const cashier = await kick(await cashierToken());
  const unknown = await kick(await admin(1), 'till-2');
  const own = await kick(await admin(1));
  await reader.closed();

  expect([stranger, cashier, unknown, own].map(({ status }) => status)).toEqual([404, 403, 404, 204]);
  const { data } = await reader.frame('stream.bye');
  expect(data.reason).toBe('kicked');
  expect(data.retry_after_ms).toBeGreaterThanOrEqual(60_000);
});

it('[OPS4] ends a revoked session within 1 s and refuses its tokens, in its own company only', async () => {
  const { open, call, gateway } = await startTestGateway();
  const reader = await open();
  const colleague = await open({ token: await cashierToken({ sub: '8', sid: 's8' }) });
  const namesake = await open({ token: await cashierToken({ company_id: 2 }) });
  const token = await serviceToken({ company_id: 1 });

  const startedAt = Date.now();
  const answer = await call(`${EVENTS}/sessions/s7/revoke`, { method: 'POST', token });
  await reader.closed(1000);

  expect(answer.status).toBe(204);
  expect(Date.now() - startedAt).toBeLessThan(1000);
  expect((await reader.frame('stream.bye')).data).toEqual({ reason: 'signed_out', retry_after_ms: 0 });
  expect([colleague.isClosed, namesake.isClosed, gateway.connectedClients]).toEqual([false, false, 2]);
  expect((await open()).status).toBe(401);
  expect((await call(EVENTS, { token: await cashierToken() })).status).toBe(401);
  expect((await call(EVENTS, { token: await cashierToken({ sid: 's9' }) })).status).toBe(200);
});

it('[OPS4] shows nobody the entry of a revocation: positions pass it, replay and polling skip it', async () => {
  const { open, call, publish } = await startTestGateway();
  const start = await publish({});
  await call(`${EVENTS}/sessions/s9/revoke`, { method: 'POST' });
  const last = await publish({ data: { message: 'sau' } });

  const reader = await open({ headers: { 'Last-Event-ID': start } });
  const polled = await call(`${EVENTS}?after=${start}`, { token: await cashierToken() });

  expect(reader.events.map(({ id }) => id)).toEqual([last]);
  expect(polled.body).toMatchObject({ events: [{ id: last }], cursor: last });
  expect(Number(last.split('-')[1]) - Number(start.split('-')[1])).toBe(2);
});

it('[OPS4] knows a revocation after a restart on the same file, until the tokens have expired', async () => {
  const clock = fakeClock(Date.now());
  const config = { log: { kind: 'sqlite', path: join(tempDir(), 'events.db') } } as const;
  const exp = Math.floor(clock.now() / 1000) + 3600;
  const token = await cashierToken({}, { exp });
  const first = await startTestGateway({ config, clock });
  const body = { expires_at: clock.now() + 600_000 };
  await first.call(`${EVENTS}/sessions/s7/revoke`, { method: 'POST', body });
  await first.app.close();

  const second = await startTestGateway({ config, clock });
  const refused = await second.call(EVENTS, { token });
  clock.advance(600_001);
  const accepted = await second.call(EVENTS, { token });

  expect([refused.status, accepted.status]).toEqual([401, 200]);
});

it('[OPS4] lets only a service revoke', async () => {
  const { call } = await startTestGateway();

  expect((await call(`${EVENTS}/sessions/s7/revoke`, { method: 'POST', token: await admin(1) })).status).toBe(403);
  expect((await call(`${EVENTS}/sessions/s7/revoke`, { method: 'POST', body: { expires_at: 'x' } })).status).toBe(422);
});

it('[OPS4] refuses an end in seconds, which would revoke nothing', async () => {
  const { call } = await startTestGateway();
  const body = { expires_at: Math.floor(Date.now() / 1000) + 3600 };

  const answer = await call(`${EVENTS}/sessions/s7/revoke`, { method: 'POST', body });

  expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringContaining('not in seconds') } });
});

it('[OPS5] answers an unknown address with a problem', async () => {
  const { call } = await startTestGateway();

  const answer = await call('/api/v1/nothing');

  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({ type: 'about:blank', title: 'Not Found', status: 404 });
});

it('[OPS5] tells a client nothing of an inner failure', async () => {
  class BrokenLog extends MemoryLog {
    override async append(): Promise<never> {
      throw new Error('the disk at /srv/secret is full');
    }
  }
  const log = new BrokenLog(
    { maxEvents: 10, maxAgeMs: 1000, idempotencyMaxKeys: 10 },
    { clock: fakeClock(), newId: () => 'e' },
  );
  const { call } = await startTestGateway({ log });

  const answer = await call(EVENTS, { method: 'POST', body: notify() });

  expect(answer.status).toBe(500);
  expect(JSON.stringify(answer.body)).not.toContain('secret');
});

it('[OPS6] closes with the server that embeds it, streams and all', async () => {
  const { open, app, gateway } = await startTestGateway();
  const reader = await open();

  await app.close();
  await reader.closed();

  expect((await reader.frame('stream.bye')).data.reason).toBe('deploy');
  expect([gateway.connectedClients, gateway.timers]).toEqual([0, 0]);
});

it('[CFG5] lets exactly the listed origins read, with credentials', async () => {
  const { call } = await startTestGateway({ config: testConfig({ corsOrigins: ['https://till.example'] }) });
  const from = (origin: string, method = 'GET') => call(EVENTS, { method, headers: { origin } });

  const listed = await from('https://till.example');
  const preflight = await from('https://till.example', 'OPTIONS');
  const other = await from('https://till.example.evil');

  expect(listed.headers.get('access-control-allow-origin')).toBe('https://till.example');
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Last-Event-ID');
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
});
