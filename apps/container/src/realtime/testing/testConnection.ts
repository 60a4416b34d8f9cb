import type { BusEvent, InvalidEvent, RealtimeCommand } from '@vppos/core/bus';
import { fakeClock } from '@vppos/core/testing';
import type { Stop } from '@vppos/core/time';
import type { RealtimeStatus } from '@vppos/core/types';
import type { TokenResult } from '../../auth/index.ts';
import { settle } from '../../auth/testing/settle.ts';
import type { MfeEventBus } from '../../utils/mfeEventBus.ts';
import { type ConnectionConfig, createConnectionConfig } from '../config.ts';
import { type ConnectionDeps, createConnection, type Inheritance } from '../connection.ts';
import { createInbox, type Inbox } from '../delivery/inbox.ts';
import type { PageMoment } from '../pageLifecycle.ts';
import { createFakePolls } from './fakePolls.ts';
import { createFakeSources, type FakeAttempt } from './fakeSource.ts';

/** A bus that writes down what it is told. */
export interface RecordingBus extends MfeEventBus {
  readonly events: Omit<BusEvent, 'v'>[];
  readonly invalid: Omit<InvalidEvent, 'v'>[];
  readonly resyncs: string[];
  readonly statuses: RealtimeStatus[];
  /** Everything in order, as short words. */
  readonly log: string[];
  /** Runs while an event is delivered: a listener of the page. */
  whileDelivering: (event: Omit<BusEvent, 'v'>) => void;
  command(command: RealtimeCommand): void;
}

export function createRecordingBus(): RecordingBus {
  const commands = new Set<(command: RealtimeCommand) => void>();
  const bus: RecordingBus = {
    events: [],
    invalid: [],
    resyncs: [],
    statuses: [],
    log: [],
    whileDelivering: () => undefined,
    command: (command) => {
      for (const listener of commands) listener(command);
    },
    publishEvent: (event) => {
      bus.events.push(event);
      bus.log.push(`${event.type} ${event.id} ${event.origin}`);
      bus.whileDelivering(event);
    },
    publishInvalid: (invalid) => {
      bus.invalid.push(invalid);
      bus.log.push(`invalid ${invalid.id}`);
    },
    publishResync: (reason) => {
      bus.resyncs.push(reason);
      bus.log.push(`resync ${reason}`);
    },
    publishStatus: (status) => bus.statuses.push(status),
    listenCommands: (listener) => {
      commands.add(listener);
      return () => commands.delete(listener);
    },
  };
  return bus;
}

/** A connection with everything around it fake, not yet started. `random` is 1: waits are exact. */
export function createTestConnection(changed: Partial<ConnectionDeps> = {}, options: Partial<ConnectionConfig> = {}) {
  const clock = fakeClock();
  const bus = createRecordingBus();
  const sources = createFakeSources();
  const polls = createFakePolls();
  const looked = { isVisible: true };
  const pages = new Set<(moment: PageMoment) => void>();
  const tokens = {
    current: { ok: true, token: 'token-1' } as TokenResult,
    refreshes: 0,
    onRefresh: (): TokenResult | Promise<TokenResult> => ({ ok: true, token: `token-${tokens.refreshes + 1}` }),
    accessToken: async () => tokens.current,
    refresh: async () => {
      tokens.refreshes += 1;
      const result = await tokens.onRefresh();
      if (result.ok) tokens.current = result;
      return result;
    },
  };
  const signedOut = { count: 0 };
  const held = { inbox: createInbox({ bus, clock }), lookAtClock: (): void => undefined };
  /** One login: a connection and an inbox of its own, as a tab holds them. */
  const start = (inherited?: Inheritance): Stop => {
    held.inbox = createInbox({ bus, clock });
    const connection = createConnection({
      clock,
      random: () => 1,
      openSource: sources.open,
      pollPage: polls.page,
      isAnyTabVisible: () => looked.isVisible,
      config: createConnectionConfig({ environment: 'test', ...options }),
      tokens,
      inbox: held.inbox,
      onStatus: (status) => bus.publishStatus({ ...status, role: 'alone' }),
      clientId: 'tab-1',
      onSignedOut: () => {
        signedOut.count += 1;
      },
      ...changed,
    });
    const listener = (moment: PageMoment): void => connection.page(moment);
    pages.add(listener);
    held.lookAtClock = () => connection.lookAtClock();
    const stops = [
      bus.listenCommands((command) => connection.command(command)),
      connection.start(inherited),
      () => pages.delete(listener),
    ];
    return () => {
      for (const stop of stops.splice(0)) stop();
    };
  };

  const startAt = clock.now();
  return {
    clock,
    bus,
    sources,
    polls,
    looked,
    tokens,
    signedOut,
    lookAtClock: () => held.lookAtClock(),
    /** The inbox of the newest login. */
    get inbox(): Inbox {
      return held.inbox;
    },
    page: (moment: PageMoment) => {
      for (const listener of pages) listener(moment);
    },
    pageListeners: () => pages.size,
    /** ms since the test began. */
    elapsed: () => clock.now() - startAt,
    status: () => bus.statuses.at(-1),
    state: () => bus.statuses.at(-1)?.state ?? 'idle',
    /** Moves time on and lets promises run. */
    pass: async (ms: number) => {
      clock.advance(ms);
      await settle();
    },
    startNow: start,
    start: async (inherited?: Inheritance): Promise<Stop> => {
      const stop = start(inherited);
      await settle();
      return stop;
    },
    /** The attempt that is open now, brought to `live` at `id`. */
    goLive: async (id?: string): Promise<FakeAttempt> => {
      const attempt = sources.last();
      attempt.hello();
      attempt.live(id);
      await settle();
      return attempt;
    },
  };
}

export type TestConnection = ReturnType<typeof createTestConnection>;
