// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { settle } from '../auth/testing/settle.ts';
import type { SourceListener } from './source.ts';
import { createTestConnection, type TestConnection } from './testing/testConnection.ts';

type StreamFailure = Parameters<SourceListener['onFailure']>[0];

/** Fails the open attempt and gives back how long the connection waits before the next, in ms. */
async function failAndMeasure(test: TestConnection): Promise<number> {
  const before = test.sources.attempts.length;
  test.sources.last().listener.onFailure({ kind: 'network' });
  await settle();
  return waitForAttempt(test, before);
}

async function waitForAttempt(test: TestConnection, before: number): Promise<number> {
  const from = test.elapsed();
  while (test.sources.attempts.length === before && test.elapsed() - from < 120_000) await test.pass(100);
  return test.elapsed() - from;
}

describe('the way to live', () => {
  it('[CONN1] goes idle → connecting → syncing → live, and asks with the token and the client id', async () => {
    const test = createTestConnection();

    await test.start();
    await test.goLive();

    expect(test.bus.statuses.map(({ state }) => state)).toEqual(['connecting', 'syncing', 'live']);
    expect(test.sources.last().request).toEqual({
      url: '/api/v1/events/stream',
      headers: { Authorization: 'Bearer token-1', 'X-Client-Id': 'tab-1' },
    });
  });

  it('[CONN2] tells a sticky status at every change, and nothing when nothing changed', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive();
    const told = test.bus.statuses.length;

    attempt.frame('stream.heartbeat', { server_time: 0, fresh: true }, 'e-1');
    attempt.frame('stream.heartbeat', { server_time: 0, fresh: false }, 'e-1');
    attempt.frame('stream.heartbeat', { server_time: 0, fresh: false }, 'e-1');

    expect(test.bus.statuses.slice(told)).toEqual([
      { state: 'live', since: test.clock.now(), role: 'alone', degraded: false, fresh: false },
    ]);
  });

  it('[CONN2] tells which attempt it is, when the next one comes and why', async () => {
    const test = createTestConnection();
    await test.start();

    test.sources.last().listener.onFailure({ kind: 'network' });

    expect(test.status()).toMatchObject({
      state: 'waiting',
      attempt: 1,
      retryAt: test.clock.now() + 1000,
      reason: 'network',
    });
  });

  it('[CONN3] holds one attempt at a time, and closes it before the next', async () => {
    const test = createTestConnection();
    await test.start();
    await test.goLive();

    await failAndMeasure(test);
    test.page('suspend');
    test.page('resume');
    await settle();

    expect(test.sources.attempts.map(({ isClosed }) => isClosed)).toEqual([true, true, false]);
  });
});

describe('backoff', () => {
  it('[CONN4] waits 1, 2, 4, 8, 16, 30, 30 s', async () => {
    const test = createTestConnection();
    await test.start();
    const waits: number[] = [];

    for (let failure = 0; failure < 7; failure += 1) waits.push(await failAndMeasure(test));

    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('[CONN4] waits at least half of that', async () => {
    const test = createTestConnection({ random: () => 0 });
    await test.start();
    const waits: number[] = [];

    for (let failure = 0; failure < 6; failure += 1) waits.push(await failAndMeasure(test));

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000]);
  });

  it('[CONN5] grows on when every stream is accepted and dropped at once', async () => {
    const test = createTestConnection();
    await test.start();
    const waits: number[] = [];

    for (let failure = 0; failure < 4; failure += 1) {
      await test.goLive();
      await test.pass(4999);
      waits.push(await failAndMeasure(test));
    }

    expect(waits).toEqual([1000, 2000, 4000, 8000]);
  });

  it('[CONN5] grows on when a stream lasts but never reaches live', async () => {
    const test = createTestConnection();
    await test.start();
    await failAndMeasure(test);
    test.sources.last().hello();
    await test.pass(20_000);

    const wait = await failAndMeasure(test);

    expect(wait).toBe(2000);
  });

  it('[CONN5] begins with 1 s again after a stream that was live and lasted 5 s', async () => {
    const test = createTestConnection();
    await test.start();
    for (let failure = 0; failure < 4; failure += 1) await failAndMeasure(test);
    await test.goLive();
    await test.pass(5000);

    const wait = await failAndMeasure(test);

    expect(wait).toBe(1000);
  });

  it.each([
    [503, 7000, 7000],
    [503, 500, 1000],
    [429, 600_000, 30_000],
    [503, null, 1000],
  ])('[CONN6] after a %i with Retry-After %j ms waits %i ms', async (status, retryAfterMs, expected) => {
    const test = createTestConnection();
    await test.start();

    test.sources.last().listener.onFailure({ kind: 'status', status, retryAfterMs });

    expect(await waitForAttempt(test, 1)).toBe(expected);
  });

  it.each([
    ['idle', 3000, 3000],
    ['kicked', 90_000, 60_000],
    ['kicked', 60_000, 60_000],
    ['idle', 90_000, 30_000],
    // The longest of the spread, as chance is 1 here.
    ['deploy', 2000, 7000],
  ])('[CONN6] after bye %s with retry_after_ms %i waits %i ms', async (reason, retryAfterMs, expected) => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive();
    await test.pass(10_000);

    attempt.bye(reason, retryAfterMs);

    expect(attempt.isClosed).toBe(true);
    expect(test.status()?.reason).toBe(`bye_${reason}`);
    expect(await waitForAttempt(test, 1)).toBe(expected);
  });

  it('[CONN7] gives up after the configured number of failures, and by default never', async () => {
    const test = createTestConnection({}, { maxAttempts: 2 });
    await test.start();
    await failAndMeasure(test);

    test.sources.last().listener.onFailure({ kind: 'network' });

    expect(test.status()).toMatchObject({ state: 'stopped', reason: 'attempts' });
    expect(test.clock.pending()).toBe(0);
  });
});

describe('failures', () => {
  const again: [StreamFailure, string][] = [
    [{ kind: 'network' }, 'network'],
    [{ kind: 'ended' }, 'ended'],
    [{ kind: 'wrongType' }, 'content_type'],
    [{ kind: 'tooLong' }, 'too_long'],
    ...[204, 404, 408, 410, 418, 425, 429, 500, 502, 503].map((status): [StreamFailure, string] => [
      { kind: 'status', status, retryAfterMs: null },
      `http_${status}`,
    ]),
  ];

  it.each(again)('[CONN8] tries again after %j', async (failure, reason) => {
    const test = createTestConnection();
    await test.start();

    test.sources.last().listener.onFailure(failure);

    expect(test.status()).toMatchObject({ state: 'waiting', reason });
    expect(await waitForAttempt(test, 1)).toBe(1000);
  });

  it('[CONN9] stops at a 403', async () => {
    const test = createTestConnection();
    await test.start();

    test.sources.last().listener.onFailure({ kind: 'status', status: 403, retryAfterMs: null });
    await test.pass(600_000);

    expect(test.status()).toMatchObject({ state: 'stopped', reason: 'forbidden' });
    expect(test.sources.attempts).toHaveLength(1);
  });

  it('[CONN10] refreshes once at a 401 and goes on from its cursor with the new token', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive('e-7');
    attempt.listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
    await settle();

    expect(test.tokens.refreshes).toBe(1);
    expect(test.bus.statuses.slice(-2).map(({ state }) => state)).toEqual(['authorizing', 'connecting']);
    expect(test.sources.last().request).toMatchObject({
      url: '/api/v1/events/stream?lastEventId=e-7',
      headers: { Authorization: 'Bearer token-2' },
    });
  });

  it('[CONN10] stops at the second 401, also when other failures lie between', async () => {
    const test = createTestConnection();
    await test.start();
    const refuse = () => test.sources.last().listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
    refuse();
    await settle();
    await failAndMeasure(test);

    refuse();

    expect(test.status()).toMatchObject({ state: 'stopped', reason: 'unauthorized' });
    expect(test.tokens.refreshes).toBe(1);
  });

  it('[CONN10] takes a second 401 after more than a minute for a first one: tokens age in a long outage', async () => {
    const test = createTestConnection();
    await test.start();
    const refuse = () => test.sources.last().listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
    refuse();
    await settle();
    for (let failure = 0; failure < 6; failure += 1) await failAndMeasure(test);

    refuse();
    await settle();

    expect([test.state(), test.tokens.refreshes]).toEqual(['connecting', 2]);
  });

  it('[CONN10] does not count a refresh that the page slept through', async () => {
    const test = createTestConnection();
    await test.start();
    test.tokens.onRefresh = () => new Promise(() => undefined);
    const refuse = () => test.sources.last().listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
    refuse();
    test.page('suspend');
    test.page('resume');
    await settle();

    refuse();

    expect(test.state()).toBe('authorizing');
  });

  it('[CONN10] may refresh again after a stream has opened', async () => {
    const test = createTestConnection();
    await test.start();
    for (let round = 0; round < 3; round += 1) {
      test.sources.last().listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
      await settle();
      await test.goLive();
    }

    expect([test.state(), test.tokens.refreshes]).toEqual(['live', 3]);
  });

  it('[CONN11] waits when the refresh is not answered: that is never a logout', async () => {
    const test = createTestConnection();
    await test.start();
    test.tokens.onRefresh = () => ({ ok: false, code: 'OFFLINE' });

    test.sources.last().listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
    await settle();

    expect(test.status()).toMatchObject({ state: 'waiting', reason: 'token_offline' });
    expect(test.signedOut.count).toBe(0);
    expect(await waitForAttempt(test, 1)).toBe(1000);
  });

  it('[CONN11] waits when the refresh takes more than 10 s, and ignores its late answer', async () => {
    const test = createTestConnection();
    await test.start();
    const late = Promise.withResolvers<{ ok: true; token: string }>();
    test.tokens.onRefresh = () => late.promise;
    test.sources.last().listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
    await test.pass(10_000);
    const before = test.state();

    late.resolve({ ok: true, token: 'late' });
    await settle();

    expect([before, test.state()]).toEqual(['waiting', 'waiting']);
  });

  it('[CONN21] ignores the answer to a refresh that an older state has asked for', async () => {
    const test = createTestConnection();
    await test.start();
    const late = Promise.withResolvers<{ ok: false; code: 'SIGNED_OUT' }>();
    test.tokens.onRefresh = () => late.promise;
    test.sources.last().listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
    test.page('suspend');
    test.page('resume');
    await settle();

    late.resolve({ ok: false, code: 'SIGNED_OUT' });
    await settle();

    expect(test.state()).toBe('connecting');
  });

  it('[CONN11] stops when the login is over', async () => {
    const test = createTestConnection();
    await test.start();
    test.tokens.onRefresh = () => ({ ok: false, code: 'SIGNED_OUT' });

    test.sources.last().listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
    await settle();

    expect(test.status()).toMatchObject({ state: 'stopped', reason: 'signed_out' });
  });

  it('[CONN11] waits when there is no token for want of a network, and stops when there is no login', async () => {
    const offline = createTestConnection();
    offline.tokens.current = { ok: false, code: 'OFFLINE' };
    const out = createTestConnection();
    out.tokens.current = { ok: false, code: 'SIGNED_OUT' };

    await offline.start();
    await out.start();

    expect([offline.state(), out.state()]).toEqual(['waiting', 'stopped']);
    expect([...offline.sources.attempts, ...out.sources.attempts]).toEqual([]);
  });

  it('[CONN12] gives an attempt 10 s for its answer, and 5 s more for its hello', async () => {
    const slow = createTestConnection();
    await slow.start();
    await slow.pass(9999);
    const before = slow.state();
    await slow.pass(1);
    const mute = createTestConnection();
    await mute.start();
    await mute.pass(9000);
    mute.sources.last().listener.onAccepted();
    await mute.pass(4999);
    const stillThere = mute.state();
    await mute.pass(1);

    expect([before, slow.status()?.reason]).toEqual(['connecting', 'timeout']);
    expect([stillThere, mute.status()?.reason]).toEqual(['connecting', 'mute']);
    expect(mute.sources.attempts[0]?.isClosed).toBe(true);
  });

  it('[CONN12] counts the wait for a token into the 10 s, and opens nothing when it comes later', async () => {
    const late = Promise.withResolvers<{ ok: true; token: string }>();
    const test = createTestConnection({ tokens: { accessToken: () => late.promise, refresh: () => late.promise } });
    await test.start();
    await test.pass(10_000);

    late.resolve({ ok: true, token: 'late' });
    await settle();

    expect(test.state()).toBe('waiting');
    expect(test.sources.attempts).toEqual([]);
  });
});

describe('watchdogs', () => {
  it('[CONN13] takes a stream for dead after twice its heartbeat and 5 s without an event', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive();
    await test.pass(34_000);
    attempt.frame('stream.heartbeat', { server_time: 0, fresh: true }, 'e-1');
    await test.pass(34_999);
    const before = test.state();

    await test.pass(1);

    expect([before, test.state(), test.status()?.reason]).toEqual(['live', 'waiting', 'silence']);
    expect(attempt.isClosed).toBe(true);
  });

  it('[CONN13] watches while the replay is on its way, too', async () => {
    const test = createTestConnection();
    await test.start();
    test.sources.last().hello();

    await test.pass(35_000);

    expect(test.status()?.reason).toBe('silence');
  });

  it.each([0, -1, 3_600_000])(
    '[CONN13] waits no longer than 5 minutes when the heartbeat is %i ms',
    async (heartbeat) => {
      const test = createTestConnection();
      await test.start();
      test.sources.last().hello({ heartbeat_ms: heartbeat });
      test.sources.last().live();
      await test.pass(299_999);
      const before = test.state();

      await test.pass(1);

      expect([before, test.status()?.reason]).toEqual(['live', 'silence']);
    },
  );

  it('[CONN14] gives queued data one second when its own timer was late', async () => {
    const timer = lateTimer();
    const test = createTestConnection({ clock: timer.clock });
    await test.start();
    const attempt = await test.goLive();

    timer.sleep(100_000);
    const atWaking = test.state();
    attempt.frame('notify', { message: 'queued' }, 'e-2');
    timer.advance(34_000);
    const afterData = test.state();

    expect([atWaking, afterData]).toEqual(['live', 'live']);
  });

  it('[CONN14] reconnects when that second brought nothing', async () => {
    const timer = lateTimer();
    const test = createTestConnection({ clock: timer.clock });
    await test.start();
    await test.goLive();

    timer.sleep(100_000);
    timer.sleep(100_000);

    expect(test.status()).toMatchObject({ state: 'waiting', reason: 'silence' });
  });

  it('[CONN14] is not misled by a clock that is set back', async () => {
    const timer = lateTimer();
    const test = createTestConnection({ clock: timer.clock });
    await test.start();
    test.sources.last().listener.onFailure({ kind: 'network' });

    timer.setBack(3_600_000);
    timer.advance(1000);
    await settle();

    expect(test.sources.attempts).toHaveLength(2);
  });

  it('[CONN14] follows a hint within a second also after the clock was set back', async () => {
    const timer = lateTimer();
    const test = createTestConnection({ clock: timer.clock });
    await test.start();
    test.sources.last().listener.onFailure({ kind: 'status', status: 503, retryAfterMs: 20_000 });
    timer.setBack(3_600_000);

    test.page('online');
    timer.advance(1000);
    await settle();

    expect(test.sources.attempts).toHaveLength(2);
  });

  it('[CONN14] waits no longer than planned after the clock was set forward', async () => {
    const timer = lateTimer();
    const test = createTestConnection({ clock: timer.clock });
    await test.start();
    await test.goLive();
    timer.setBack(-3_600_000);
    test.sources.last().listener.onFailure({ kind: 'network' });

    timer.advance(1000);
    await settle();

    expect(test.sources.attempts).toHaveLength(2);
  });

  it('[CONN14] notices silence also after the clock was set back', async () => {
    const timer = lateTimer();
    const test = createTestConnection({ clock: timer.clock });
    await test.start();
    await test.goLive();

    timer.setBack(3_600_000);
    timer.advance(70_000);

    expect(test.bus.statuses.map(({ reason }) => reason)).toContain('silence');
  });

  it('[CONN15] reconnects at once when the page is looked at again and the stream has gone stale', async () => {
    const timer = lateTimer();
    const test = createTestConnection({ clock: timer.clock });
    await test.start();
    await test.goLive('e-5');
    timer.skip(34_000);
    test.page('visible');
    const notYetStale = test.state();

    timer.skip(1000);
    test.page('visible');
    await settle();

    expect(notYetStale).toBe('live');
    expect(test.sources.last().request.url).toBe('/api/v1/events/stream?lastEventId=e-5');
    expect(test.sources.attempts[0]?.isClosed).toBe(true);
  });
});

describe('hints', () => {
  it.each(['online', 'visible'] as const)('[CONN16] tries within a second when the page is %s', async (moment) => {
    const test = createTestConnection();
    await test.start();
    for (let failure = 0; failure < 5; failure += 1) await failAndMeasure(test);
    test.sources.last().listener.onFailure({ kind: 'network' });

    test.page(moment);

    expect(test.status()?.retryAt).toBe(test.clock.now() + 1000);
    expect(await waitForAttempt(test, 6)).toBe(1000);
  });

  it('[CONN16] tries within a second when the cashier asks', async () => {
    const test = createTestConnection({ random: () => 0 });
    await test.start();
    for (let failure = 0; failure < 5; failure += 1) await failAndMeasure(test);
    test.sources.last().listener.onFailure({ kind: 'network' });

    test.bus.command('retry');

    expect(await waitForAttempt(test, 6)).toBeLessThanOrEqual(100);
  });

  it('[CONN16] begins anew when the cashier asks while an attempt hangs, and leaves a young one alone', async () => {
    const test = createTestConnection();
    await test.start();
    const hanging = test.sources.last();
    await test.pass(900);
    test.bus.command('retry');
    await test.pass(0);
    const young = test.sources.attempts.length;
    await test.pass(200);

    test.bus.command('retry');
    await test.pass(0);

    expect([young, test.sources.attempts.length, hanging.isClosed]).toEqual([1, 2, true]);
    expect([test.state(), test.status()?.attempt]).toEqual(['connecting', 1]);
  });

  it('[CONN16] never comes before the time the server asked for, and never later than planned', async () => {
    const test = createTestConnection();
    await test.start();
    test.sources.last().listener.onFailure({ kind: 'status', status: 503, retryAfterMs: 20_000 });
    test.page('online');
    const asked = test.status()?.retryAt;
    const soon = createTestConnection();
    await soon.start();
    soon.sources.last().listener.onFailure({ kind: 'network' });
    await soon.pass(900);

    soon.page('online');

    expect(asked).toBe(test.clock.now() + 20_000);
    expect(await waitForAttempt(soon, 1)).toBe(100);
  });

  it('[CONN17] disconnects when asked, stays so whatever happens, and connects when asked', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive();

    test.bus.command('disconnect');
    for (const moment of ['suspend', 'resume', 'visible', 'online'] as const) test.page(moment);
    await test.pass(600_000);
    const meanwhile = [test.status()?.state, test.status()?.reason, attempt.isClosed, test.sources.attempts.length];
    test.bus.command('connect');
    await settle();

    expect(meanwhile).toEqual(['stopped', 'disconnected', true, 1]);
    expect(test.sources.attempts).toHaveLength(2);
  });
});

describe('the page’s life', () => {
  it('[CONN18] closes the stream when the page is put away and goes on from the cursor when it is back', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive('e-3');

    test.page('suspend');
    const away = [test.state(), attempt.isClosed, test.clock.pending()];
    await test.pass(3_600_000);
    test.page('resume');
    await settle();

    expect(away).toEqual(['suspended', true, 0]);
    expect(test.sources.attempts).toHaveLength(2);
    expect(test.sources.last().request.url).toContain('lastEventId=e-3');
  });

  it('[CONN18] forgets an attempt that was under way when the page was put away', async () => {
    const test = createTestConnection();
    const stop = test.startNow();

    test.page('suspend');
    await settle();

    expect(test.sources.attempts).toEqual([]);
    stop();
  });

  it('[CONN19] stops everything at logout: nothing open, nothing waiting, nothing delivered, nothing that wakes', async () => {
    const test = createTestConnection();
    const stop = await test.start();
    const attempt = await test.goLive('e-3');

    stop();
    const told = test.bus.log.length;
    attempt.frame('notify', { message: 'late' }, 'e-4');
    attempt.listener.onFailure({ kind: 'network' });
    for (const moment of ['resume', 'visible', 'online'] as const) test.page(moment);
    test.bus.command('connect');
    await test.pass(3_600_000);

    expect([test.state(), attempt.isClosed, test.clock.pending(), test.pageListeners()]).toEqual(['idle', true, 0, 0]);
    expect(test.bus.log).toHaveLength(told);
    expect(test.sources.attempts).toHaveLength(1);
  });

  it.each(['connecting', 'syncing', 'waiting', 'authorizing', 'suspended'])(
    '[CONN19] leaves no timer when it ends while %s',
    async (state) => {
      const test = createTestConnection();
      const stop = await test.start();
      if (state === 'syncing') test.sources.last().hello();
      if (state === 'waiting') test.sources.last().listener.onFailure({ kind: 'network' });
      if (state === 'authorizing') {
        test.tokens.onRefresh = () => new Promise(() => undefined);
        test.sources.last().listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
      }
      if (state === 'suspended') test.page('suspend');
      const before = test.state();

      stop();
      stop();

      expect([before, test.state(), test.clock.pending()]).toEqual([state, 'idle', 0]);
    },
  );

  it('[CONN20] forgets the cursor at logout, also when a listener signs out while it is served', async () => {
    const test = createTestConnection();
    const stop = await test.start();
    const attempt = await test.goLive('e-1');
    test.bus.whileDelivering = () => stop();
    attempt.frame('notify', { message: 'the last one' }, 'e-2');
    test.bus.whileDelivering = () => undefined;

    await test.start();

    expect(test.sources.last().request.url).toBe('/api/v1/events/stream');
  });

  it('[CONN21] ignores whatever an older attempt still says', async () => {
    const test = createTestConnection();
    await test.start();
    const old = await test.goLive('e-1');
    await failAndMeasure(test);
    const states = test.bus.statuses.length;

    old.frame('notify', { message: 'late' }, 'e-9');
    old.hello();
    old.bye('signed_out');
    old.listener.onFailure({ kind: 'status', status: 403, retryAfterMs: null });

    expect(test.bus.events).toEqual([]);
    expect(test.bus.statuses).toHaveLength(states);
    expect(test.signedOut.count).toBe(0);
  });
});

describe('the server’s word', () => {
  it('[CONN22] ends the session when it is signed out', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive();

    attempt.bye('signed_out');
    await test.pass(600_000);

    expect([test.signedOut.count, test.state(), test.status()?.reason]).toEqual([1, 'stopped', 'signed_out']);
    expect(test.sources.attempts).toHaveLength(1);
  });

  it('[CONN23] refreshes when the token has expired, and goes on from its cursor', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive('e-4');
    await test.pass(10_000);

    attempt.bye('token_expired');
    const closedAtOnce = attempt.isClosed;
    await settle();

    expect([test.tokens.refreshes, closedAtOnce]).toEqual([1, true]);
    expect(test.sources.last().request.url).toContain('lastEventId=e-4');
  });

  it('[CONN41] goes on live while an expiring token is refreshed, and then connects at once with the new one', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive('e-4');
    await test.pass(10_000);
    const fresh = Promise.withResolvers<{ ok: true; token: string }>();
    test.tokens.onRefresh = () => fresh.promise;
    const told = test.bus.statuses.length;

    attempt.frame('stream.token_expiring', { expires_at: 1 });
    await test.pass(5000);
    attempt.frame('notify', { message: 'meanwhile' }, 'e-5');
    const meanwhile = [attempt.isClosed, test.bus.statuses.length - told, test.bus.events.length];
    fresh.resolve({ ok: true, token: 'token-2' });
    await settle();

    expect(meanwhile).toEqual([false, 0, 1]);
    expect(attempt.isClosed).toBe(true);
    expect(test.bus.statuses.slice(told).map(({ state }) => state)).toEqual(['connecting']);
    expect(test.sources.last().request).toMatchObject({
      url: '/api/v1/events/stream?lastEventId=e-5',
      headers: { Authorization: 'Bearer token-2' },
    });
  });

  it('[CONN41] asks once, however often it is told that its token expires', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive();
    await test.pass(10_000);
    test.tokens.onRefresh = () => new Promise(() => undefined);

    for (let told = 0; told < 3; told += 1) attempt.frame('stream.token_expiring', { expires_at: 1 });
    await settle();

    expect(test.tokens.refreshes).toBe(1);
  });

  it('[CONN41] stays live when nobody answers the refresh, until the gateway says bye', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = await test.goLive();
    await test.pass(10_000);
    test.tokens.onRefresh = () => ({ ok: false, code: 'OFFLINE' });
    attempt.frame('stream.token_expiring', { expires_at: 1 });
    await settle();
    const meanwhile = [test.state(), attempt.isClosed];
    test.tokens.onRefresh = () => ({ ok: true, token: 'token-2' });

    attempt.bye('token_expired');
    await settle();

    expect(meanwhile).toEqual(['live', false]);
    expect(test.sources.last().request.headers).toMatchObject({ Authorization: 'Bearer token-2' });
  });

  it('[CONN41] stops when the refresh is refused, and ignores the answer once the stream has ended otherwise', async () => {
    const refused = createTestConnection();
    const ended = createTestConnection();
    const late = Promise.withResolvers<{ ok: false; code: 'SIGNED_OUT' }>();
    refused.tokens.onRefresh = () => ({ ok: false, code: 'SIGNED_OUT' });
    ended.tokens.onRefresh = () => late.promise;
    for (const test of [refused, ended]) {
      await test.start();
      await test.goLive();
      await test.pass(10_000);
      test.sources.last().frame('stream.token_expiring', { expires_at: 1 });
    }
    ended.sources.last().listener.onFailure({ kind: 'ended' });
    late.resolve({ ok: false, code: 'SIGNED_OUT' });
    await settle();

    expect(refused.status()).toMatchObject({ state: 'stopped', reason: 'signed_out' });
    expect(ended.state()).toBe('waiting');
  });

  it('[CONN23] never turns in a circle when new tokens expire at once', async () => {
    const test = createTestConnection();
    await test.start();

    for (let round = 0; round < 50; round += 1) {
      const attempt = test.sources.last();
      if (attempt.isClosed) break;
      await test.goLive();
      attempt.frame('stream.token_expiring', { expires_at: 1 });
      await settle();
      attempt.bye('token_expired');
      await settle();
    }

    expect(test.state()).toBe('waiting');
    expect(test.sources.attempts).toHaveLength(1);
  });

  it('[CONN24] tries again when another stream took its place, and gives way at the second time in a minute', async () => {
    const test = createTestConnection();
    await test.start();
    (await test.goLive()).frame('stream.superseded', {});
    const first = [test.state(), test.status()?.reason];
    await test.pass(1000);

    (await test.goLive()).frame('stream.superseded', {});

    expect(first).toEqual(['waiting', 'superseded']);
    expect(test.status()).toMatchObject({ state: 'stopped', reason: 'superseded' });
  });

  it('[CONN24] takes a second time after more than a minute for a first one', async () => {
    const test = createTestConnection();
    await test.start();
    (await test.goLive()).frame('stream.superseded', {});
    await test.pass(1000);
    const attempt = await test.goLive();
    await test.pass(30_000);
    attempt.frame('stream.heartbeat', { server_time: 0, fresh: true }, 'e-1');
    await test.pass(30_000);

    attempt.frame('stream.superseded', {});

    expect(test.state()).toBe('waiting');
  });
});

/** A clock whose timers a sleeping machine delays, and which people set. */
function lateTimer() {
  let now = 1_700_000_000_000;
  let real = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  const runDue = (): void => {
    for (const timer of [...timers].sort((a, b) => a.at - b.at)) {
      if (timer.at <= real && timers.delete(timer)) timer.run();
    }
  };
  return {
    clock: {
      now: () => now,
      after: (delayMs: number, run: () => void) => {
        const timer = { at: real + delayMs, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    /** Time passes; no timer runs. */
    skip: (ms: number) => {
      now += ms;
      real += ms;
    },
    /** All timers that are due run at the end. */
    sleep: (ms: number) => {
      now += ms;
      real += ms;
      runDue();
    },
    advance: (ms: number) => {
      for (let passed = 0; passed < ms; passed += 1000) {
        now += 1000;
        real += 1000;
        runDue();
      }
    },
    setBack: (ms: number) => {
      now -= ms;
    },
  };
}
