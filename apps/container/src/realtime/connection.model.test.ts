// @vitest-environment node
import { fakeClock } from '@vppos/core/testing';
import type { Clock } from '@vppos/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnectionConfig } from './config.ts';
import { type Connection, createConnection } from './connection.ts';
import type { ByeReason } from './connectionState.ts';
import type { ConnectionStatus } from './connectionStatus.ts';
import { createInbox, type Inbox } from './delivery/inbox.ts';
import type { PageMoment } from './pageLifecycle.ts';
import { createFakeGateway, type GatewayFaults } from './testing/fakeGateway.ts';
import { createRecordingBus } from './testing/testConnection.ts';

/** What a sequence is made of. */
type Step =
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'publish'; readonly user: 'an' | 'binh' | undefined; readonly count: number }
  | { readonly do: 'stream'; readonly fault: GatewayFaults['stream'] }
  | { readonly do: 'poll'; readonly fault: GatewayFaults['poll'] }
  | { readonly do: 'refresh'; readonly fault: GatewayFaults['refresh'] }
  | { readonly do: 'bye'; readonly reason: Exclude<ByeReason, 'signed_out'>; readonly retryAfterMs: number }
  | { readonly do: 'trim'; readonly keep: number }
  | { readonly do: 'page'; readonly moment: PageMoment }
  | { readonly do: 'command'; readonly command: 'connect' | 'disconnect' | 'retry' }
  | { readonly do: 'login'; readonly user: 'an' | 'binh'; readonly isDegraded: boolean }
  | { readonly do: 'jump'; readonly ms: number }
  | { readonly do: (typeof PLAIN_STEPS)[number] };

const PLAIN_STEPS = [
  'end',
  'cut',
  'silence',
  'double',
  'supersede',
  'expiring',
  'expireTokens',
  'restart',
  'signOut',
  'logout',
  'logoutInListener',
  'hide',
  'lookAtClock',
] as const;

const streamFault = fc.constantFrom<GatewayFaults['stream'][]>('network', 'hang', 'mute', 'buffer', { status: 401 });
const refusal = fc.record({ status: fc.constantFrom(204, 401, 403, 404, 429, 500, 503), retryAfterMs: fc.nat(20_000) });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(10, 20, 30, 70, 300, 2000, 7000, 40_000) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('publish'),
      user: fc.constantFrom('an', 'binh', undefined),
      count: fc.integer({ min: 1, max: 7 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('stream'), fault: fc.oneof(fc.constant('none'), streamFault, refusal) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('poll'),
      fault: fc.oneof(fc.constantFrom('none', 'none', 'network', 'hang'), refusal),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('refresh'),
      fault: fc.constantFrom('none', 'none', 'refused', 'offline', 'hang'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('bye'),
      reason: fc.constantFrom('deploy', 'token_expired', 'kicked', 'idle'),
      retryAfterMs: fc.nat(90_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trim'), keep: fc.nat(6) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('page'),
      moment: fc.constantFrom('suspend', 'resume', 'visible', 'online'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('command'), command: fc.constantFrom('connect', 'disconnect', 'retry') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('login'), user: fc.constantFrom('an', 'binh'), isDegraded: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('jump'), ms: fc.constantFrom(-3_600_000, -5000, 5000, 3_600_000) }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom(...PLAIN_STEPS) }) },
) as fc.Arbitrary<Step>;

/** One page over one gateway. Whatever the connection does wrong is thrown when it does it. */
class World {
  readonly clock = fakeClock();
  readonly gateway = createFakeGateway(this.clock, () => 10 + 90 * this.#draw());
  readonly bus = createRecordingBus();
  readonly #draws: readonly number[];
  #drawn = 0;
  #offsetMs = 0;
  #timers = 0;
  #isVisible = true;
  #isEndingInListener = false;
  #askedToWaitUntil = 0;
  readonly wrongs: string[] = [];
  login: {
    readonly user: string;
    readonly connection: Connection;
    readonly inbox: Inbox;
    readonly stop: () => void;
  } | null = null;
  status: ConnectionStatus | null = null;
  #delivered = new Set<string>();
  #lastPosition = 0;

  constructor(draws: readonly number[]) {
    this.#draws = draws;
    this.bus.whileDelivering = ({ id }) => this.#onDelivered(id);
  }

  #draw(): number {
    this.#drawn += 1;
    return this.#draws[this.#drawn % this.#draws.length] ?? 0;
  }

  /** The page's own clock: people set it, and its timers are counted. */
  readonly #pageClock: Clock = {
    now: () => this.clock.now() + this.#offsetMs,
    after: (ms, run) => {
      let isCounted = true;
      const uncount = (): void => {
        if (isCounted) this.#timers -= 1;
        isCounted = false;
      };
      this.#timers += 1;
      const stop = this.clock.after(ms, () => {
        uncount();
        run();
      });
      return () => {
        uncount();
        stop();
      };
    },
  };

  #onDelivered(id: string): void {
    const position = this.gateway.log.positionOf(id);
    if (position <= this.#lastPosition) this.wrongs.push(`${id} out of order`);
    this.#lastPosition = position;
    if (this.login === null) this.wrongs.push(`${id} after logout`);
    if (this.#delivered.has(id)) this.wrongs.push(`${id} twice`);
    this.#delivered.add(id);
    const entry = this.gateway.log.history[position - 1];
    if (entry?.user !== null && entry?.user !== this.login?.user) this.wrongs.push(`${id} is somebody else’s`);
    if (!this.#isEndingInListener) return;
    this.#isEndingInListener = false;
    this.logout();
  }

  /** An inbox whose every move is compared with the log: nothing visible is passed over, nothing goes back. */
  #watchedInbox(user: string): Inbox {
    const inbox = createInbox({ bus: this.bus, clock: this.#pageClock });
    const { log } = this.gateway;
    const watch = (move: () => void): void => {
      const before = inbox.cursor();
      move();
      const after = inbox.cursor();
      if (before === null || after === null) return;
      if (log.positionOf(after) < log.positionOf(before)) this.wrongs.push(`back from ${before} to ${after}`);
      const passed = log.history.slice(log.positionOf(before), log.positionOf(after));
      const missed = passed.filter((entry) => entry.user === null || entry.user === user);
      for (const { id } of missed) if (!this.#delivered.has(id)) this.wrongs.push(`${id} was passed over`);
    };
    return {
      cursor: () => inbox.cursor(),
      counts: () => inbox.counts(),
      resync: (reason, id) => inbox.resync(reason, id),
      deliver: (frame, route) => watch(() => inbox.deliver(frame, route)),
      moveTo: (id) => watch(() => inbox.moveTo(id)),
    };
  }

  start(user: string, isDegraded = false): void {
    this.logout();
    const inbox = this.#watchedInbox(user);
    const connection = createConnection({
      clock: this.#pageClock,
      random: () => this.#draw(),
      openSource: (request, listener) => {
        if (this.#open > 0) this.wrongs.push('a second source is opened');
        this.#open += 1;
        let isOpen = true;
        const close = this.gateway.openSource(request, listener);
        return () => {
          if (isOpen) this.#open -= 1;
          isOpen = false;
          close();
        };
      },
      pollPage: (request) => {
        if (this.#polls > 0) this.wrongs.push('a second poll is asked');
        this.#polls += 1;
        const done = (): void => {
          this.#polls -= 1;
        };
        request.signal.addEventListener('abort', done, { once: true });
        return this.gateway.pollPage(request);
      },
      isAnyTabVisible: () => this.#isVisible,
      tokens: this.gateway.login(user),
      inbox,
      onStatus: (status) => {
        this.status = status;
      },
      clientId: 'browser',
      onSignedOut: () => this.logout(),
      config: createConnectionConfig({ environment: 'test' }),
    });
    const stop = connection.start({ isDegraded, isDisconnected: false });
    this.#delivered = new Set();
    this.login = { user, connection, inbox, stop };
  }
  #open = 0;
  #polls = 0;

  logout(): void {
    const ending = this.login;
    if (ending === null) return;
    ending.stop();
    this.login = null;
    if (this.#timers + this.#open + this.#polls > 0) {
      this.wrongs.push(`left after logout: ${this.#timers} timers, ${this.#open} sources, ${this.#polls} polls`);
    }
  }

  async pass(ms: number, stepMs = ms > 300 ? 100 : 10): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(left, stepMs));
      await drain();
    }
    // The state's, polling's; whatever a sequence does, there are no more.
    if (this.#timers > 2) this.wrongs.push(`${this.#timers} timers`);
    const isResting = this.status?.state === 'suspended' || this.status?.state === 'stopped';
    if (isResting && this.#timers + this.#open + this.#polls > 0) this.wrongs.push(`busy while ${this.status?.state}`);
  }

  async run(step: Step): Promise<unknown> {
    const { gateway, login } = this;
    const streams = gateway.streams();
    switch (step.do) {
      case 'pass':
        return this.pass(step.ms);
      case 'publish':
        for (let left = step.count; left > 0; left -= 1) gateway.publish(step.user);
        return;
      case 'stream':
        gateway.faults.stream = step.fault;
        return;
      case 'poll':
        gateway.faults.poll = step.fault;
        return;
      case 'refresh':
        gateway.faults.refresh = step.fault;
        return;
      case 'bye':
        this.#askedToWaitUntil = Math.max(
          this.#askedToWaitUntil,
          this.clock.now() + Math.min(step.retryAfterMs, 60_000),
        );
        for (const stream of streams)
          stream.send('stream.bye', { reason: step.reason, retry_after_ms: step.retryAfterMs });
        for (const stream of streams) stream.cut('ended');
        return;
      case 'trim':
        return gateway.log.trim(step.keep);
      case 'page':
        return login?.connection.page(step.moment);
      case 'command':
        return login?.connection.command(step.command);
      case 'login':
        return this.start(step.user, step.isDegraded);
      case 'jump':
        this.#offsetMs += step.ms;
        return;
      default:
        return this.#runPlain(step.do);
    }
  }

  #runPlain(what: (typeof PLAIN_STEPS)[number]): unknown {
    const { gateway, login } = this;
    const streams = gateway.streams();
    switch (what) {
      case 'end':
        for (const stream of streams) stream.cut('ended');
        return;
      case 'cut':
        for (const stream of streams) stream.cut('network');
        return;
      case 'silence':
        for (const stream of streams) stream.silence();
        return;
      case 'double':
        gateway.faults.isDoubling = !gateway.faults.isDoubling;
        return;
      case 'supersede':
        for (const stream of streams) stream.send('stream.superseded', {});
        return;
      case 'expiring':
        for (const stream of streams) stream.send('stream.token_expiring', { expires_at: 0 });
        return;
      case 'expireTokens':
        return gateway.expireTokens();
      case 'restart':
        return gateway.restart();
      case 'signOut':
        for (const stream of streams) stream.send('stream.bye', { reason: 'signed_out', retry_after_ms: 0 });
        return;
      case 'logout':
        return this.logout();
      case 'logoutInListener':
        this.#isEndingInListener = true;
        return;
      case 'hide':
        this.#isVisible = !this.#isVisible;
        return;
      case 'lookAtClock':
        return login?.connection.lookAtClock();
    }
  }

  /** Everything works again, and somebody who looks at the page wants it to. */
  async heal(): Promise<void> {
    const { faults } = this.gateway;
    Object.assign(faults, { stream: 'none', poll: 'none', refresh: 'none', isDoubling: false });
    this.#isEndingInListener = false;
    this.#isVisible = true;
    for (const stream of this.gateway.streams()) if (stream.isSilent()) stream.cut('network');
    // What is on its way may still sign out.
    await this.pass(1000);
    if (this.login === null) this.start('an');
    const { connection } = this.#now();
    connection.page('resume');
    await this.pass(Math.max(0, this.#askedToWaitUntil - this.clock.now()), 1000);
    for (let second = 0; second < 30; second += 1) {
      // A refusal, say, may only come now, and stops it until somebody acts.
      if (this.status?.state === 'stopped') connection.command('connect');
      await this.pass(1000);
    }
    if (this.status?.state !== 'live' && !this.status?.degraded) {
      this.wrongs.push(`30 s after all was well: ${JSON.stringify(this.status)}`);
    }
    // Probes beside polling take their time.
    await this.pass(480_000, 1000);
    const last = this.gateway.publish();
    await this.pass(1000);
    if (this.status?.state !== 'live' || this.status.degraded)
      this.wrongs.push(`at last ${JSON.stringify(this.status)}`);
    if (this.#now().inbox.cursor() !== last.id) this.wrongs.push(`at last at ${this.#now().inbox.cursor()}`);
    this.logout();
  }

  #now() {
    if (this.login === null) throw new Error('Nobody is signed in.');
    return this.login;
  }
}

/** Lets promises run that wait for nothing else. */
async function drain(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

/** `FC_SEED` repeats a run, `FC_RUNS` makes it longer. */
const { FC_SEED, FC_RUNS } = process.env;

describe('one connection and its gateway, whatever happens', () => {
  it('[CONN40] keeps the guarantees of the stream', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
        fc.boolean(),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 7 }),
        async (steps, isDegraded, draws) => {
          const world = new World(draws);
          world.start('an', isDegraded);
          for (const each of steps) {
            await world.run(each);
            expect(world.wrongs).toEqual([]);
          }
          await world.heal();
          expect(world.wrongs).toEqual([]);
        },
      ),
      { numRuns: Number(FC_RUNS ?? 1500), ...(FC_SEED !== undefined && { seed: Number(FC_SEED) }) },
    );
  }, 60_000);
});
