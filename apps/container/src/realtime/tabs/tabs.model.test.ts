// @vitest-environment node
import { fakeClock } from '@vppos/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFakeGateway, type GatewayFaults } from '../testing/fakeGateway.ts';
import { createFakeTabs, type FakeTab } from '../testing/fakeTabs.ts';

const TABS_MAX = 4;
const USERS = ['1:1', '1:2'] as const;
type User = (typeof USERS)[number];

/** What a sequence is made of. `tab`: which of the open tabs, counted round. */
type Step =
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'publish'; readonly user: User | undefined; readonly count: number }
  | { readonly do: (typeof TAB_STEPS)[number]; readonly tab: number }
  | { readonly do: 'stream'; readonly fault: GatewayFaults['stream'] }
  | { readonly do: 'trim'; readonly keep: number }
  | { readonly do: 'login'; readonly user: User }
  | { readonly do: (typeof PLAIN_STEPS)[number] };

const TAB_STEPS = [
  'close',
  'crash',
  'putAway',
  'takeOut',
  'block',
  'unblock',
  'show',
  'hide',
  'deafen',
  'disconnect',
  'connect',
] as const;
const PLAIN_STEPS = ['open', 'cut', 'silence', 'restart', 'double', 'expireTokens', 'pollFails', 'hear'] as const;

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(10, 30, 700, 2500, 6000, 40_000) }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('publish'),
      user: fc.constantFrom(undefined, undefined, ...USERS),
      count: fc.integer({ min: 1, max: 7 }),
    }),
  },
  { weight: 10, arbitrary: fc.record({ do: fc.constantFrom(...TAB_STEPS), tab: fc.nat(TABS_MAX - 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('stream'),
      fault: fc.constantFrom<GatewayFaults['stream'][]>('none', 'none', 'network', 'mute', 'buffer', { status: 503 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trim'), keep: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('login'), user: fc.constantFrom(...USERS) }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constantFrom(...PLAIN_STEPS) }) },
) as fc.Arbitrary<Step>;

interface OpenTab extends FakeTab {
  readonly user: User;
  condition: 'well' | 'away' | 'blocked' | 'closed' | 'crashed';
  isDeaf: boolean;
}

/** One browser's tabs over one gateway. */
class Browser {
  readonly clock = fakeClock();
  readonly gateway = createFakeGateway(this.clock);
  readonly tabs = createFakeTabs(this.clock, this.gateway);
  /** Every tab there ever was. */
  readonly all: OpenTab[] = [];
  user: User = USERS[0];

  constructor() {
    this.tabs.channels.isLost = (_message, to) => this.all.some((tab) => tab.isDeaf && tab.process === to);
    this.open();
  }

  current(): OpenTab[] {
    return this.all.filter(({ condition }) => condition !== 'closed' && condition !== 'crashed');
  }

  open(): void {
    if (this.current().length >= TABS_MAX) return;
    const tab = this.tabs.open(this.user);
    this.all.push({ ...tab, user: this.user, condition: 'well', isDeaf: false });
  }

  async pass(ms: number, stepMs = 250): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(left, stepMs));
      await drain();
    }
  }

  async run(step: Step): Promise<void> {
    if ('tab' in step) return this.#runInTab(step.do, step.tab);
    switch (step.do) {
      case 'pass':
        return this.pass(step.ms);
      case 'publish':
        for (let left = step.count; left > 0; left -= 1) this.gateway.publish(step.user);
        return;
      case 'stream':
        this.gateway.faults.stream = step.fault;
        return;
      case 'trim':
        return this.gateway.log.trim(step.keep);
      case 'login':
        return this.#signIn(step.user);
      default:
        return this.#runPlain(step.do);
    }
  }

  #runPlain(what: (typeof PLAIN_STEPS)[number]): void {
    const { gateway } = this;
    switch (what) {
      case 'open':
        this.open();
        return;
      case 'cut':
        for (const stream of gateway.streams()) stream.cut('network');
        return;
      case 'silence':
        for (const stream of gateway.streams()) stream.silence();
        return;
      case 'restart':
        gateway.restart();
        return;
      case 'double':
        gateway.faults.isDoubling = !gateway.faults.isDoubling;
        return;
      case 'expireTokens':
        gateway.expireTokens();
        return;
      case 'pollFails':
        gateway.faults.poll = gateway.faults.poll === 'none' ? 'network' : 'none';
        return;
      case 'hear':
        for (const tab of this.all) tab.isDeaf = false;
    }
  }

  /** Somebody signs in: every tab of whoever was signed in leaves, and as many of theirs stand in its place. */
  #signIn(user: User): void {
    const leaving = this.current();
    for (const tab of leaving) {
      // Asleep, it learns of it when it wakes.
      if (tab.condition === 'well') tab.stop();
      else tab.crash();
      tab.condition = tab.condition === 'well' ? 'closed' : 'crashed';
    }
    this.user = user;
    for (const _ of leaving) this.open();
  }

  #runInTab(what: (typeof TAB_STEPS)[number], which: number): void {
    const there = this.current();
    const tab = there[which % Math.max(1, there.length)];
    if (tab === undefined) return;
    switch (what) {
      case 'close':
        if (tab.condition !== 'well') return;
        tab.stop();
        tab.condition = 'closed';
        return;
      case 'crash':
        tab.crash();
        tab.condition = 'crashed';
        return;
      case 'deafen':
        tab.isDeaf = true;
        return;
      case 'disconnect':
      case 'connect':
        if (tab.condition === 'well') tab.bus.command(what);
        return;
      default:
        putTab(tab, what);
    }
  }

  /** Everything works again, and somebody looks at one of the tabs. */
  async heal(): Promise<void> {
    Object.assign(this.gateway.faults, { stream: 'none', poll: 'none', refresh: 'none', isDoubling: false });
    for (const tab of this.current()) {
      tab.isDeaf = false;
      putTab(tab, 'takeOut');
      putTab(tab, 'hide');
    }
    // One that hangs goes on hanging, with the lock in its hands.
    if (!this.current().some(({ condition }) => condition === 'well')) putTab(this.current()[0], 'unblock');
    this.open();
    for (const stream of this.gateway.streams()) if (stream.isSilent()) stream.cut('network');
    const seen = this.current().find(({ condition }) => condition === 'well');
    if (seen === undefined) throw new Error('No tab is open.');
    putTab(seen, 'show');
    await this.pass(1500);
    seen.bus.command('connect');
    await this.pass(30_000, 500);
    if (seen.bus.statuses.at(-1)?.state !== 'live' && !seen.bus.statuses.at(-1)?.degraded) {
      throw new Error(`30 s after all was well: ${JSON.stringify(seen.bus.statuses.at(-1))}`);
    }
    for (const tab of this.current()) putTab(tab, 'unblock');
    await this.pass(2000);
    // Probes beside polling take their time.
    if (seen.bus.statuses.at(-1)?.state !== 'live') await this.pass(480_000, 1000);
    this.gateway.publish();
    await this.pass(5000);
  }
}

function putTab(tab: OpenTab | undefined, what: 'putAway' | 'takeOut' | 'block' | 'unblock' | 'show' | 'hide'): void {
  if (tab === undefined) return;
  const { condition } = tab;
  if (what === 'putAway' && condition === 'well') {
    tab.putAway();
    tab.condition = 'away';
  } else if (what === 'takeOut' && condition === 'away') {
    tab.takeOut();
    tab.condition = 'well';
  } else if (what === 'block' && condition === 'well') {
    tab.process.sleep();
    tab.condition = 'blocked';
  } else if (what === 'unblock' && condition === 'blocked') {
    tab.process.wake();
    tab.condition = 'well';
  } else if ((what === 'show' || what === 'hide') && condition === 'well') tab[what]();
}

async function drain(): Promise<void> {
  for (let turn = 0; turn < 15; turn += 1) await Promise.resolve();
}

/** What is wrong with what a tab's pages were told, compared with the log. */
function wrongsOf(tab: OpenTab, { gateway: { log } }: Browser): string[] {
  const wrongs: string[] = [];
  let at: number | null = null;
  for (const line of tab.bus.log) {
    const [word = '', id = ''] = line.split(' ');
    if (word === 'resync') {
      // The pages read everything anew: what comes next may stand anywhere after.
      at = null;
      continue;
    }
    const position = log.positionOf(id);
    const entry = log.history[position - 1];
    if (entry?.user !== null && entry?.user !== tab.user) wrongs.push(`${id} is somebody else’s`);
    if (at !== null && position <= at) wrongs.push(`${id} is late or doubled`);
    const passed = at === null ? [] : log.history.slice(at, position - 1);
    for (const { id: missed, user } of passed) {
      if (user === null || user === tab.user) wrongs.push(`${missed} was passed over before ${id}`);
    }
    at = position;
  }
  const ids = tab.bus.events.map(({ id }) => id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrongs.push(`${id} twice`);
  return wrongs;
}

/** `FC_SEED` repeats a run, `FC_RUNS` makes it longer. */
const { FC_SEED, FC_RUNS } = process.env;

describe('the tabs of one browser and their gateway, whatever happens', () => {
  it('[TAB17] keep the guarantees of the stream', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
        const browser = new Browser();
        for (const each of steps) await browser.run(each);
        await browser.heal();

        const last = browser.gateway.log.head();
        const wrongs = browser.all.flatMap((tab, index) =>
          wrongsOf(tab, browser).map((wrong) => `tab ${index}: ${wrong}`),
        );
        for (const [index, tab] of browser.all.entries()) {
          if (!browser.current().includes(tab)) continue;
          const newest = tab.bus.events.at(-1)?.id;
          if (newest !== last) wrongs.push(`tab ${index}: at last at ${newest} of ${last}`);
        }
        expect(wrongs).toEqual([]);
        expect(browser.gateway.streams()).toHaveLength(1);

        for (const tab of browser.current()) tab.stop();
        await browser.pass(1000);
        const name = browser.tabs.nameOf(browser.user);
        // A crashed tab's timers stay in the fake clock; its code never runs again.
        const hasCrashed = browser.all.some(({ condition }) => condition === 'crashed');
        const timers = hasCrashed ? 0 : browser.clock.pending();
        const left = { streams: browser.gateway.streams().length, timers };
        expect({ ...left, locks: browser.tabs.locks.waiting(name), pipes: browser.tabs.channels.open(name) }).toEqual({
          streams: 0,
          timers: 0,
          locks: 0,
          pipes: 0,
        });
        if (!hasCrashed) expect(browser.tabs.locks.holder(name)).toBeNull();
      }),
      { numRuns: Number(FC_RUNS ?? 1000), ...(FC_SEED !== undefined && { seed: Number(FC_SEED) }) },
    );
  }, 120_000);
});
