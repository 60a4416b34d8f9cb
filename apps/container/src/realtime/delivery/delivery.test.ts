// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createRecordingBus, createTestConnection } from '../testing/testConnection.ts';
import { createInbox } from './inbox.ts';
import { RECENT_IDS_MAX } from './recentIds.ts';

const paid = (orderId: number) => ({
  company_id: 1,
  order_id: orderId,
  invoice_number: `HD-${orderId}`,
  message: 'Đã thanh toán',
  total: 250_000,
});

/** A connection that is live at `e-1`, and its attempt. */
async function liveConnection() {
  const test = createTestConnection();
  const stop = await test.start();
  const attempt = await test.goLive('e-1');
  /** Where the next stream would go on. */
  const cursor = async (): Promise<string | undefined> => {
    attempt.listener.onFailure({ kind: 'network' });
    await test.pass(1000);
    return test.sources.last().request.url.split('lastEventId=')[1];
  };
  return { ...test, inbox: test.inbox, stop, attempt, cursor };
}

describe('events', () => {
  it('[CONN25] reach the bus whole, in order, live after live and as replay before it', async () => {
    const test = createTestConnection();
    await test.start();
    const attempt = test.sources.last();
    attempt.hello({ replay: 'follows' });
    attempt.frame('order_paid', { ...paid(1001), colour: 'red' }, 'e-1');
    attempt.frame('notify', { message: 'hai' }, 'e-2');
    attempt.live('e-2');

    attempt.frame('order_paid', paid(1002), 'e-3');

    expect(test.bus.log).toEqual(['order_paid e-1 replay', 'notify e-2 replay', 'order_paid e-3 live']);
    expect(test.bus.events[0]).toEqual({
      id: 'e-1',
      type: 'order_paid',
      data: { ...paid(1001), colour: 'red' },
      origin: 'replay',
      via: 'sse',
      receivedAt: test.clock.now(),
    });
  });

  it('[CONN26] of a type that this build has never heard of reach the bus as they are', async () => {
    const { attempt, bus } = await liveConnection();

    attempt.frame('table_moved', { from: 4, to: { table: 7 } }, 'e-2');

    expect(bus.events).toMatchObject([{ type: 'table_moved', data: { from: 4, to: { table: 7 } } }]);
  });

  it('[CONN27] are delivered once, however often and over however many attempts they come', async () => {
    const test = await liveConnection();
    test.attempt.frame('notify', { message: 'một' }, 'e-2');
    test.attempt.frame('notify', { message: 'một' }, 'e-2');
    test.attempt.listener.onFailure({ kind: 'network' });
    await test.pass(1000);
    test.sources.last().hello({ replay: 'follows' });

    test.sources.last().frame('notify', { message: 'một' }, 'e-2');
    test.sources.last().frame('notify', { message: 'hai' }, 'e-3');

    expect(test.bus.events.map(({ id }) => id)).toEqual(['e-2', 'e-3']);
    expect(test.inbox.counts()).toMatchObject({ delivered: 2, duplicates: 2 });
  });

  it('[CONN27] are remembered by their newest 2000 ids', () => {
    const bus = createRecordingBus();
    const inbox = createInbox({ bus, clock: { now: () => 0, after: () => () => undefined } });
    const deliver = (n: number) =>
      inbox.deliver({ type: 'notify', id: `e-${n}`, json: '{"message":"x"}' }, { origin: 'live', via: 'sse' });
    for (let n = 1; n <= RECENT_IDS_MAX + 1; n += 1) deliver(n);

    deliver(2);
    const kept = bus.events.length;
    deliver(1);

    expect([kept, bus.events.length]).toEqual([RECENT_IDS_MAX + 1, RECENT_IDS_MAX + 2]);
  });
});

describe('the cursor', () => {
  it('[CONN28] moves with events, heartbeats, live and resyncs', async () => {
    const cursors: (string | undefined)[] = [];
    for (const [type, data, id] of [
      ['notify', { message: 'x' }, 'e-2'],
      ['stream.heartbeat', { server_time: 0, fresh: true }, 'e-9'],
      ['stream.resync', { reason: 'slow', cursor: 'e-30' }, 'e-30'],
      ['stream.hello', {}, undefined],
    ] as const) {
      const test = await liveConnection();
      test.attempt.frame(type, data, id);
      cursors.push(await test.cursor());
    }

    expect(cursors).toEqual(['e-2', 'e-9', 'e-30', 'e-1']);
  });

  it('[CONN28] goes back in the same log by a resync only', () => {
    const inbox = createInbox({
      bus: createRecordingBus(),
      clock: { now: () => 0, after: () => () => undefined },
    });
    const cursors: (string | null)[] = [];
    for (const id of ['e-9', 'e-2', 'f-1']) {
      inbox.moveTo(id);
      cursors.push(inbox.cursor());
    }
    inbox.moveTo('f-5');
    inbox.resync('ahead', 'f-3');

    expect([...cursors, inbox.cursor()]).toEqual(['e-9', 'e-9', 'f-1', 'f-3']);
  });

  it('[CONN28] moves only after the bus has delivered', () => {
    const seen: (string | null)[] = [];
    const bus = createRecordingBus();
    const inbox = createInbox({ bus, clock: { now: () => 0, after: () => () => undefined } });
    bus.whileDelivering = () => seen.push(inbox.cursor());

    inbox.deliver({ type: 'notify', id: 'e-7', json: '{"message":"x"}' }, { origin: 'live', via: 'sse' });

    expect([...seen, inbox.cursor()]).toEqual([null, 'e-7']);
  });

  it('[CONN28] survives attempts, refreshes and a page that was put away', async () => {
    const test = await liveConnection();
    test.attempt.frame('notify', { message: 'x' }, 'e-2');
    test.attempt.listener.onFailure({ kind: 'status', status: 401, retryAfterMs: null });
    await test.pass(0);
    test.sources.last().listener.onFailure({ kind: 'network' });
    await test.pass(1000);
    test.page('suspend');
    test.page('resume');
    await test.pass(0);

    const urls = test.sources.attempts.slice(1).map(({ request }) => request.url.split('?')[1]);
    expect(urls).toEqual(['lastEventId=e-2', 'lastEventId=e-2', 'lastEventId=e-2']);
  });

  it('[CONN28] takes no id that is none', async () => {
    const test = await liveConnection();
    test.attempt.frame('stream.heartbeat', { server_time: 0, fresh: true }, 'not a cursor');

    expect(await test.cursor()).toBe('e-1');
  });
});

describe('bad frames', () => {
  it('[CONN29] report a known type with a wrong payload, ask for a refetch, and are passed', async () => {
    const test = await liveConnection();

    test.attempt.frame('order_paid', { ...paid(1001), total: 'nhiều' }, 'e-2');

    expect(test.bus.log).toEqual(['invalid e-2', 'resync invalid_payload']);
    expect(test.bus.invalid[0]).toMatchObject({ type: 'order_paid', issues: [{ path: 'total' }] });
    expect(test.state()).toBe('live');
    expect(await test.cursor()).toBe('e-2');
  });

  it('[CONN29] report a payload that is no JSON, or that no bus can carry', async () => {
    const test = await liveConnection();
    test.attempt.frame('notify', '{"message":', 'e-2');
    test.bus.whileDelivering = () => {
      throw new RangeError('too deep');
    };

    test.attempt.frame('table_moved', [], 'e-3');

    expect(test.bus.resyncs).toEqual(['invalid_payload', 'invalid_payload']);
    expect(test.bus.invalid.map(({ issues }) => issues[0]?.message)).toEqual(['Not JSON', 'too deep']);
    expect(await test.cursor()).toBe('e-3');
  });

  it('[CONN30] are counted and skipped when they are no event at all', async () => {
    const test = await liveConnection();

    test.attempt.frame('Bad Type', {}, 'e-2');
    test.attempt.frame('message', {}, 'e-3');
    test.attempt.frame('notify', { message: 'x' }, 'no cursor');
    test.attempt.frame('stream.of_tomorrow', {});
    test.attempt.frame('stream.hello', 'nonsense');

    expect(test.bus.log).toEqual([]);
    expect(test.inbox.counts().broken).toBe(3);
    expect(test.state()).toBe('live');
    expect(await test.cursor()).toBe('e-3');
  });
});

describe('resync', () => {
  it('[CONN31] tells the pages to refetch, stays live, and goes on from its id', async () => {
    const test = await liveConnection();

    test.attempt.frame('stream.resync', { reason: 'slow', cursor: 'e-40' }, 'e-40');
    test.attempt.frame('notify', { message: 'x' }, 'e-41');

    expect(test.bus.log).toEqual(['resync slow', 'notify e-41 live']);
    expect(test.state()).toBe('live');
  });

  it('[CONN31] is told also when its reason is of a newer gateway', async () => {
    const { attempt, bus } = await liveConnection();

    attempt.frame('stream.resync', { reason: 'eclipse', cursor: 'e-40' }, 'e-40');

    expect(bus.resyncs).toEqual(['unknown']);
  });

  it('[CONN31] lets ids come again after the log has lost its end', async () => {
    const { attempt, bus } = await liveConnection();
    attempt.frame('notify', { message: 'before' }, 'e-2');

    attempt.frame('stream.resync', { reason: 'ahead', cursor: 'e-1' }, 'e-1');
    attempt.frame('notify', { message: 'after' }, 'e-2');

    expect(bus.events.map(({ data }) => data)).toEqual([{ message: 'before' }, { message: 'after' }]);
  });
});
