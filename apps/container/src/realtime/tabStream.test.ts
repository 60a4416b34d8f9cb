// @vitest-environment node
import { fakeClock } from '@vppos/core/testing';
import type { RealtimeStatus } from '@vppos/core/types';
import { describe, expect, it } from 'vitest';
import { settle } from '../auth/testing/settle.ts';
import type { OpenSource } from './source.ts';
import { createFakeGateway } from './testing/fakeGateway.ts';
import { createFakeProcess } from './testing/fakeProcess.ts';
import { createFakeTabs, type FakeTab } from './testing/fakeTabs.ts';

const STEP_MS = 20;

function setUp() {
  const clock = fakeClock();
  const gateway = createFakeGateway(clock);
  const browser = createFakeTabs(clock, gateway);
  /** Moves time on in small steps, so that promises run between timers. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= STEP_MS) {
      await settle();
      clock.advance(Math.min(STEP_MS, left));
    }
    await settle();
  };
  return {
    clock,
    gateway,
    browser,
    pass,
    open: browser.open,
    name: browser.nameOf('1:1'),
    /** So many tabs, the first of them leading and live. */
    openMany: async (count: number): Promise<FakeTab[]> => {
      const tabs: FakeTab[] = [];
      for (let n = 0; n < count; n += 1) tabs.push(browser.open());
      await pass(200);
      return tabs;
    },
    /** Time passes, and every 100 ms something happens. */
    busy: async (ms: number): Promise<void> => {
      for (let left = ms; left > 0; left -= 100) {
        gateway.publish();
        await pass(100);
      }
    },
    everything: () => gateway.log.history.map(({ id }) => id),
    /** Another build's tab, as far as the others can tell. */
    stranger: () => browser.channels.openTab(createFakeProcess(clock))(browser.nameOf('1:1')),
  };
}

type World = ReturnType<typeof setUp>;

const role = ({ bus }: FakeTab) => bus.statuses.at(-1)?.role;
const state = ({ bus }: FakeTab) => bus.statuses.at(-1)?.state;
const ids = ({ bus }: FakeTab) => bus.events.map(({ id }) => id);

/** Every event of the log, once and in order, and never told to refetch. */
function expectWhole({ everything }: World, tabs: readonly FakeTab[]): void {
  for (const tab of tabs) {
    expect(ids(tab)).toEqual(everything());
    expect(tab.bus.resyncs).toEqual([]);
  }
}

function openEntries({ clock, gateway, browser, name }: World) {
  const { locks, channels } = browser;
  return {
    timers: clock.pending(),
    streams: gateway.streams().length,
    polls: gateway.pollsUnderWay(),
    held: locks.holder(name),
    waiting: locks.waiting(name),
    pipes: channels.open(name),
  };
}

const NOTHING_LEFT = { timers: 0, streams: 0, polls: 0, held: null, waiting: 0, pipes: 0 };

describe('tabs of one login', () => {
  it('[TAB1] open one stream, however many they are, and each hears every event once and in order', async () => {
    const world = setUp();
    const tabs = await world.openMany(7);

    await world.busy(500);

    expect(world.gateway.streams()).toHaveLength(1);
    expect(tabs.map(role)).toEqual(['leader', ...Array(6).fill('follower')]);
    expectWhole(world, tabs);
    expect(tabs.map(({ bus }) => bus.events[0]?.via)).toEqual(['sse', ...Array(6).fill('tab')]);
  });

  it('[TAB1] open one stream under StrictMode, which starts, stops and starts', async () => {
    const world = setUp();
    world.open().stop();
    const tab = world.open();
    await world.pass(200);

    expect([world.gateway.streams().length, role(tab), world.browser.channels.open(world.name)]).toEqual([
      1,
      'leader',
      1,
    ]);
  });

  it('[TAB2] hear nothing of another user’s tabs in the same browser', async () => {
    const world = setUp();
    const [first, second] = [world.open('1:1'), world.open('1:2')];
    await world.pass(200);

    world.gateway.publish('1:1');
    await world.pass(100);

    expect([role(first), role(second)]).toEqual(['leader', 'leader']);
    expect([ids(first), ids(second)]).toEqual([['e1-1'], []]);
  });

  it.each(['locks', 'channel'])(
    '[TAB3] stand alone, each with a stream and a client id of its own, without %s',
    async (lack) => {
      const world = setUp();
      const without = lack === 'locks' ? { locks: null } : { openChannel: () => null };
      const tabs = [world.open('1:1', without), world.open('1:1', without)];
      await world.pass(200);

      await world.busy(300);

      expect(new Set(world.gateway.streams().map(({ clientId }) => clientId)).size).toBe(2);
      expect(tabs.map(role)).toEqual(['alone', 'alone']);
      expectWhole(world, tabs);
    },
  );

  it('[TAB3] stand alone where the browser refuses them its locks, and close the stream when put away', async () => {
    const world = setUp();
    const refusing = { request: () => Promise.reject(new DOMException('', 'SecurityError')) };
    const tab = world.open('1:1', { locks: refusing });
    await world.pass(200);
    const before = [role(tab), state(tab), world.browser.channels.open(world.name)];

    tab.putAway();

    expect(before).toEqual(['alone', 'live', 0]);
    expect([state(tab), world.gateway.streams().length]).toEqual(['suspended', 0]);
  });
});

describe('a leader that goes', () => {
  const ways: Record<string, (tab: FakeTab) => void> = {
    'is closed': (tab) => tab.stop(),
    crashes: (tab) => tab.crash(),
    'is put away': (tab) => tab.putAway(),
  };

  it.each(Object.entries(ways))(
    '[TAB4] (%s) is followed by the next in line, and the others lose and double nothing',
    async (_way, go) => {
      const world = setUp();
      const [leader, ...others] = await world.openMany(4);
      await world.busy(300);

      if (leader !== undefined) go(leader);
      world.gateway.publish();
      await world.busy(500);

      expect(world.gateway.streams()).toHaveLength(1);
      expect(others.map(role)).toEqual(['leader', 'follower', 'follower']);
      expect(others.map(state)).toEqual(['live', 'live', 'live']);
      expectWhole(world, others);
    },
  );

  it('[TAB4] leaves the others its last state until the next leads', async () => {
    const world = setUp();
    const [leader, next] = await world.openMany(2);
    const told = next?.bus.statuses.length;

    leader?.putAway();
    await world.pass(200);

    expect(next?.bus.statuses.slice(told).map((status) => [status.role, status.state])).toEqual([
      ['leader', 'connecting'],
      ['leader', 'syncing'],
      ['leader', 'live'],
    ]);
  });

  it('[TAB4] keeps the browser’s one client id, so that the new stream takes the old one’s place', async () => {
    const world = setUp();
    const [leader] = await world.openMany(2);
    const before = world.gateway.streams()[0]?.clientId;

    leader?.crash();
    await world.pass(200);

    expect(world.gateway.streams().map(({ clientId }) => clientId)).toEqual([before]);
  });
});

it('[TAB7] a tab queues again when it is robbed of the lock before it has it', async () => {
  const world = setUp();
  const locks = world.browser.locks.openTab(createFakeProcess(world.clock));
  let requests = 0;
  const tab = world.open('1:1', {
    locks: {
      request: (...asked) => {
        requests += 1;
        return requests === 1 ? Promise.reject(new DOMException('Stolen', 'AbortError')) : locks.request(...asked);
      },
    },
  });
  await world.pass(200);

  expect([role(tab), state(tab), requests]).toEqual(['leader', 'live', 2]);
});

describe('a page that is put away', () => {
  it('[TAB5] holds no lock, no place in the queue, no channel and no stream', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);

    follower?.putAway();
    leader?.putAway();
    await world.pass(5000);

    expect([leader, follower].map((tab) => tab && state(tab))).toEqual(['suspended', 'suspended']);
    expect(openEntries(world)).toEqual({ ...NOTHING_LEFT, timers: 0 });
  });

  it('[TAB5] gives back a lock that is granted while it sleeps', async () => {
    const world = setUp();
    const [leader, follower, third] = await world.openMany(3);

    // The browser has granted it already when the page is frozen.
    follower?.process.sleep();
    leader?.crash();
    await settle();
    follower?.putAway();
    follower?.process.wake();
    await world.pass(200);

    expect([follower, third].map((tab) => tab && role(tab))).toEqual(['follower', 'leader']);
    expect(world.gateway.streams()).toHaveLength(1);
  });

  it('[TAB5] is current within a second after it is taken out, by its own polls', async () => {
    const world = setUp();
    const [, follower] = await world.openMany(2);
    await world.busy(300);
    follower?.putAway();
    await world.busy(2000);

    follower?.takeOut();
    await world.pass(600);

    expect(follower && [role(follower), state(follower)]).toEqual(['follower', 'live']);
    expectWhole(world, follower ? [follower] : []);
    expect(follower?.bus.events.at(-1)).toMatchObject({ via: 'poll', origin: 'replay' });
  });

  it('[TAB5] leads again when no other tab is there, and goes on from its cursor', async () => {
    const world = setUp();
    const [tab] = await world.openMany(1);
    await world.busy(300);
    tab?.putAway();
    await world.busy(300);

    tab?.takeOut();
    await world.pass(300);

    expect(tab && [role(tab), state(tab)]).toEqual(['leader', 'live']);
    expectWhole(world, tab ? [tab] : []);
  });
});

describe('a leader that does not answer', () => {
  it('[TAB6] loses the lock to a follower that is looked at, within 4 s; awake again it follows and catches up', async () => {
    const world = setUp();
    const [leader, follower, third] = await world.openMany(3);
    third?.hide();
    await world.busy(300);

    leader?.process.sleep();
    await world.busy(4000);
    const meanwhile = [follower, third].map((tab) => tab && role(tab));
    leader?.process.wake();
    await world.busy(1000);
    await world.pass(200);

    expect(meanwhile).toEqual(['leader', 'follower']);
    expect([leader, follower, third].map((tab) => tab && role(tab))).toEqual(['follower', 'leader', 'follower']);
    expect(world.gateway.streams()).toHaveLength(1);
    for (const tab of [leader, follower, third]) expectWhole(world, tab ? [tab] : []);
  });

  it('[TAB6] is not believed when it wakes and answers what it was asked in its sleep', async () => {
    const world = setUp();
    const [leader] = await world.openMany(2);
    await world.pass(300);
    const third = world.open();
    await world.pass(300);
    leader?.hide();
    leader?.bus.command('disconnect');
    leader?.process.sleep();
    await world.pass(4000);
    third.bus.command('connect');
    await world.pass(500);
    const told = third.bus.statuses.length;

    leader?.process.wake();
    await world.busy(300);
    await world.pass(5000);

    expect(third.bus.statuses.slice(told)).toEqual([]);
    expect([state(third), leader && role(leader), world.gateway.streams().length]).toEqual(['live', 'follower', 1]);
  });

  it('[TAB6] is followed by one that never heard a leader, and the others believe it', async () => {
    const world = setUp();
    const [first, second, hidden] = await world.openMany(3);
    hidden?.hide();
    first?.crash();
    await world.pass(300);
    second?.process.sleep();
    const late = world.open();
    await world.pass(4000);

    late.bus.command('disconnect');
    await world.pass(100);

    expect([role(late), hidden?.bus.statuses.at(-1)]).toMatchObject(['leader', { reason: 'disconnected' }]);
  });

  it('[TAB6] keeps it as long as nobody looks', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);
    follower?.hide();

    leader?.process.sleep();
    await world.pass(10_000);

    expect(world.browser.locks.holder(world.name)).toBe(leader?.process);
  });

  it('[TAB6] loses it to a tab that was opened later, and those that know more than it catch up', async () => {
    const world = setUp();
    const [leader, hidden] = await world.openMany(2);
    hidden?.hide();
    await world.busy(300);
    leader?.process.sleep();
    await world.busy(300);

    const late = world.open();
    const shown = late.bus.statuses.map((status) => [status.role, status.state]);
    await world.pass(3500);
    await world.busy(300);
    await world.pass(200);

    expect(shown).toEqual([['follower', 'connecting']]);
    expect([hidden && role(hidden), role(late)]).toEqual(['follower', 'leader']);
    expectWhole(world, hidden ? [hidden] : []);
  });
});

describe('a hidden leader', () => {
  it('[TAB7] gives way within 4 s to a tab that is looked at', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);
    follower?.hide();
    // Its timers come once a minute by now.
    await world.pass(61_000);
    await world.busy(300);

    leader?.hide();
    follower?.show();
    await world.busy(4000);
    await world.pass(200);

    expect([leader, follower].map((tab) => tab && role(tab))).toEqual(['follower', 'leader']);
    expect(world.gateway.streams()).toHaveLength(1);
    for (const tab of [leader, follower]) expectWhole(world, tab ? [tab] : []);
  });

  it('[TAB7] gives way to one tab only when two are looked at', async () => {
    const world = setUp();
    const [leader, first] = await world.openMany(2);
    await world.pass(300);
    const second = world.open();
    await world.pass(300);
    const told = [first, second].map((tab) => tab?.bus.statuses.length);

    leader?.hide();
    await world.pass(10_000);

    const since = [first, second].map((tab, n) => tab?.bus.statuses.slice(told[n]).map((status) => status.role));
    expect(new Set(since[0])).toEqual(new Set(['leader']));
    expect(new Set(since[1])).toEqual(new Set(['follower']));
  });

  it('[TAB7] stays while no other tab is looked at', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);
    follower?.hide();

    leader?.hide();
    await world.pass(30_000);

    expect([leader, follower].map((tab) => tab && role(tab))).toEqual(['leader', 'follower']);
  });

  it('[TAB8] has its waits seen to by the ticks of a tab that is looked at', async () => {
    const world = setUp();
    const [leader] = await world.openMany(1);
    const stranger = world.stranger();
    leader?.hide();
    world.gateway.faults.stream = 'network';
    world.gateway.streams()[0]?.cut('network');
    await world.pass(100);
    world.gateway.faults.stream = 'none';
    await world.pass(1500);
    const before = leader && state(leader);

    stranger.postMessage({ kind: 'tick', from: 'other', isVisible: true });
    await world.pass(200);

    expect([before, leader && state(leader)]).toEqual(['waiting', 'live']);
  });

  it('[TAB8] polls as often as if it were looked at itself', async () => {
    const world = setUp();
    const seen: boolean[] = [];
    const [leader] = [world.open('1:1')];
    await world.pass(200);
    leader.hide();
    world.gateway.faults.stream = 'network';
    world.gateway.streams()[0]?.cut('network');
    const stranger = world.stranger();
    for (let second = 0; second < 60; second += 1) {
      stranger.postMessage({ kind: 'tick', from: 'other', isVisible: true });
      await world.pass(1000);
      seen.push(leader.bus.statuses.at(-1)?.degraded ?? false);
    }
    world.gateway.publish();
    for (let second = 0; second < 7; second += 1) {
      stranger.postMessage({ kind: 'tick', from: 'other', isVisible: true });
      await world.pass(1000);
    }

    expect(seen.at(-1)).toBe(true);
    expect(leader.bus.events.at(-1)).toMatchObject({ via: 'poll' });
  });
});

describe('what was lost on the way', () => {
  const isEvent = (message: unknown): boolean =>
    typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'event';

  /** The next event is lost on its way to one tab. */
  function loseNext(world: World, tab: FakeTab | undefined): void {
    let isDone = false;
    world.browser.channels.isLost = (message, to) => {
      if (isDone || to !== tab?.process || !isEvent(message)) return false;
      isDone = true;
      return true;
    };
  }

  it('[TAB9] is polled for, while what comes meanwhile waits its turn', async () => {
    const world = setUp();
    const [leader, follower, third] = await world.openMany(3);
    await world.busy(200);

    loseNext(world, follower);
    await world.busy(1000);

    for (const tab of [leader, follower, third]) expectWhole(world, tab ? [tab] : []);
    expect(follower?.bus.events.filter(({ via }) => via === 'poll').map(({ id }) => id)).toContain('e1-3');
    expect(third?.bus.events.filter(({ via }) => via === 'poll')).toEqual([]);
  });

  it('[TAB9] is noticed by the next answer of the leader, and shown as syncing from then on', async () => {
    const world = setUp();
    const [, follower] = await world.openMany(2);
    await world.busy(200);
    const told = follower?.bus.statuses.length;

    loseNext(world, follower);
    world.gateway.publish();
    await world.pass(1200);

    expectWhole(world, follower ? [follower] : []);
    const since = follower?.bus.statuses.slice(told).map((status) => [status.state, status.role]);
    expect(since).toEqual([
      ['syncing', 'follower'],
      ['live', 'follower'],
    ]);
  });

  it('[TAB9] is noticed by a hidden tab without a timer of its own', async () => {
    const world = setUp();
    const [, follower] = await world.openMany(2);
    follower?.hide();
    await world.pass(61_000);
    const timers = world.clock.pending();

    loseNext(world, follower);
    world.gateway.publish();
    await world.pass(15_200);

    expectWhole(world, follower ? [follower] : []);
    // The stream's heartbeat, at the gateway, and the leader's watchdog for it.
    expect(timers).toBe(2);
  });

  it('[TAB9] is polled for with a new token when the first is refused', async () => {
    const world = setUp();
    const [, follower] = await world.openMany(2);
    world.gateway.expireTokens();

    loseNext(world, follower);
    await world.busy(500);

    expectWhole(world, follower ? [follower] : []);
  });

  it('[TAB10] makes the pages refetch when three polls have not brought it, and the rest goes on in order', async () => {
    const world = setUp();
    const [, follower] = await world.openMany(2);
    await world.busy(200);
    world.gateway.faults.poll = 'network';

    loseNext(world, follower);
    await world.busy(8000);

    expect(follower?.bus.resyncs).toEqual(['missed']);
    expect(follower && ids(follower)).toEqual(world.everything().filter((id) => id !== 'e1-3'));
    expect(follower && state(follower)).toBe('live');
  });

  it('[TAB11] by the word of the gateway is told as a resync in every tab', async () => {
    const world = setUp();
    const tabs = await world.openMany(3);
    await world.busy(200);

    world.gateway.streams()[0]?.send('stream.resync', { reason: 'slow', cursor: 'e1-2' }, 'e1-2');
    await world.busy(200);

    for (const tab of tabs) {
      expect(tab.bus.resyncs).toEqual(['slow']);
      expect(ids(tab)).toEqual(world.everything());
    }
  });

  it('[TAB11] of another log is told as a resync in every tab, and each goes on with the new one', async () => {
    const world = setUp();
    const tabs = await world.openMany(3);
    await world.busy(200);

    world.gateway.restart();
    await world.pass(2000);
    await world.busy(200);

    for (const tab of tabs) {
      expect(tab.bus.resyncs).toEqual(['epoch']);
      expect(ids(tab)).toEqual(world.everything());
    }
  });

  it('[TAB11] while a tab was put away and the log was lost is told as a resync when it is back', async () => {
    const world = setUp();
    const [, follower] = await world.openMany(2);
    await world.busy(200);
    follower?.putAway();
    world.gateway.restart();
    await world.busy(3000);

    follower?.takeOut();
    await world.pass(200);
    await world.busy(300);

    expect(follower?.bus.resyncs).toEqual(['epoch']);
    expect(follower && ids(follower).slice(-3)).toEqual(world.everything().slice(-3));
  });
});

describe('the pages of a follower', () => {
  it('[TAB12] see the state of the leader’s connection, with the role of their own tab', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);

    world.gateway.streams()[0]?.cut('network');
    await world.pass(100);

    const { role: _role, ...told } = leader?.bus.statuses.at(-1) ?? { role: undefined };
    expect(follower?.bus.statuses.at(-1)).toEqual({ ...told, role: 'follower' });
    expect(told).toMatchObject({ state: 'waiting', attempt: 1, reason: 'network' });
  });

  it('[TAB12] are told nothing when nothing changed, however often the tab ticks', async () => {
    const world = setUp();
    const [, follower] = await world.openMany(2);
    const told = follower?.bus.statuses.length;

    await world.pass(10_000);

    expect(follower?.bus.statuses.length).toBe(told);
  });

  it('[TAB13] command the leader’s connection', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);

    follower?.bus.command('disconnect');
    await world.pass(100);
    const disconnected = [leader, follower].map((tab) => tab?.bus.statuses.at(-1)?.reason);
    const streams = world.gateway.streams().length;
    follower?.bus.command('connect');
    await world.pass(300);

    expect([disconnected, streams]).toEqual([['disconnected', 'disconnected'], 0]);
    expect([leader, follower].map((tab) => tab && state(tab))).toEqual(['live', 'live']);
  });

  it('[TAB13] stay disconnected when another tab comes to lead, until they ask', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);
    leader?.bus.command('disconnect');
    await world.pass(100);

    leader?.crash();
    await world.pass(5000);
    const before = [follower && role(follower), follower && state(follower), world.gateway.streams().length];
    follower?.bus.command('retry');
    await world.pass(200);

    expect(before).toEqual(['leader', 'stopped', 0]);
    expect(follower && state(follower)).toBe('live');
  });

  it('[TAB13] stay disconnected by their own wish, though the leader slept when it was said', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);
    leader?.process.sleep();
    follower?.bus.command('disconnect');
    await world.pass(4000);

    expect(follower?.bus.statuses.at(-1)).toMatchObject({ role: 'leader', reason: 'disconnected' });
  });

  it('[TAB13] stay disconnected by the wish of another tab when the leader was put away and leads again', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);
    follower?.bus.command('disconnect');
    await world.pass(100);
    follower?.stop();

    leader?.putAway();
    leader?.takeOut();
    await world.pass(500);

    expect(leader && [role(leader), state(leader)]).toEqual(['leader', 'stopped']);
  });

  it('[TAB13] go on with polling when another tab comes to lead', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);
    world.gateway.faults.stream = 'network';
    world.gateway.streams()[0]?.cut('network');
    await world.pass(20_000);
    const before = follower?.bus.statuses.at(-1)?.degraded;

    leader?.crash();
    world.gateway.publish();
    await world.pass(1000);

    expect([before, follower?.bus.statuses.at(-1)?.degraded]).toEqual([true, true]);
    expectWhole(world, follower ? [follower] : []);
  });
});

describe('the end', () => {
  it('[TAB14] of the login, told by the gateway to the leader, is the end in every tab', async () => {
    const world = setUp();
    const tabs = await world.openMany(3);

    world.gateway.streams()[0]?.send('stream.bye', { reason: 'signed_out', retry_after_ms: 0 });
    await world.pass(100);

    expect(tabs.map(({ signedOut }) => signedOut.count)).toEqual([1, 1, 1]);
  });

  it('[TAB15] leaves no lock, place in the queue, channel, stream, poll or timer, and pages see idle', async () => {
    const world = setUp();
    const tabs = await world.openMany(3);
    await world.busy(300);

    for (const tab of tabs) tab.stop();
    for (const tab of tabs) tab.stop();
    await settle();
    const told = tabs.map(({ bus }) => bus.statuses.length + bus.events.length);
    for (const { bus } of tabs) bus.command('connect');
    await world.busy(5000);

    expect(openEntries(world)).toEqual({ ...NOTHING_LEFT, timers: 0 });
    expect(tabs.map(state)).toEqual(['idle', 'idle', 'idle']);
    expect(tabs.map(({ bus }) => bus.statuses.length + bus.events.length)).toEqual(told);
  });

  it('[TAB15] stops a tab that waits for its lock, that steals it, and that catches up', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);
    await world.busy(200);
    follower?.putAway();
    await world.busy(500);
    follower?.takeOut();
    await world.pass(30);
    const polls = [world.gateway.pollsUnderWay()];
    follower?.stop();
    await settle();
    polls.push(world.gateway.pollsUnderWay());
    const thief = world.open();
    leader?.process.sleep();
    await world.pass(2990);
    world.clock.advance(10);
    thief.stop();
    leader?.crash();
    await world.pass(500);

    expect(polls).toEqual([1, 0]);
    expect(openEntries(world)).toEqual(NOTHING_LEFT);
  });

  it('[TAB15] in the middle of a delivery is the end: this tab delivers nothing more, the others lose nothing', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);
    if (leader !== undefined) leader.bus.whileDelivering = () => leader.stop();
    world.gateway.publish();
    world.gateway.publish();
    await world.pass(500);

    expect(leader && ids(leader)).toEqual(['e1-1']);
    expectWhole(world, follower ? [follower] : []);
  });

  it('[TAB15] told by a page in the moment it hears of a new part is the end', async () => {
    const world = setUp();
    const [leader, follower] = await world.openMany(2);
    leader?.crash();
    if (follower !== undefined) {
      const { publishStatus } = follower.bus;
      follower.bus.publishStatus = (status) => {
        publishStatus(status);
        if (status.role === 'leader') follower.stop();
      };
    }
    await world.pass(500);

    expect(openEntries(world)).toEqual(NOTHING_LEFT);
    expect(follower && state(follower)).toBe('idle');
  });
});

describe('a tab of another build', () => {
  it('[TAB16] is understood as far as it speaks the same: what is new or wrong is dropped', async () => {
    const world = setUp();
    const tabs = await world.openMany(2);
    const stranger = world.stranger();
    const said = [null, 'x', 7, {}, { kind: 'event' }, { kind: 'dance' }, { kind: 'moved', after: null, id: 7 }];

    for (const message of [...said, { kind: 'resync', reason: 'trimmed' }, { kind: 'command', command: 'explode' }]) {
      stranger.postMessage(message);
    }
    await world.busy(300);

    expectWhole(world, tabs);
    expect(tabs.map(role)).toEqual(['leader', 'follower']);
  });

  it('[TAB16] reads the frames with its own schemas: what reaches it is what the gateway wrote', async () => {
    const world = setUp();
    await world.openMany(1);
    const stranger = world.stranger();
    const heard: unknown[] = [];
    stranger.onmessage = ({ data }) => heard.push(data);

    world.gateway.streams()[0]?.send('table_moved', { to: 7 }, 'e1-9');
    await world.pass(100);

    expect(heard).toContainEqual({
      kind: 'event',
      after: 'e1-0',
      frame: { type: 'table_moved', id: 'e1-9', json: '{"to":7}' },
      origin: 'live',
    });
  });
});

describe('a tab that slept', () => {
  it('[TAB18] asks for itself when it comes back: the log may have lost its end meanwhile', async () => {
    const world = setUp();
    const [leader, sleeper] = await world.openMany(2);
    await world.busy(1000);
    sleeper?.putAway();
    world.gateway.log.loseEnd(6);
    world.gateway.streams()[0]?.cut('network');
    await world.pass(3000);

    sleeper?.takeOut();
    await world.pass(1000);
    await world.busy(500);

    expect([leader?.bus.resyncs, sleeper?.bus.resyncs]).toEqual([['ahead'], ['ahead']]);
    expect(sleeper && ids(sleeper).slice(-5)).toEqual(world.everything().slice(-5));
  });

  it('[TAB15] leaves nothing when whoever hears that it is behind ends it', async () => {
    const world = setUp();
    const [tab] = await world.openMany(1);
    tab?.putAway();
    await world.pass(1000);
    const publish = tab?.bus.publishStatus ?? (() => undefined);
    const heard: string[] = [];
    Object.assign(tab?.bus ?? {}, {
      publishStatus: (status: RealtimeStatus) => {
        publish(status);
        heard.push(status.state);
        if (status.state !== 'idle') tab?.stop();
      },
    });

    tab?.takeOut();
    await world.pass(1000);

    expect(heard.at(-1)).toBe('idle');
    expect(openEntries(world)).toEqual({ timers: 0, streams: 0, polls: 0, held: null, waiting: 0, pipes: 0 });
  });

  it('[TAB18] does not say live before it knows', async () => {
    const world = setUp();
    const [tab] = await world.openMany(1);
    tab?.putAway();
    await world.pass(60_000);
    world.gateway.faults.stream = 'network';
    const told = tab?.bus.statuses.length;

    tab?.takeOut();
    await world.pass(3000);

    expect(tab?.bus.statuses.slice(told).map((status) => status.state)).not.toContain('live');
  });
});

it('[TAB9] delivers in order to a tab that opens while a proxy holds back what polls have brought', async () => {
  const world = setUp();
  const held: (() => void)[] = [];
  let holds: 'everything' | 'all but hello' | 'nothing' = 'everything';
  const openSource: OpenSource = (request, listener) =>
    world.gateway.openSource(request, {
      ...listener,
      onFrame: (frame) => {
        if (holds === 'nothing' || (holds === 'all but hello' && frame.type === 'stream.hello'))
          listener.onFrame(frame);
        else if (holds === 'all but hello') held.push(() => listener.onFrame(frame));
      },
    });
  const leader = world.open('1:1', { openSource });
  await world.pass(15_000);
  holds = 'all but hello';
  await world.busy(100);
  await world.pass(6000);
  leader.bus.command('retry');
  await world.pass(1500);
  await world.busy(400);
  await world.pass(7000);
  const late = world.open();
  await world.pass(1000);
  await world.busy(100);
  await world.pass(7000);

  holds = 'nothing';
  for (const letGo of held.splice(0)) letGo();
  await world.pass(1000);
  await world.busy(100);
  await world.pass(1000);

  const seen = ids(late).map((id) => world.gateway.log.positionOf(id));
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(ids(late).at(-1)).toBe(world.everything().at(-1));
});
