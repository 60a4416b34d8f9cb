// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { settle } from '../auth/testing/settle.ts';
import { type ConnectionConfig, createConnectionConfig } from './config.ts';
import { createTestConnection } from './testing/testConnection.ts';

describe('options', () => {
  it('[CONN42] has the defaults of the contract', () => {
    expect(createConnectionConfig({ environment: 'shop' })).toEqual({
      environment: 'shop',
      streamUrl: '/api/v1/events/stream',
      pollUrl: '/api/v1/events',
      isAutoConnect: true,
      baseDelayMs: 1000,
      maxDelayMs: 30_000,
      maxAttempts: Number.POSITIVE_INFINITY,
    });
  });

  // What untyped code may hand over.
  const nonsense = [
    { streamUrl: 'https://elsewhere.example/stream' },
    { streamUrl: '//elsewhere.example/stream' },
    { streamUrl: '/\\elsewhere.example' },
    { streamUrl: '/stream?token=1' },
    { pollUrl: '' },
    { pollUrl: 'api/v1/events' },
    { isAutoConnect: 'no' },
    { baseDelayMs: 0 },
    { baseDelayMs: -1 },
    { baseDelayMs: Number.NaN },
    { baseDelayMs: '1000' },
    { maxDelayMs: 999 },
    { maxDelayMs: Number.POSITIVE_INFINITY },
    { maxDelayMs: 3_600_001 },
    { maxAttempts: 0 },
    { maxAttempts: 1.5 },
    { maxAttempts: Number.NaN },
    { environment: '' },
    { environment: undefined },
  ].map((option): [string, Record<string, unknown>] => [JSON.stringify(option), option]);

  it.each(nonsense)('[CONN42] refuses %s, naming option and value', (_name, option) => {
    const [name = '', value] = Object.entries(option)[0] ?? [];

    const create = () => createConnectionConfig({ environment: 'shop', ...option } as ConnectionConfig);

    expect(create).toThrow(RangeError);
    expect(create).toThrow(
      new RegExp(`^${name} cannot be ${String(value).replace(/[\\?/.]/g, '\\$&')}: see ConnectionConfig\\.$`),
    );
  });

  it('[CONN42] asks where it is told to, and waits as it is told to', async () => {
    const test = createTestConnection({}, { streamUrl: '/stream', baseDelayMs: 100, maxDelayMs: 300 });
    await test.start();
    await test.goLive('e-1');
    const waits: number[] = [];
    for (let failure = 0; failure < 3; failure += 1) {
      test.sources.last().listener.onFailure({ kind: 'network' });
      waits.push((test.status()?.retryAt ?? 0) - test.clock.now());
      await test.pass(300);
    }

    expect(waits).toEqual([100, 200, 300]);
    expect(test.sources.attempts.map(({ request }) => request.url)).toEqual([
      '/stream',
      ...Array.from({ length: 3 }, () => '/stream?lastEventId=e-1'),
    ]);
  });
});

describe('the beginning', () => {
  it('[CONN43] waits for a connect when it is not to connect by itself', async () => {
    const test = createTestConnection({}, { isAutoConnect: false });
    await test.start();
    test.page('visible');
    const before = [test.status()?.state, test.status()?.reason, test.sources.attempts.length, test.clock.pending()];

    test.bus.command('connect');
    await settle();

    expect(before).toEqual(['stopped', 'disconnected', 0, 0]);
    expect(test.state()).toBe('connecting');
  });

  it('[CONN43] takes over what the former leader was told, whatever is configured', async () => {
    const off = createTestConnection();
    const on = createTestConnection({}, { isAutoConnect: false });

    await off.start({ isDegraded: false, isDisconnected: true });
    await on.start({ isDegraded: false, isDisconnected: false });

    expect([off.state(), on.state()]).toEqual(['stopped', 'connecting']);
    expect(off.bus.statuses.map(({ state }) => state)).toEqual(['stopped']);
  });
});

describe('callbacks', () => {
  afterEach(() => vi.unstubAllGlobals());

  function recordCallbacks() {
    const calls: string[] = [];
    const options: Partial<ConnectionConfig> = {
      onOpen: () => calls.push('open'),
      onClose: () => calls.push('close'),
      onError: (problem) => calls.push(`error ${JSON.stringify(problem)}`),
      onMessage: ({ id }) => calls.push(`message ${id}`),
    };
    return { calls, options };
  }

  it('[CONN44] tells opening, messages, errors and closing', async () => {
    const { calls, options } = recordCallbacks();
    const test = createTestConnection({}, options);
    const stop = await test.start();
    const attempt = await test.goLive();
    attempt.frame('notify', { message: 'Xin chào' }, 'e-2');
    attempt.listener.onFailure({ kind: 'network' });
    await test.pass(1000);
    await test.goLive();
    stop();

    expect(calls).toEqual(['open', 'message e-2', 'close', 'error {"reason":"network","attempt":1}', 'open', 'close']);
  });

  it('[CONN44] tells no error where somebody wished it', async () => {
    const { calls, options } = recordCallbacks();
    const test = createTestConnection({}, options);
    await test.start();
    await test.goLive();

    test.bus.command('disconnect');

    expect(calls).toEqual(['open', 'close']);
  });

  it('[CONN44] reports what a callback throws, and goes on as if it had not', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    const fail = (): never => {
      throw new Error('broken');
    };
    const test = createTestConnection({}, { onOpen: fail, onClose: fail, onError: fail, onMessage: fail });
    await test.start();
    const attempt = await test.goLive('e-1');
    attempt.frame('notify', { message: 'Xin chào' }, 'e-2');
    const delivered = [test.bus.events.length, test.inbox.cursor(), test.state()];
    attempt.listener.onFailure({ kind: 'network' });
    await test.pass(1000);

    expect(delivered).toEqual([1, 'e-2', 'live']);
    expect(test.state()).toBe('connecting');
    expect(reported).toEqual(Array.from({ length: 4 }, () => new Error('broken')));
  });
});
