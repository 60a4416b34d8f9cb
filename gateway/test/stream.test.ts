import { fakeClock } from '@vppos/core/testing';
import { EventSource } from 'eventsource';
import { expect, it, onTestFinished } from 'vitest';
import { RawReader } from './testing/rawReader.ts';
import { startTestGateway } from './testing/testGateway.ts';
import { cashierToken, signToken } from './testing/tokens.ts';
import { turns, until } from './testing/until.ts';

it('[STR1] answers with exactly the headers of the contract, a retry line and hello at once', async () => {
  const { open } = await startTestGateway();

  const reader = await open({ headers: { 'X-Client-Id': 'till-1' } });

  expect(reader.head.split('\r\n')).toEqual([
    'HTTP/1.1 200 OK',
    'Content-Type: text/event-stream; charset=utf-8',
    'Cache-Control: no-store, no-transform',
    'X-Accel-Buffering: no',
    'Connection: close',
  ]);
  const retryMs = Number(/^retry: (\d{4})\n/.exec(reader.body)?.[1]);
  expect(retryMs).toBeGreaterThanOrEqual(1000);
  expect(retryMs).toBeLessThanOrEqual(4000);
  const hello = await reader.frame('stream.hello');
  expect(hello.id).toBeUndefined();
  expect(hello.data).toMatchObject({ client_id: 'till-1', heartbeat_ms: 15_000, replay: 'none' });
  expect(hello.data.token_expires_at).toBeGreaterThan(Date.now() + 3_500_000);
});

it('[STR2] says hello, live at the head, and then each event as it is committed', async () => {
  const { open, publish } = await startTestGateway();
  const past = await publish({ data: { message: 'trước' } });

  const reader = await open();
  const id = await publish({ data: { message: 'sau' } });
  await reader.eventCount(1);

  expect(reader.names()).toEqual(['stream.hello', 'stream.live', 'notify']);
  expect(await reader.frame('stream.live')).toEqual({ id: past, data: { cursor: past, replayed: 0 } });
  expect(reader.events).toEqual([{ id, event: 'notify', json: '{"message":"sau"}' }]);
});

it('[STR2] replays what came after the cursor, then says live with its count', async () => {
  const { open, publish } = await startTestGateway();
  const ids = [];
  for (const message of ['a', 'b', 'c']) ids.push(await publish({ data: { message } }));

  const reader = await open({ headers: { 'Last-Event-ID': String(ids[0]) } });

  expect(reader.names()).toEqual(['stream.hello', 'notify', 'notify', 'stream.live']);
  expect((await reader.frame('stream.hello')).data.replay).toBe('follows');
  expect(reader.events.map(({ id }) => id)).toEqual(ids.slice(1));
  expect(await reader.frame('stream.live')).toEqual({ id: ids[2], data: { cursor: ids[2], replayed: 2 } });
});

it('[STR2] replays nothing to one who is at the head, nor to an empty cursor', async () => {
  const { open, publish } = await startTestGateway();
  const head = await publish({});

  const current = await open({ headers: { 'Last-Event-ID': head } });
  const empty = await open({ path: '/api/v1/events/stream?lastEventId=' });

  expect(current.names()).toEqual(['stream.hello', 'stream.live']);
  expect((await current.frame('stream.hello')).data.replay).toBe('follows');
  expect((await empty.frame('stream.hello')).data.replay).toBe('none');
});

it('[STR3] answers a cursor it cannot continue from with a resync that names why, and goes on from its id', async () => {
  const { open, publish } = await startTestGateway({ config: { logMaxEvents: 2 } });
  const ids = [];
  for (const message of ['a', 'b', 'c', 'd']) ids.push(await publish({ data: { message } }));
  const epoch = String(ids[0]).split('-')[0];
  const cases = { trimmed: ids[0], epoch: 'elsewhere-1', ahead: `${epoch}-99`, malformed: 'x'.repeat(5000) };

  for (const [reason, cursor] of Object.entries(cases)) {
    const reader = await open({ headers: { 'Last-Event-ID': String(cursor) } });
    expect(reader.names()).toEqual(['stream.hello', 'stream.resync', 'stream.live']);
    expect((await reader.frame('stream.hello')).data.replay).toBe('reset');
    expect(await reader.frame('stream.resync')).toEqual({ id: ids[3], data: { reason, cursor: ids[3] } });
    expect(await reader.frame('stream.live')).toEqual({ id: ids[3], data: { cursor: ids[3], replayed: 0 } });
    reader.socket.destroy();
  }
});

it('[STR4] prefers the cursor of the query to that of the header', async () => {
  const { open, publish } = await startTestGateway();
  const ids = [];
  for (const message of ['a', 'b', 'c']) ids.push(await publish({ data: { message } }));

  const path = `/api/v1/events/stream?lastEventId=${ids[1]}`;
  const reader = await open({ path, headers: { 'Last-Event-ID': 'malformed!' } });

  expect(reader.events.map(({ id }) => id)).toEqual([ids[2]]);
});

it('[STR5] resyncs instead of a replay of more visible entries than allowed; invisible ones do not count', async () => {
  const { open, publish } = await startTestGateway({ config: { replayMaxEvents: 3 } });
  const first = await publish({});
  for (let n = 0; n < 20; n += 1) await publish({ companyId: 2 });
  for (const message of ['a', 'b', 'c']) await publish({ data: { message } });
  const headers = { 'Last-Event-ID': first };

  const whole = await open({ headers });
  const last = await publish({ data: { message: 'd' } });
  const over = await open({ headers });

  expect(whole.names()).toEqual(
    ['stream.hello', 'notify', 'notify', 'notify', 'stream.live', 'notify'].slice(0, whole.names().length),
  );
  expect((await whole.frame('stream.live')).data.replayed).toBe(3);
  expect(over.names()).toEqual(['stream.hello', 'stream.resync', 'stream.live']);
  expect(await over.frame('stream.resync')).toEqual({ id: last, data: { reason: 'too_many', cursor: last } });
});

it('[STR6] lets the stream live that arrived last of one client, and tells the older one', async () => {
  const { open, call, publish } = await startTestGateway();
  const headers = { 'X-Client-Id': 'till-1' };
  const older = await open({ headers });
  const stranger = await open({ headers, token: await cashierToken({ sub: '8' }) });

  const newer = await open({ headers });
  await older.closed();
  await publish({});
  await newer.eventCount(1);

  expect(older.names()).toEqual(['stream.hello', 'stream.live', 'stream.superseded']);
  expect(stranger.isClosed).toBe(false);
  expect((await call('/health')).body.connectedClients).toBe(2);
});

it('[STR6] leaves exactly one of many that race', async () => {
  const { open, call, port } = await startTestGateway();
  const token = await cashierToken();
  const readers = Array.from(
    { length: 10 },
    () => new RawReader({ port, token, headers: { 'X-Client-Id': 'till-1' } }),
  );

  await until(() => readers.filter((reader) => reader.isClosed).length === 9, 'nine to end');
  const survivor = readers.find((reader) => !reader.isClosed);
  await survivor?.frame('stream.live');

  for (const reader of readers) expect(reader.names().includes('stream.superseded')).toBe(reader !== survivor);
  expect((await call('/health')).body.connectedClients).toBe(1);
  const next = await open({ headers: { 'X-Client-Id': 'till-1' } });
  expect(next.isClosed).toBe(false);
});

it('[STR7] warns 60 s before the token ends, and ends the stream with it', async () => {
  const clock = fakeClock(Date.now());
  const { open, gateway } = await startTestGateway({ clock });
  const exp = Math.floor(clock.now() / 1000) + 300;
  const reader = await open({ token: await cashierToken({}, { exp }) });

  clock.advance(exp * 1000 - 60_000 - clock.now() - 100);
  await turns();
  expect(reader.names()).not.toContain('stream.token_expiring');
  clock.advance(200);
  expect((await reader.frame('stream.token_expiring')).data).toEqual({ expires_at: exp * 1000 });
  clock.advance(60_000);
  await reader.closed();

  expect((await reader.frame('stream.bye')).data).toEqual({ reason: 'token_expired', retry_after_ms: 0 });
  expect(gateway.connectedClients).toBe(0);
});

it('[STR8] refuses above its capacity with 503 and above the limit of a user with 429, before any frame', async () => {
  const { open } = await startTestGateway({ config: { maxConnections: 3, maxPerUser: 2 } });
  const first = await open({ headers: { 'X-Client-Id': 'one' } });
  await open();

  const ofUser = await open();
  const colleague = await open({ token: await cashierToken({ sub: '8' }) });
  const over = await open({ token: await cashierToken({ sub: '9' }) });
  const again = await open({ headers: { 'X-Client-Id': 'one' } });
  await first.closed();

  expect([ofUser.status, colleague.status, over.status, again.status]).toEqual([429, 200, 503, 200]);
  expect(over.head.toLowerCase()).toMatch(/\r\nretry-after: \d+\r\n/);
  expect(over.head.toLowerCase()).toContain('content-type: application/problem+json');
  expect(over.frames).toEqual([]);
});

it('[STR9] ends its streams with bye {deploy}, spread over the drain time, and lets nobody in meanwhile', async () => {
  const clock = fakeClock(Date.now());
  const { open, gateway, call } = await startTestGateway({ clock, config: { drainMs: 1000, heartbeatMs: 100_000 } });
  const readers = await Promise.all(Array.from({ length: 10 }, () => open()));
  const ended = () => readers.filter((reader) => reader.isClosed).length;

  const drained = gateway.drain();
  const late = await open();
  const counts = [];
  for (let tenth = 0; tenth < 10; tenth += 1) {
    await until(() => ended() >= tenth + 1, 'the next stream to end');
    counts.push(ended());
    clock.advance(100);
  }
  await drained;

  expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(late.status).toBe(503);
  expect((await call('/ready')).status).toBe(503);
  for (const reader of readers) {
    const { data } = await reader.frame('stream.bye');
    expect(data.reason).toBe('deploy');
    expect(data.retry_after_ms).toBeGreaterThanOrEqual(1000);
  }
});

it('[STR10] refuses a client id or metadata outside their bounds with 400', async () => {
  const { open } = await startTestGateway();
  const stream = '/api/v1/events/stream';
  const many = Array.from({ length: 17 }, (_, n) => `meta.k${n}=v`).join('&');

  const answers = await Promise.all([
    open({ headers: { 'X-Client-Id': 'a b' } }),
    open({ headers: { 'X-Client-Id': 'x'.repeat(65) } }),
    open({ path: `${stream}?${many}` }),
    open({ path: `${stream}?meta.k=${'x'.repeat(1025)}` }),
    open({ path: `${stream}?meta.tab=1&meta.build=9` }),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 200]);
});

it('[STR11] sends a heartbeat with its own position every HEARTBEAT_MS, past what it may not see', async () => {
  const clock = fakeClock(Date.now());
  const { open, publish } = await startTestGateway({ clock });
  const reader = await open();
  const head = await publish({ companyId: 2 });

  clock.advance(15_100);
  const heartbeat = await reader.frame('stream.heartbeat');
  clock.advance(15_100);
  await until(() => reader.names().filter((name) => name === 'stream.heartbeat').length === 2, 'the second heartbeat');

  expect(heartbeat.id).toBe(head);
  expect(heartbeat.data).toEqual({ server_time: expect.any(Number), fresh: true });
  expect(reader.events).toEqual([]);
});

it('[STR12] ends a stream without events after IDLE_TIMEOUT_MS, when one is set', async () => {
  const clock = fakeClock(Date.now());
  const { open, publish } = await startTestGateway({ clock, config: { idleTimeoutMs: 60_000 } });
  const reader = await open();
  clock.advance(40_000);
  await publish({});
  await reader.eventCount(1);
  clock.advance(40_000);
  await turns();
  expect(reader.isClosed).toBe(false);

  clock.advance(21_000);
  await reader.closed();

  expect((await reader.frame('stream.bye')).data.reason).toBe('idle');
});

it('[STR13] opens no stream for HEAD', async () => {
  const { url, gateway } = await startTestGateway();

  const response = await fetch(`${url}/api/v1/events/stream`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${await cashierToken()}` },
  });

  expect(response.status).toBe(404);
  expect(gateway.connectedClients).toBe(0);
});

it('[HUB8] forgets 200 streams that were opened and closed: no timer, no stream', async () => {
  const clock = fakeClock(Date.now());
  const { open, gateway } = await startTestGateway({ clock, config: { maxPerUser: 500 } });
  const readers = await Promise.all(Array.from({ length: 200 }, () => open()));
  expect([gateway.connectedClients, clock.pending()]).toEqual([200, 1]);

  for (const reader of readers) reader.socket.destroy();
  await until(() => gateway.connectedClients === 0, 'all to be forgotten');

  expect([gateway.timers, clock.pending()]).toEqual([0, 0]);
});

it('[STR2] is read by the eventsource client, which resumes by itself from where it was cut off', async () => {
  const { url, publish, app } = await startTestGateway();
  const token = await cashierToken();
  const seen: string[] = [];
  const source = new EventSource(`${url}/api/v1/events/stream`, {
    fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } }),
  });
  onTestFinished(() => source.close());
  let lives = 0;
  source.addEventListener('stream.live', () => {
    lives += 1;
  });
  source.addEventListener('notify', (event) => seen.push(`${event.lastEventId} ${event.data}`));
  await until(() => lives === 1, 'live');
  const first = await publish({ data: { message: 'một' } });
  await until(() => seen.length === 1, 'the first event');

  app.server.closeAllConnections();
  const second = await publish({ data: { message: 'hai' } });
  await until(() => seen.length === 2, 'the second event', 8000);

  expect(seen).toEqual([`${first} {"message":"một"}`, `${second} {"message":"hai"}`]);
});

it('[STR14] keeps CR, LF and NUL of a payload inside its one data line', async () => {
  const { open, publish } = await startTestGateway();
  const reader = await open();
  const message = 'a\r\nid: x-1\n\nevent: order_paid\ndata: {}\0\u2028b';

  await publish({ data: { message } });
  await reader.eventCount(1);

  expect(reader.events).toHaveLength(1);
  expect(JSON.parse(reader.events[0]?.json ?? '')).toEqual({ message });
});

it('[AUTH3] lets a service without a company read what is for everyone, and refuses an unknown role', async () => {
  const { open, publish } = await startTestGateway();
  const reader = await open({ token: await signToken({ sub: 'monitor', roles: ['service'] }) });
  const nobody = await open({ token: await cashierToken({ roles: ['guest'] }) });

  await publish({});
  const id = await publish({ target: 'all' });
  await reader.eventCount(1);

  expect(reader.events.map((event) => event.id)).toEqual([id]);
  expect(nobody.status).toBe(403);
});
