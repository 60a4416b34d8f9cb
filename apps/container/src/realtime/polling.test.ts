// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { settle } from '../auth/testing/settle.ts';
import type { SourceFrame } from './source.ts';
import { createTestConnection, type TestConnection } from './testing/testConnection.ts';

const notify = (id: string): SourceFrame => ({
  type: 'notify',
  id,
  json: JSON.stringify({ message: id, occurred_at: 0 }),
});

/** Three failures in a row, at second 0, 1 and 3 with chance 1. */
async function failThrice(test: TestConnection): Promise<void> {
  for (const waitMs of [1000, 2000, 0]) {
    test.sources.last().listener.onFailure({ kind: 'network' });
    await settle();
    await test.pass(waitMs);
  }
}

/** A connection that was live at e-1 and polls now; the first poll is under way. */
async function startPolling(...given: Parameters<typeof createTestConnection>): Promise<TestConnection> {
  const test = createTestConnection(...given);
  await test.start();
  await test.goLive('e-1');
  await failThrice(test);
  return test;
}

/** … and the first poll was answered. */
async function startDegraded(...given: Parameters<typeof createTestConnection>): Promise<TestConnection> {
  const test = await startPolling(...given);
  await test.polls.last().page('e-1');
  return test;
}

/** How long until the next poll, in ms. */
async function untilPoll(test: TestConnection): Promise<number> {
  const before = test.polls.asked.length;
  const from = test.elapsed();
  while (test.polls.asked.length === before && test.elapsed() - from < 60_000) await test.pass(100);
  return test.elapsed() - from;
}

describe('when it polls', () => {
  it('[DEG1] begins after three failures in a row, and not before', async () => {
    const test = createTestConnection();
    await test.start();
    test.sources.last().listener.onFailure({ kind: 'status', status: 404, retryAfterMs: null });
    await test.pass(1000);
    test.sources.last().listener.onFailure({ kind: 'status', status: 410, retryAfterMs: null });
    await test.pass(2000);
    const before = test.polls.asked.length;

    test.sources.last().listener.onFailure({ kind: 'status', status: 204, retryAfterMs: null });
    await settle();

    expect([before, test.polls.asked.length, test.state()]).toEqual([0, 1, 'waiting']);
  });

  it.each([
    ['that are accepted without a word', (test: TestConnection) => test.sources.last().listener.onAccepted(), 5000],
    ['that nobody answers', () => undefined, 10_000],
    ['that fall silent in their replay', (test: TestConnection) => test.sources.last().hello(), 35_000],
    ['that fall silent right after live', (test: TestConnection) => test.goLive(), 35_000],
  ])('[DEG1] begins after two attempts %s', async (_name, open, silentMs) => {
    const test = createTestConnection();
    await test.start();
    await open(test);
    await test.pass(silentMs);
    const before = [test.state(), test.polls.asked.length];
    await test.pass(1000);
    await open(test);

    await test.pass(silentMs);

    expect(before).toEqual(['waiting', 0]);
    expect([test.state(), test.polls.asked.length]).toEqual(['waiting', 1]);
  });

  it('[DEG1] takes no stream for mute that has brought something after live', async () => {
    const test = createTestConnection();
    await test.start();
    for (let round = 0; round < 4; round += 1) {
      const attempt = await test.goLive();
      attempt.frame('stream.heartbeat', { server_time: 0, fresh: true }, 'e-1');
      await test.pass(35_000);
      await test.pass(1000);
    }

    expect(test.polls.asked).toEqual([]);
  });

  it('[DEG1] begins at once, with a stream beside it, when the former leader polled', async () => {
    const test = createTestConnection();

    await test.start({ isDegraded: true, isDisconnected: false });

    expect([test.polls.asked.length, test.sources.attempts.length]).toEqual([1, 1]);
  });

  it('[DEG6] ends with what comes after live, and not with live alone', async () => {
    const test = await startDegraded();
    await test.pass(4000);
    const attempt = await test.goLive('e-1');
    const atLive = test.status();
    await untilPoll(test);
    await test.polls.last().page('e-1');
    const asked = test.polls.asked.length;

    attempt.frame('stream.heartbeat', { server_time: 0, fresh: true }, 'e-1');
    await test.pass(30_000);

    expect(atLive).toMatchObject({ state: 'live', degraded: true });
    expect(test.status()).toMatchObject({ state: 'live', degraded: false });
    expect(test.polls.asked).toHaveLength(asked);
    expect(test.polls.last().signal.aborted).toBe(true);
  });

  it('[DEG6] aborts the poll under way when the stream is proven, and takes no late answer', async () => {
    const test = await startPolling();
    await test.pass(4000);
    const late = test.polls.last();
    const attempt = await test.goLive('e-1');
    attempt.frame('notify', { message: 'proof' }, 'e-2');
    const isAborted = late.signal.aborted;

    await late.page('e-9', { events: [notify('e-9')] });

    expect(isAborted).toBe(true);
    expect(test.bus.events.map(({ id }) => id)).toEqual(['e-2']);
    expect(test.inbox.cursor()).toBe('e-2');
  });

  it.each([
    ['suspend', { events: [notify('e-2')] }],
    ['disconnect', { events: [notify('e-2')] }],
    ['logout', { events: [notify('e-2')] }],
    ['logout', { resync: 'trimmed' }],
  ] as const)('[DEG10] stops at once at %s, whatever is answered later', async (what, answer) => {
    const test = createTestConnection();
    const stop = await test.start();
    await test.goLive('e-1');
    await failThrice(test);
    const poll = test.polls.last();

    if (what === 'suspend') test.page('suspend');
    if (what === 'disconnect') test.bus.command('disconnect');
    if (what === 'logout') stop();
    const logged = test.bus.log.length;
    await poll.page('e-2', answer);
    await test.pass(600_000);

    expect([poll.signal.aborted, test.polls.asked.length, test.clock.pending()]).toEqual([true, 1, 0]);
    expect([test.status()?.degraded, test.bus.log.length]).toEqual([false, logged]);
  });

  it('[DEG10] goes on at once when the page is taken out again', async () => {
    const test = await startDegraded();
    test.page('suspend');
    await test.pass(60_000);

    test.page('resume');
    await settle();

    expect([test.polls.asked.length, test.state()]).toEqual([2, 'connecting']);
  });

  it('[DEG10] delivers nothing after a listener has signed out in the middle of an answer', async () => {
    const test = createTestConnection();
    const stop = await test.start();
    await test.goLive('e-1');
    await failThrice(test);
    test.bus.whileDelivering = () => stop();

    await test.polls.last().page('e-3', { events: [notify('e-2'), notify('e-3')], more: true });

    expect(test.bus.events.map(({ id }) => id)).toEqual(['e-2']);
    expect([test.polls.asked.length, test.clock.pending()]).toEqual([1, 0]);
  });
});

describe('what it asks and brings', () => {
  it('[DEG2] asks with the token, the client id and the cursor, and delivers by the same inbox', async () => {
    const test = await startPolling();
    const { after, token, clientId } = test.polls.last();

    await test.polls.last().page('e-5', { events: [notify('e-2'), notify('e-4')] });
    const cursor = test.inbox.cursor();
    await test.pass(4000);
    const attempt = test.sources.last();
    attempt.hello({ replay: 'follows' });
    attempt.frame('notify', { message: 'again' }, 'e-4');

    expect([after, token, clientId]).toEqual(['e-1', 'token-1', 'tab-1']);
    expect(test.bus.events.map(({ id, via, origin }) => [id, via, origin])).toEqual([
      ['e-2', 'poll', 'replay'],
      ['e-4', 'poll', 'replay'],
    ]);
    expect([cursor, test.inbox.counts().duplicates]).toEqual(['e-5', 1]);
    expect(attempt.request.url).toContain('lastEventId=e-5');
  });

  it('[DEG2] calls what a working poll brings live', async () => {
    const test = await startDegraded();
    await untilPoll(test);

    await test.polls.last().page('e-2', { events: [notify('e-2')] });

    expect(test.bus.events[0]?.origin).toBe('live');
  });

  it('[DEG2] drops an answer that the stream has overtaken', async () => {
    const test = await startPolling();
    await test.pass(4000);
    const attempt = test.sources.last();
    attempt.hello({ replay: 'follows' });
    attempt.frame('notify', { message: 'by the stream' }, 'e-2');

    await test.polls.last().page('e-3', { events: [notify('e-2'), notify('e-3')], more: true });

    expect(test.bus.events.map(({ id }) => id)).toEqual(['e-2']);
    expect([test.inbox.cursor(), test.polls.asked.length]).toEqual(['e-2', 1]);
  });

  it('[DEG8] adopts the end of the log when it has no cursor, and tells the pages to refetch', async () => {
    const test = createTestConnection();
    await test.start();
    await failThrice(test);
    const { after } = test.polls.last();

    await test.polls.last().page('e-7');

    expect(after).toBeNull();
    expect([test.bus.log, test.inbox.cursor()]).toEqual([['resync polling'], 'e-7']);
  });

  it('[DEG8] tells a resync when a stream that was opened before that goes live behind it', async () => {
    const test = createTestConnection();
    await test.start();
    await failThrice(test);
    const poll = test.polls.last();
    await test.pass(4000);
    test.sources.last().hello();
    await poll.page('e-7');

    test.sources.last().live('e-9');

    expect([test.bus.resyncs, test.inbox.cursor()]).toEqual([['polling', 'polling'], 'e-9']);
  });

  it('[DEG9] tells the pages to refetch when the cursor cannot be continued from', async () => {
    const test = await startPolling();

    await test.polls.last().page('f-3', { resync: 'epoch' });

    expect([test.bus.log, test.inbox.cursor()]).toEqual([['resync epoch'], 'f-3']);
  });
});

describe('how often it polls', () => {
  it.each([
    [true, 0, 4000],
    [true, 1, 6000],
    [false, 0, 16_000],
    [false, 1, 24_000],
  ])('[DEG3] with a tab visible: %j and chance %i waits %i ms', async (isVisible, draw, expected) => {
    const test = await startPolling({ random: () => draw });
    test.looked.isVisible = isVisible;
    await test.polls.last().page('e-1');

    expect(await untilPoll(test)).toBe(expected);
  });

  it('[DEG3] asks again at once while there is more, and rests when an answer brings it no further', async () => {
    const test = await startPolling();

    await test.polls.last().page('e-3', { events: [notify('e-2'), notify('e-3')], more: true });
    const second = test.polls.last().after;
    await test.polls.last().page('e-3', { more: true });

    expect([second, test.polls.asked.length]).toEqual(['e-3', 2]);
  });

  it('[DEG3] has one request under way, however often the clock is looked at', async () => {
    const test = await startPolling();

    for (let tick = 0; tick < 9; tick += 1) {
      test.lookAtClock();
      test.page('visible');
      await test.pass(1000);
    }

    expect(test.polls.asked).toHaveLength(1);
  });

  it.each(['visible', 'online', 'retry'] as const)('[DEG3] follows a hint (%s) within a second', async (hint) => {
    const test = await startPolling();
    test.looked.isVisible = false;
    await test.polls.last().page('e-1');

    if (hint === 'retry') test.bus.command(hint);
    else test.page(hint);

    expect(await untilPoll(test)).toBe(1000);
  });

  it('[DEG3] lets a visible tab’s look at the clock hasten a hidden one', async () => {
    const test = await startPolling();
    test.looked.isVisible = false;
    await test.polls.last().page('e-1');
    test.looked.isVisible = true;
    await test.pass(5900);
    test.lookAtClock();
    await settle();
    const early = test.polls.asked.length;
    await test.pass(100);

    test.lookAtClock();
    await settle();

    expect([early, test.polls.asked.length]).toEqual([1, 2]);
  });

  it.each([
    [12_000, 12_000],
    [120_000, 30_000],
    [null, 1000],
  ])('[DEG7] follows no hint before Retry-After: %j ms, %i ms', async (retryAfterMs, expected) => {
    const test = await startPolling();
    await test.polls.last().fail({ kind: 'status', status: 503, retryAfterMs });
    test.page('visible');

    expect(await untilPoll(test)).toBe(expected);
  });
});

describe('what it tells', () => {
  it('[DEG4] tells degraded while the last poll has worked, and goes on every 5 s when one fails', async () => {
    const test = await startPolling();
    const before = test.status()?.degraded;
    await test.polls.last().page('e-1');
    const working = test.status()?.degraded;
    await untilPoll(test);
    await test.polls.last().fail({ kind: 'network' });
    const failing = test.status()?.degraded;

    expect([before, working, failing]).toEqual([false, true, false]);
    expect(await untilPoll(test)).toBe(6000);
  });

  it('[DEG4] takes a poll for failed that has no answer, or no token, within 10 s', async () => {
    const test = await startDegraded();
    await untilPoll(test);
    const hanging = test.polls.last();
    await test.pass(10_000);
    const afterHanging = [test.status()?.degraded, hanging.signal.aborted];
    const waitMs = await untilPoll(test);

    expect([afterHanging, waitMs]).toEqual([[false, true], 6000]);
  });

  it('[DEG5] tries the stream after 60, 120, 240, 300 s while polling works', async () => {
    const test = await startPolling({
      pollPage: async ({ after }) => ({ ok: true, page: { events: [], cursor: after ?? never(), more: false } }),
    });
    const waits: number[] = [];
    await test.pass(4000);
    for (let probe = 0; probe < 5; probe += 1) {
      test.sources.last().listener.onFailure({ kind: 'network' });
      const before = test.sources.attempts.length;
      const from = test.elapsed();
      while (test.sources.attempts.length === before && test.elapsed() - from < 600_000) await test.pass(1000);
      waits.push(test.elapsed() - from);
    }

    expect(waits).toEqual([60_000, 120_000, 240_000, 300_000, 300_000]);
  });

  it('[DEG5] does not begin those waits again with a stream that lasts and brings nothing', async () => {
    const test = await startDegraded();
    await test.pass(4000);
    test.sources.last().listener.onFailure({ kind: 'network' });
    await test.pass(6000);
    await test.polls.last().page('e-1');
    test.bus.command('retry');
    await test.pass(1000);
    await test.goLive('e-1');
    await test.pass(6000);
    await test.polls.last().page('e-1');

    test.sources.last().listener.onFailure({ kind: 'network' });

    expect(test.status()?.retryAt).toBe(test.clock.now() + 120_000);
  });

  it('[DEG5] tries the stream within a second when polling works no more, and when it works again', async () => {
    const test = await startDegraded();
    await test.pass(4000);
    test.sources.last().listener.onFailure({ kind: 'network' });
    const planned = test.status()?.retryAt;
    await untilPoll(test);
    await test.polls.last().fail({ kind: 'network' });
    const atLoss = test.status()?.retryAt;
    await test.pass(1000);
    test.sources.last().listener.onFailure({ kind: 'network' });
    const lost = test.status()?.retryAt;
    await untilPoll(test);
    await test.polls.last().page('e-1');
    const lostAt = test.clock.now();

    expect((planned ?? 0) - (atLoss ?? 0)).toBeGreaterThan(50_000);
    expect((lost ?? 0) - lostAt).toBeGreaterThan(1000);
    expect(test.status()?.retryAt).toBe(lostAt + 1000);
  });

  it('[DEG12] does not give up while polling works', async () => {
    const test = await startDegraded({}, { maxAttempts: 4 });
    await test.pass(4000);

    test.sources.last().listener.onFailure({ kind: 'network' });

    expect(test.status()).toMatchObject({ state: 'waiting', degraded: true });
  });
});

describe('a poll that is refused', () => {
  const status = (code: number) => ({ kind: 'status', status: code, retryAfterMs: null }) as const;

  it('[DEG7] refreshes at a 401 and asks again at once', async () => {
    const test = await startPolling();

    await test.polls.last().fail(status(401));
    await settle();
    await test.polls.last().page('e-1');

    expect([test.tokens.refreshes, test.polls.last().token]).toEqual([1, 'token-2']);
    expect(test.status()).toMatchObject({ state: 'waiting', degraded: true });
  });

  it.each([
    ['a second 401', 401, 'unauthorized'],
    ['a 403', 403, 'forbidden'],
  ])('[DEG7] stops at %s', async (_name, second, reason) => {
    const test = await startPolling();
    if (second === 401) await test.polls.last().fail(status(401));
    await settle();

    await test.polls.last().fail(status(second));

    expect(test.status()).toMatchObject({ state: 'stopped', reason, degraded: false });
    expect(test.clock.pending()).toBe(0);
  });

  it('[DEG7] stops when the login is over, and goes on when nobody answers the refresh', async () => {
    const over = await startPolling();
    over.tokens.onRefresh = () => ({ ok: false, code: 'SIGNED_OUT' });
    const offline = await startPolling();
    offline.tokens.onRefresh = () => ({ ok: false, code: 'OFFLINE' });

    await over.polls.last().fail(status(401));
    await offline.polls.last().fail(status(401));
    await settle();

    expect(over.status()).toMatchObject({ state: 'stopped', reason: 'signed_out' });
    expect([offline.state(), await untilPoll(offline)]).toEqual(['waiting', 6000]);
  });
});

function never(): never {
  throw new Error('There is a cursor.');
}
