import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { MemoryLog } from '../src/log/memoryLog.ts';
import type { RawReader } from './testing/rawReader.ts';
import { notify, startTestGateway, type TestGateway } from './testing/testGateway.ts';
import { cashierToken } from './testing/tokens.ts';
import { until } from './testing/until.ts';

const EVENTS = '/api/v1/events';
const METRICS_TOKEN = 'scrape-me-0123456789';
const config = { metricsToken: METRICS_TOKEN };

async function scrape({ url }: TestGateway): Promise<string> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  expect(answer.status).toBe(200);
  return answer.text();
}

/** The numbers of the gateway by name and labels, those that are 0 left out. */
function samplesIn(text: string): Record<string, number> {
  const lines = [...text.matchAll(/^vppos_gateway_(\S+) (\S+)$/gm)];
  return Object.fromEntries(lines.flatMap(([, name = '', value]) => (value === '0' ? [] : [[name, Number(value)]])));
}

const cursorOf = (reader: RawReader, index: number): string => String(reader.events[index]?.id);

it('[MET1] shows the metrics to the token of METRICS_TOKEN alone', async () => {
  const { url } = await startTestGateway({ config });
  const authorizations = [METRICS_TOKEN, `${METRICS_TOKEN}x`, METRICS_TOKEN.slice(0, -1), await cashierToken()];

  const [right, ...wrong] = await Promise.all(
    authorizations.map((token) => fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })),
  );
  const none = await fetch(`${url}/metrics?token=${METRICS_TOKEN}`);

  expect(right?.status).toBe(200);
  expect(right?.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  for (const answer of [...wrong, none]) {
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.text()).not.toContain('vppos_gateway');
  }
});

it('[MET1] has no metrics without METRICS_TOKEN, and says which variable to set', async () => {
  const { call } = await startTestGateway();

  const answer = await call('/metrics', { token: 'undefined' });

  expect([answer.status, answer.body.title]).toEqual([404, 'Not Found']);
  expect(answer.body.detail).toContain('METRICS_TOKEN');
});

it('[MET2] counts what happens to streams and events, exactly', async () => {
  const running = await startTestGateway({ config: { ...config, maxPerUser: 3, maxConnections: 50 } });
  const { open, call, publish } = running;
  const live = await open({ headers: { 'X-Client-Id': 'till-1' } });
  await publish({});
  await publish({ event: 'bell' });
  await live.eventCount(2);
  const replaying = await open({ headers: { 'Last-Event-ID': cursorOf(live, 0), 'X-Client-Id': 'till-2' } });
  const lost = await open({ headers: { 'Last-Event-ID': 'nonsense' } });
  const tooMany = await open();
  const stranger = await open({ token: 'no token' });
  await publish({});
  await Promise.all([live.eventCount(3), replaying.eventCount(2), lost.eventCount(1)]);
  await call(EVENTS, { method: 'POST', body: notify({ event: 'NO' }) });
  await call(EVENTS, { method: 'POST', body: notify(), token: await cashierToken() });
  await call(EVENTS, { method: 'POST', body: '{' });
  const boss = await cashierToken({ sub: 'boss', roles: ['admin'] });
  await call(`${EVENTS}/connections/till-2`, { method: 'DELETE', token: boss });
  await replaying.closed();
  live.socket.destroy();
  await until(() => running.gateway.connectedClients === 1, 'both to have ended');

  const samples = samplesIn(await scrape(running));

  expect([tooMany.status, stranger.status]).toEqual([429, 401]);
  const bytesRead = [live, replaying, lost].reduce((sum, { socket }) => sum + socket.bytesRead, 0);
  const isDelay = (name: string): boolean => name.startsWith('write_delay');
  expect(Object.fromEntries(Object.entries(samples).filter(([name]) => !isDelay(name)))).toEqual({
    streams_open: 1,
    streams_max: 50,
    streams_opened_total: 3,
    'streams_ended_total{reason="closed"}': 1,
    'streams_ended_total{reason="kicked"}': 1,
    'streams_refused_total{reason="too_many_of_user"}': 1,
    'streams_refused_total{reason="unauthorized"}': 1,
    written_bytes_total: bytesRead,
    'events_published_total{type="notify"}': 2,
    'events_published_total{type="bell"}': 1,
    'publishes_refused_total{status="400"}': 1,
    'publishes_refused_total{status="403"}': 1,
    'publishes_refused_total{status="422"}': 1,
    'events_delivered_total{type="notify"}': 4,
    'events_delivered_total{type="bell"}': 1,
    'events_replayed_total{type="bell"}': 1,
    'resyncs_total{reason="malformed"}': 1,
    log_entries: 3,
    log_first_seq: 1,
    log_last_seq: 3,
    log_fresh: 1,
  });
});

it('[MET2] begins at 0 with every reason, status and type it knows, so that the first one is seen as an increase', async () => {
  const text = await scrape(await startTestGateway({ config }));

  for (const series of [
    'streams_ended_total{reason="stalled"}',
    'streams_refused_total{reason="unauthorized"}',
    'publishes_refused_total{status="422"}',
    'events_published_total{type="order_paid"}',
    'resyncs_total{reason="epoch"}',
  ]) {
    expect(text).toContain(`vppos_gateway_${series} 0\n`);
  }
});

it('[MET2] tells a gateway that is full from one that is closing', async () => {
  const running = await startTestGateway({ config: { ...config, maxConnections: 1, drainMs: 60_000 } });
  await running.open();
  const full = await running.open();
  running.gateway.drain().catch(() => undefined);
  const closing = await running.open();

  const samples = samplesIn(await scrape(running));

  expect([full.status, closing.status]).toEqual([503, 503]);
  expect(samples).toMatchObject({
    'streams_refused_total{reason="full"}': 1,
    'streams_refused_total{reason="draining"}': 1,
  });
});

it('[MET2] counts what the embedding process publishes in vain, and each gateway apart', async () => {
  const running = await startTestGateway({ config });
  const other = await startTestGateway({ config });

  await running.gateway.publish({ kind: 'company', companyId: 1 }, { unknownType: 'NO', data: {} });

  expect(samplesIn(await scrape(running))).toMatchObject({ 'publishes_refused_total{status="422"}': 1 });
  expect(samplesIn(await scrape(other))).not.toHaveProperty('publishes_refused_total{status="422"}');
});

it('[MET3] names 200 types that it does not know, pools the others, and always names those it knows', async () => {
  const running = await startTestGateway({ config });
  const types = Array.from({ length: 205 }, (_, n) => `made_up_${n}`);
  const reader = await running.open();
  const items = [...types, 'notify'].map((event) => notify({ event }));
  for (let n = 0; n < items.length; n += 100) {
    await running.call(EVENTS, { method: 'POST', body: items.slice(n, n + 100) });
  }
  await reader.eventCount(206);

  const samples = samplesIn(await scrape(running));

  for (const name of ['events_published_total', 'events_delivered_total']) {
    expect(samples).toMatchObject({
      [`${name}{type="notify"}`]: 1,
      [`${name}{type="made_up_199"}`]: 1,
      [`${name}{type="other"}`]: 5,
    });
    expect(Object.keys(samples).filter((sample) => sample.startsWith(name))).toHaveLength(202);
  }
});

it('[MET3] says nothing of who is connected', async () => {
  const running = await startTestGateway({ config });
  const token = await cashierToken({ sub: 'user-lan', sid: 'session-lan', company_id: 4711 });
  const reader = await running.open({ token, headers: { 'X-Client-Id': 'till-lan' } });
  await running.publish({ companyId: 4711, data: { message: 'secret-lan' } });
  await reader.eventCount(1);

  const text = await scrape(running);

  expect(text).not.toMatch(/lan\b|4711/);
  const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
  expect([...labels].sort()).toEqual(['le', 'reason', 'status', 'type']);
});

it('[MET4] measures from the publish to the write: once a write, for its oldest event, on live streams', async () => {
  const clock = fakeClock(Date.now());
  const log = new MemoryLog({ maxEvents: 10, maxAgeMs: 1e9, idempotencyMaxKeys: 10 }, { clock, newId: () => 'e' });
  const running = await startTestGateway({ config, clock, log });
  const reader = await running.open();
  const append = () => log.append([{ record: { kind: 'event', type: 'bell', json: '{}', target: { kind: 'all' } } }]);

  await append();
  await reader.eventCount(1);
  const written = append();
  clock.advance(30);
  await Promise.all([written, append()]);
  await reader.eventCount(3);
  const late = append();
  clock.advance(4000);
  await late;
  await reader.eventCount(4);
  const replayed = await running.open({ headers: { 'Last-Event-ID': cursorOf(reader, 0) } });

  const text = await scrape(running);

  expect(replayed.events).toHaveLength(3);
  expect(text).toContain('# TYPE vppos_gateway_write_delay_seconds histogram');
  expect(samplesIn(text)).toMatchObject({
    'write_delay_seconds_bucket{le="0.001"}': 1,
    'write_delay_seconds_bucket{le="0.025"}': 1,
    'write_delay_seconds_bucket{le="0.05"}': 2,
    'write_delay_seconds_bucket{le="2.5"}': 2,
    'write_delay_seconds_bucket{le="+Inf"}': 3,
    write_delay_seconds_sum: 4.03,
    write_delay_seconds_count: 3,
  });
});

it('[MET5] tells of the process under the names that dashboards know', async () => {
  const running = await startTestGateway({ config });

  const text = await scrape(running);

  const names = [...text.matchAll(/^# TYPE ((?:process|nodejs)_\S+) \w+$/gm)].map(([, name]) => name);
  expect(names).toEqual([
    'process_cpu_seconds_total',
    'process_start_time_seconds',
    'process_resident_memory_bytes',
    'nodejs_heap_size_used_bytes',
    'nodejs_heap_size_total_bytes',
    'nodejs_external_memory_bytes',
    'nodejs_eventloop_lag_p50_seconds',
    'nodejs_eventloop_lag_p99_seconds',
    'nodejs_eventloop_lag_max_seconds',
  ]);
  const values = [...text.matchAll(/^(?:process|nodejs)_\S+ (\S+)$/gm)].map(([, value]) => Number(value));
  expect(values).toHaveLength(names.length);
  expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
});

it('[MET5] watches the event loop until the gateway is closed', async () => {
  const running = await startTestGateway({ config });
  const lagAfterBlocking = async (): Promise<number> => {
    await scrape(running);
    const scrapedAt = performance.now();
    // The monitor ticks every 20 ms, tells nobody, and measures from the first tick after a scrape.
    await until(() => performance.now() - scrapedAt > 60, 'the monitor to begin');
    // Holds the thread without using it.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(await scrape(running))?.[1]);
  };
  const whileOpen = await lagAfterBlocking();

  await running.gateway.close();

  expect(whileOpen).toBeGreaterThan(0.05);
  expect(await lagAfterBlocking()).toBe(0);
});
