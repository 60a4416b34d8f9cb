import { expect, it } from 'vitest';
import { startTestGateway } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';
import { until } from './testing/until.ts';

const EVENTS = '/api/v1/events';

it('[OPS10] counts by type and reason what a company had, and what all had together', async () => {
  const { open, call, publish, gateway } = await startTestGateway();
  const lan = await open();
  const minh = await open({ token: await cashierToken({ sub: '8' }) });
  const elsewhere = await open({ token: await cashierToken({ company_id: 2 }) });
  const start = await publish({});
  await publish({ event: 'bell', target: 'user', targetId: '7' });
  await publish({ event: 'bell', target: 'all' });
  await Promise.all([lan.eventCount(3), minh.eventCount(2), elsewhere.eventCount(1)]);
  await open({ headers: { 'Last-Event-ID': start } });
  const lost = await open({ headers: { 'Last-Event-ID': 'nonsense' } });
  lost.socket.destroy();
  await until(() => gateway.connectedClients === 4, 'one to have left');

  const statsOf = async (token: string) => (await call(`${EVENTS}/stats`, { token })).body;
  const first = await statsOf(await cashierToken({ sub: 'boss', roles: ['admin'] }));
  const second = await statsOf(await serviceToken({ company_id: 2 }));
  const all = await statsOf(await serviceToken());

  expect(first).toEqual({
    streams: { now: 3, peak: 4, total: 4 },
    published: { notify: 1, bell: 1 },
    delivered: { notify: 2, bell: 3 },
    replayed: { bell: 2 },
    resynced: { malformed: 1 },
    ended: { closed: 1 },
    stalled: 0,
    uptimeMs: expect.any(Number),
  });
  expect(second).toMatchObject({ streams: { now: 1, total: 1 }, published: {}, delivered: { bell: 1 }, resynced: {} });
  expect(all).toMatchObject({
    streams: { now: 4, peak: 5, total: 5 },
    published: { notify: 1, bell: 2 },
    delivered: { notify: 2, bell: 4 },
    replayed: { bell: 2 },
    ended: { closed: 1 },
    log: { firstSeq: 1, lastSeq: 3 },
  });
});
