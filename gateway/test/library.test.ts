import { join } from 'node:path';
import { checkPayload } from '@vppos/core/protocol';
import { fakeClock } from '@vppos/core/testing';
import type { RealtimeEventType } from '@vppos/core/types';
import { expect, it } from 'vitest';
import { notification, resourceUpdated, systemNotice, type Target } from '../src/index.ts';
import type { RawReader } from './testing/rawReader.ts';
import { tempDir } from './testing/tempDir.ts';
import { startTestGateway, type TestGateway } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';
import { until } from './testing/until.ts';

const EVENTS = '/api/v1/events';
const COMPANY_1: Target = { kind: 'company', companyId: 1 };
const PAID = { company_id: 1, order_id: 1001, invoice_number: 'HD-1001', message: 'Đã thanh toán', total: 250_000 };

async function openAs(
  running: TestGateway,
  clientId: string,
  options: { claims?: Record<string, unknown>; path?: string } = {},
): Promise<RawReader> {
  const { claims = {}, path = `${EVENTS}/stream` } = options;
  return running.open({ token: await cashierToken(claims), path, headers: { 'X-Client-Id': clientId } });
}

it('[LIB1] publishes to everyone, a company, users, sessions and clients, and says how many streams that is', async () => {
  const running = await startTestGateway();
  const readers = await Promise.all([
    openAs(running, 'a'),
    openAs(running, 'b', { claims: { sub: '8', sid: 's8' } }),
    openAs(running, 'a', { claims: { sub: '7', sid: 's7', company_id: 2 } }),
  ]);
  const targets: Target[] = [
    { kind: 'all' },
    COMPANY_1,
    { kind: 'user', companyId: 1, ids: ['7', '8'] },
    { kind: 'session', companyId: 1, ids: ['s8'] },
    { kind: 'client', companyId: 2, ids: ['a', 'b'] },
  ];

  const outcomes = [];
  for (const target of targets) outcomes.push(await running.gateway.publish(target, notification(target.kind, 1)));
  await Promise.all([readers[0]?.eventCount(3), readers[1]?.eventCount(4), readers[2]?.eventCount(2)]);

  const kindsOf = (reader: RawReader): unknown[] => reader.events.map(({ json }) => JSON.parse(json).message);
  expect(readers.map(kindsOf)).toEqual([
    ['all', 'company', 'user'],
    ['all', 'company', 'user', 'session'],
    ['all', 'client'],
  ]);
  expect(outcomes.map((outcome) => outcome.ok && outcome.streams)).toEqual([3, 2, 2, 1, 1]);
  expect(readers[1]?.events.map(({ id }) => id)).toEqual(
    outcomes.slice(0, 4).map((outcome) => (outcome.ok ? outcome.id : 'refused')),
  );
});

it('[LIB1] gives the first id again for the same key, and refuses another event under it as a value', async () => {
  const { gateway } = await startTestGateway();
  const options = { idempotencyKey: 'order-1001-paid' };

  const first = await gateway.publish(COMPANY_1, { type: 'order_paid', data: PAID }, options);
  const again = await gateway.publish(COMPANY_1, { type: 'order_paid', data: PAID }, options);
  const other = await gateway.publish(COMPANY_1, { type: 'order_paid', data: { ...PAID, total: 1 } }, options);

  expect(first).toMatchObject({ ok: true, duplicate: false });
  expect(again).toEqual({ ok: true, id: first.ok ? first.id : '', duplicate: true, streams: 0 });
  expect(other).toMatchObject({ ok: false, refusal: { status: 409 } });
});

it('[LIB2] sends a type this build does not know under its explicit name only, and what JSON makes of its payload', async () => {
  const { gateway, open } = await startTestGateway();
  const reader = await open();

  await gateway.publish(COMPANY_1, { unknownType: 'table_called', data: { at: new Date(0), table: undefined } });
  // JSON has no infinity: the page would get null.
  const infinite = await gateway.publish(COMPANY_1, notification('x', Number.POSITIVE_INFINITY));
  await reader.eventCount(1);

  expect(reader.events[0]).toMatchObject({ event: 'table_called', json: '{"at":"1970-01-01T00:00:00.000Z"}' });
  expect(infinite).toMatchObject({ ok: false, refusal: { status: 422, errors: [{ path: 'data.occurred_at' }] } });
});

it('[LIB3] builds notifications, updates and system events that are ready to publish and of a known age', async () => {
  const { gateway, open } = await startTestGateway();
  const reader = await open();
  const change = { resource: 'product', action: 'updated', data: { id: 7 }, company_id: 1 } as const;
  const built = [
    notification('Ca đã mở', 1_700_000_000_000, { level: 'high', message: 'lost' }),
    resourceUpdated(change, 1_700_000_000_001),
    systemNotice({ level: 'warning', message: 'Ngân hàng chưa trả lời', code: 'bank' }, 1_700_000_000_002),
  ];

  for (const event of built) expect(await gateway.publish(COMPANY_1, event)).toMatchObject({ ok: true, streams: 1 });
  await reader.eventCount(3);

  expect(reader.events.map(({ event, json }) => [event, JSON.parse(json)])).toEqual([
    ['notify', { message: 'Ca đã mở', level: 'high', occurred_at: 1_700_000_000_000 }],
    ['resource_updated', { ...change, occurred_at: 1_700_000_000_001 }],
    ['system', { level: 'warning', message: 'Ngân hàng chưa trả lời', code: 'bank', occurred_at: 1_700_000_000_002 }],
  ]);
  for (const { type, data } of built) {
    expect(checkPayload(type satisfies RealtimeEventType, data)).toEqual({ ok: true, known: true });
  }
});

it('[LIB4] tells who is connected as the endpoint does: all, a company, a user, a client', async () => {
  const running = await startTestGateway();
  const { gateway, call } = running;
  await openAs(running, 'till-1', { path: `${EVENTS}/stream?meta.tab=b%C3%A1n` });
  await openAs(running, 'till-2', { claims: { sub: '8' } });
  await openAs(running, 'till-2', { claims: { sub: '9' } });
  await openAs(running, 'till-1', { claims: { company_id: 2 } });
  const clients = (of?: { companyId: number; userId?: string }): string[] =>
    gateway.connections(of).map(({ companyId, userId, clientId }) => `${companyId} ${userId} ${clientId}`);

  const { body } = await call(`${EVENTS}/connections`, { token: await serviceToken() });

  expect(JSON.parse(JSON.stringify(gateway.connections()))).toEqual(body);
  expect(clients({ companyId: 1 })).toEqual(['1 7 till-1', '1 8 till-2', '1 9 till-2']);
  expect(clients({ companyId: 1, userId: '8' })).toEqual(['1 8 till-2']);
  expect(clients({ companyId: 3 })).toEqual([]);
  expect(gateway.connection(1, 'till-1')).toEqual({
    clientId: 'till-1',
    userId: '7',
    companyId: 1,
    sessionId: 's7',
    connectedAt: expect.any(Number),
    position: expect.stringMatching(/-0$/),
    pendingBytes: 0,
    metadata: { tab: 'bán' },
  });
  expect([gateway.connection(1, 'till-2')?.userId, gateway.connection(2, 'till-2')]).toEqual(['9', null]);
});

it('[LIB5] changes the metadata of a client within the bounds of meta.*, and says why not as a value', async () => {
  const running = await startTestGateway();
  const { gateway } = running;
  await openAs(running, 'till-1', { path: `${EVENTS}/stream?meta.tab=1&meta.__proto__=x` });
  await openAs(running, 'till-1', { claims: { company_id: 2 } });
  const metadata = (): unknown => ({ ...gateway.connection(1, 'till-1')?.metadata });
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 'v']));

  const before = gateway.connection(1, 'till-1')?.metadata;
  const changed = gateway.setMetadata(1, 'till-1', { table: 'bàn 5', tab: null });

  expect(changed).toEqual({ ok: true, streams: 1 });
  expect(before).toMatchObject({ tab: '1' });
  expect(metadata()).toEqual({ table: 'bàn 5', ['__proto__']: 'x' });
  expect(Object.isFrozen(gateway.connection(1, 'till-1')?.metadata)).toBe(true);
  // What a caller in plain JavaScript may hand over.
  const noText = JSON.parse('{"n": 1}');
  for (const wrong of [keys(15), { big: 'x'.repeat(1020) }, { '': 'x' }, noText]) {
    expect(gateway.setMetadata(1, 'till-1', wrong)).toMatchObject({ ok: false, refusal: { status: 422 } });
  }
  expect(gateway.setMetadata(1, 'till-2', {})).toMatchObject({ ok: false, refusal: { status: 404 } });
  expect(metadata()).toEqual({ table: 'bàn 5', ['__proto__']: 'x' });
  expect(gateway.setMetadata(1, 'till-1', keys(14)).ok).toBe(true);
  expect(gateway.connection(2, 'till-1')?.metadata).toEqual({});
});

it('[LIB6] gives the statistics of the endpoint', async () => {
  const { gateway, call, open, publish } = await startTestGateway({ clock: fakeClock(Date.now()) });
  const reader = await open();
  await publish({});
  await publish({ companyId: 2 });
  await reader.eventCount(1);
  const fromEndpoint = async (claims: Record<string, unknown>): Promise<unknown> =>
    (await call(`${EVENTS}/stats`, { token: await serviceToken(claims) })).body;

  expect(await gateway.stats()).toEqual(await fromEndpoint({}));
  expect(await gateway.stats(1)).toEqual(await fromEndpoint({ company_id: 1 }));
  expect((await gateway.stats(1)).published).toEqual({ notify: 1 });
  expect((await gateway.stats(3)).streams).toEqual({ now: 0, peak: 0, total: 0 });
});

it('[LIB7] ends a client of one company with a bye, and says how many streams that were', async () => {
  const running = await startTestGateway();
  const reader = await openAs(running, 'till-1');
  const namesake = await openAs(running, 'till-1', { claims: { company_id: 2 } });

  expect(running.gateway.disconnect(1, 'till-2')).toBe(0);
  expect(running.gateway.disconnect(1, 'till-1')).toBe(1);
  expect(running.gateway.disconnect(1, 'till-1')).toBe(0);
  await reader.closed();

  const { data } = await reader.frame('stream.bye');
  expect(data.reason).toBe('kicked');
  expect(data.retry_after_ms).toBeGreaterThanOrEqual(60_000);
  expect([namesake.isClosed, running.gateway.connectedClients]).toEqual([false, 1]);
});

it.each(['memory', 'sqlite'] as const)(
  '[LIB8] is destroyed at once, on %s: every socket cut without a word, the log closed, no timer left',
  async (kind) => {
    const log = kind === 'memory' ? { kind } : { kind, path: join(tempDir(), 'events.db') };
    const { gateway, open, url } = await startTestGateway({ config: { drainMs: 60_000, log } });
    const readers = [await open(), await open()];
    const committed = gateway.publish(COMPANY_1, notification('kept', 1));

    const destroyed = gateway.destroy();
    expect([gateway.connectedClients, gateway.timers]).toEqual([0, 0]);
    await destroyed;
    await Promise.all(readers.map((reader) => reader.closed()));

    expect((await committed).ok).toBe(true);
    expect(readers.flatMap((reader) => reader.names())).not.toContain('stream.bye');
    expect(gateway.destroy()).toBe(destroyed);
    await gateway.close();
    expect(await gateway.publish(COMPANY_1, notification('late', 1))).toMatchObject({ refusal: { status: 503 } });
    expect((await fetch(`${url}/ready`)).status).toBe(503);
    expect((await open()).status).toBe(503);
  },
);

it('[LIB8] is destroyed in the middle of a drain, whose close resolves then', async () => {
  const clock = fakeClock(Date.now());
  const { gateway, open } = await startTestGateway({ clock, config: { drainMs: 60_000 } });
  const readers = [await open(), await open(), await open()];
  let isClosed = false;
  const closing = gateway.close().then(() => {
    isClosed = true;
  });
  await until(() => gateway.connectedClients === 2, 'the first bye');
  expect(isClosed).toBe(false);

  await gateway.destroy();
  await closing;
  await Promise.all(readers.map((reader) => reader.closed()));

  expect(readers.filter((reader) => reader.names().includes('stream.bye'))).toHaveLength(1);
  expect([gateway.connectedClients, gateway.timers, clock.pending()]).toEqual([0, 0, 0]);
});
