// @vitest-environment node
import { fakeClock } from '@vppos/core/testing';
import type { Cursor } from '@vppos/core/types';
import { describe, expect, it } from 'vitest';
import type { TokenResult } from '../../auth/index.ts';
import { settle } from '../../auth/testing/settle.ts';
import { createInbox } from '../delivery/inbox.ts';
import { createFakePolls } from '../testing/fakePolls.ts';
import { createRecordingBus } from '../testing/testConnection.ts';
import { createFollower, type LogMessage, placeOf, WAITING_MAX } from './follower.ts';

const frame = (n: number) => ({ type: 'notify', id: `e-${n}`, json: '{"message":"x"}' });
const event = (n: number): LogMessage => ({ kind: 'event', after: `e-${n - 1}`, frame: frame(n), origin: 'live' });

/** A follower that stands at `e-1`. */
function setUp() {
  const clock = fakeClock();
  const bus = createRecordingBus();
  const polls = createFakePolls();
  const inbox = createInbox({ bus, clock });
  const token: { current: TokenResult; refreshed: TokenResult } = {
    current: { ok: true, token: 'token-1' },
    refreshed: { ok: true, token: 'token-2' },
  };
  const behind: (number | null)[] = [];
  const follower = createFollower({
    clock,
    random: () => 1,
    inbox,
    pollPage: polls.page,
    clientId: 'browser-1',
    tokens: { accessToken: async () => token.current, refresh: async () => token.refreshed },
    onBehind: () => behind.push(follower.behindSince()),
  });
  follower.hearPosition('e-1');
  return { clock, bus, polls, inbox, token, behind, follower, ids: () => bus.events.map(({ id }) => id) };
}

describe('where something lies', () => {
  it.each([
    ['nothing known yet', 'e-5', 'e-6', null, 'next'],
    ['right behind', 'e-5', 'e-6', 'e-5', 'next'],
    ['from before to behind', 'e-3', 'e-6', 'e-5', 'next'],
    ['before', 'e-3', 'e-5', 'e-5', 'known'],
    ['an old frame of a leader that stands where it stands', 'e-5', 'e-3', 'e-5', 'known'],
    ['further on', 'e-6', 'e-7', 'e-5', 'gap'],
    ['in another log', 'f-1', 'f-2', 'e-5', 'otherLog'],
    ['over into another log', 'e-4', 'f-2', 'e-5', 'next'],
    ['right behind a cursor that no log of ours wrote', 'x', 'y', 'x', 'next'],
  ])('[TAB9] is told by the cursors: %s', (...[, from, to, own, place]) => {
    // What the table says is a cursor is one.
    expect(placeOf(from, to, own as Cursor | null)).toBe(place);
  });
});

describe('a follower', () => {
  it('[TAB9] takes up where the leader is when it knows nothing yet', () => {
    const { follower, inbox, polls } = setUp();

    follower.hear(event(2));

    expect([inbox.cursor(), polls.asked.length]).toEqual(['e-2', 0]);
  });

  it('[TAB9] drops what lies before its cursor, also what it has never seen itself', () => {
    const { follower, inbox, ids } = setUp();

    follower.hear(event(1));
    follower.hear({ kind: 'moved', after: null, id: 'e-0' });

    expect([ids(), inbox.cursor()]).toEqual([[], 'e-1']);
  });

  it('[TAB9] asks from its own cursor until there is no more, with the browser’s client id', async () => {
    const { follower, polls, ids, behind, clock } = setUp();
    follower.hear(event(5));
    await settle();
    follower.hear(event(6));
    await polls.last().page('e-3', { events: [frame(2), frame(3)], more: true });
    await settle();
    await polls.last().page('e-5', { events: [frame(4), frame(5)] });
    await settle();

    expect(polls.asked.map(({ after, clientId }) => [after, clientId])).toEqual([
      ['e-1', 'browser-1'],
      ['e-3', 'browser-1'],
    ]);
    expect(ids()).toEqual(['e-2', 'e-3', 'e-4', 'e-5', 'e-6']);
    expect(behind).toEqual([clock.now(), null]);
  });

  it('[TAB9] tries again when it hears something, not before 1 s, 2 s …', async () => {
    const { follower, polls, clock } = setUp();
    follower.hear(event(5));
    await settle();
    await polls.last().fail({ kind: 'network' });
    follower.hearPosition('e-5');
    await settle();
    const early = polls.asked.length;

    clock.advance(1000);
    follower.hearPosition('e-5');
    await settle();

    expect([early, polls.asked.length, clock.pending()]).toEqual([1, 2, 0]);
  });

  it('[TAB9] does not ask at once for more when an answer has brought it no further', async () => {
    const { follower, polls } = setUp();
    follower.hear(event(5));
    await settle();

    await polls.last().page('e-1', { more: true });
    await settle();

    expect(polls.asked).toHaveLength(1);
  });

  it('[TAB9] refreshes once for a token that is refused, and asks nothing without one', async () => {
    const { follower, polls, token, clock } = setUp();
    follower.hear(event(5));
    await settle();
    await polls.last().fail({ kind: 'status', status: 401, retryAfterMs: null });
    await settle();
    await polls.last().fail({ kind: 'status', status: 401, retryAfterMs: null });
    await settle();
    token.current = { ok: false, code: 'OFFLINE' };
    clock.advance(1000);
    follower.hearPosition('e-5');
    await settle();

    expect(polls.asked.map((poll) => poll.token)).toEqual(['token-1', 'token-2']);
  });

  it('[TAB10] lets the oldest give way when more waits than it keeps, asks for them, and loses none', async () => {
    const { clock, follower, polls, bus, inbox, ids } = setUp();
    const last = WAITING_MAX + 100;
    for (let n = 3; n <= last; n += 1) follower.hear(event(n));
    await settle();
    await polls.last().page('e-20', { events: Array.from({ length: 19 }, (_, at) => frame(at + 2)) });
    const gapIsSeen = [inbox.cursor(), follower.behindSince() !== null];
    clock.advance(2000);
    follower.hear(event(last + 1));
    await settle();

    await polls.last().page(`e-${last}`, { events: Array.from({ length: last - 20 }, (_, at) => frame(at + 21)) });

    expect(gapIsSeen).toEqual(['e-20', true]);
    expect(ids()).toEqual(Array.from({ length: last }, (_, at) => `e-${at + 2}`));
    expect([bus.resyncs, follower.behindSince()]).toEqual([[], null]);
  });

  it('[TAB10] tells of one gap once, also when a part of it came before the asking failed', async () => {
    const { clock, follower, polls, bus } = setUp();
    for (let n = 4; n <= 13; n += 1) follower.hear(event(n));
    await settle();
    await polls.last().page('e-12', { events: Array.from({ length: 11 }, (_, at) => frame(at + 2)), more: true });
    await settle();

    for (let second = 0; second < 60; second += 1) {
      await polls.last().fail({ kind: 'network' });
      clock.advance(1000);
      follower.hearPosition('e-13');
      await settle();
    }

    expect([bus.resyncs, follower.behindSince(), polls.asked.length]).toEqual([['missed'], null, 4]);
  });

  it('[TAB10] does not ask in a circle when what it is told never comes', async () => {
    const { follower, polls, clock, bus } = setUp();
    for (let second = 0; second < 10; second += 1) {
      follower.hear({ kind: 'moved', after: 'e-8', id: 'e-9' });
      await settle();
      if (polls.asked.length > 0) await polls.last().page('e-1');
      await settle();
      clock.advance(1000);
    }

    expect(polls.asked.length).toBe(3);
    expect(bus.resyncs).toEqual(['missed']);
  });

  it('[TAB11] follows a resync of the leader at once, also while it catches up', async () => {
    const { follower, polls, inbox, bus, ids, behind } = setUp();
    follower.hear(event(5));
    await settle();

    follower.hear({ kind: 'resync', reason: 'too_many', id: 'e-8' });
    await polls.last().page('e-5', { events: [frame(2)] });
    follower.hear(event(9));
    await settle();

    expect([bus.resyncs, ids(), inbox.cursor(), behind.at(-1)]).toEqual([['too_many'], ['e-9'], 'e-9', null]);
  });

  it('[TAB11] is told of another log by its own poll too', async () => {
    const { follower, polls, bus, ids } = setUp();
    follower.hear(event(5));
    await settle();

    await polls.last().page('f-1', { resync: 'epoch' });
    follower.hear({ kind: 'event', after: 'f-1', frame: { ...frame(2), id: 'f-2' }, origin: 'live' });
    await settle();

    expect([bus.resyncs, ids()]).toEqual([
      ['epoch', 'epoch', 'epoch'],
      ['e-5', 'f-2'],
    ]);
  });

  it('[TAB15] hears nothing after its stop', () => {
    const { follower, bus } = setUp();
    follower.stop();

    follower.hear(event(2));
    follower.hear({ kind: 'resync', reason: 'trimmed', id: 'e-8' });

    expect(bus.log).toEqual([]);
  });

  it('[TAB15] delivers nothing when a listener of its resync stops it, and asks nothing when one of its status does', async () => {
    const resyncing = setUp();
    resyncing.bus.publishResync = () => resyncing.follower.stop();
    resyncing.follower.hear({ ...event(2), after: 'f-1', frame: { ...frame(2), id: 'f-2' } } as LogMessage);
    const telling = setUp();
    telling.behind.push = () => {
      telling.follower.stop();
      return 0;
    };

    telling.follower.hear(event(9));
    await settle();

    expect([resyncing.ids(), telling.polls.asked.length]).toEqual([[], 0]);
  });

  it('[TAB15] delivers nothing after its stop, also when a listener stops it in the middle of a page', async () => {
    const { follower, polls, bus, ids, inbox } = setUp();
    bus.whileDelivering = () => follower.stop();
    follower.hear(event(5));
    await settle();

    await polls.last().page('e-5', { events: [frame(2), frame(3)] });
    await settle();
    follower.hear(event(6));

    expect([ids(), inbox.cursor(), polls.last().signal.aborted]).toEqual([['e-2'], 'e-2', true]);
  });
});
