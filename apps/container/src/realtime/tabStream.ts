import type { RealtimeCommand } from '@vppos/core/bus';
import type { Stop } from '@vppos/core/time';
import type { RealtimeStatus } from '@vppos/core/types';
import type { MessagePipe } from '../auth/sessionChannel.ts';
import type { MfeEventBus } from '../utils/mfeEventBus.ts';
import { type Connection, type ConnectionDeps, createConnection } from './connection.ts';
import { type ConnectionStatus, isSameStatus } from './connectionStatus.ts';
import type { Inbox } from './delivery/inbox.ts';
import type { ListenPage, PageMoment } from './pageLifecycle.ts';
import { createTabLock, type StealableLocks, type TabLock } from './tabLeader.ts';
import { channelName, hearMessages, type MessageOf, type TabMessage } from './tabs/channel.ts';
import { createFollower, type Follower } from './tabs/follower.ts';
import { relayTo } from './tabs/relayingInbox.ts';
import { FOLLOWING, isUnfit, nextTabState, type TabPart, type TabSignal, TICK_MS } from './tabs/role.machine.ts';
import { shownStatus } from './tabs/shownStatus.ts';
import { createVitals, type Vitals } from './tabs/vitals.ts';

/** What one tab needs to show one login's events. */
export interface TabStreamDeps extends Omit<ConnectionDeps, 'onStatus' | 'isAnyTabVisible' | 'clientId'> {
  readonly bus: MfeEventBus;
  readonly listenPage: ListenPage;
  /** Whether somebody may be looking at this page. */
  readonly isVisible: () => boolean;
  /** Whose login it is: tabs of the same one share a stream. */
  readonly login: string;
  /** Which of their logins: its end is the end in every tab that is of it. */
  readonly sid: string;
  /** Null where the browser has none. */
  readonly locks: StealableLocks | null;
  /** Gives null where the browser has none. */
  readonly openChannel: (name: string) => MessagePipe | null;
  /** The name towards the gateway, of the browser, or of this tab alone. */
  readonly clientId: (isShared: boolean) => string;
  readonly newId: () => string;
}

/** This tab's part in one login's stream. Its stop leaves nothing open, waiting or listening. */
export function startTabStream(deps: TabStreamDeps): Stop {
  return new TabStream(deps).start();
}

/** A tab that has not ticked for so long is not looked at any more. */
const TICK_MEMORY_MS = 3 * TICK_MS;

/** Performs what the tab's part asks for: holds the lock, the channel, the connection or the ear for another's. */
class TabStream {
  readonly #deps: TabStreamDeps;
  readonly #name: string;
  readonly #id: string;
  readonly #inbox: Inbox;
  readonly #vitals: Vitals;
  readonly #lock: TabLock | null;
  #state = FOLLOWING;
  #since: number;
  #pipe: MessagePipe | null = null;
  #held: Connection | null = null;
  #disconnect: Stop = () => undefined;
  #follower: Follower | null = null;
  #stopTicks: Stop = () => undefined;
  /** The connection's last status, whichever tab holds it. */
  #status: ConnectionStatus | null = null;
  #told: RealtimeStatus | null = null;
  /** Somebody wants no stream. The last word counts, this page's own or the leader's: a leader that hangs hears no wish. */
  #isDisconnected: boolean | null = null;
  /** Of the newest leader known. */
  #term = 0;
  /** When this tab last asked for the lock. A grant that comes late, and is void, must not look new. */
  #claimedAt = 0;
  /** When a follower last said that it is looked at. */
  #tickedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: TabStreamDeps) {
    const { config, login, locks } = deps;
    this.#deps = deps;
    this.#name = channelName(config.environment, login);
    this.#id = deps.newId();
    this.#inbox = deps.inbox;
    this.#vitals = createVitals(deps);
    this.#lock = locks && createTabLock(locks, this.#name, (type) => this.#signal({ type }));
    this.#since = deps.clock.now();
  }

  start(): Stop {
    const { bus, listenPage } = this.#deps;
    const stops = [
      listenPage((moment) => this.#page(moment)),
      bus.listenCommands((command) => this.#command(command)),
      () => this.#signal({ type: 'stop' }),
    ];
    if (this.#lock !== null && this.#openPipe()) this.#enter('follower');
    else this.#signal({ type: 'refused' });
    return () => {
      for (const stop of stops.splice(0)) stop();
    };
  }

  #signal(signal: TabSignal): void {
    const before = this.#state;
    this.#state = nextTabState(before, signal, this.#deps.clock.now());
    const { part, stoleAt } = this.#state;
    // A claim that was lost is made again, whatever the part.
    if (part !== before.part || stoleAt !== before.stoleAt || signal.type === 'lost') this.#enter(part);
  }

  /** Told last: whoever hears it may end all of this. */
  #enter(part: TabPart): void {
    const now = this.#deps.clock.now();
    if (part === 'thief') {
      this.#claimedAt = now;
      this.#lock?.steal();
      return;
    }
    this.#since = now;
    this.#leave();
    if (part === 'leader') this.#lead();
    else if (part === 'follower') this.#follow();
    else {
      this.#lock?.release();
      this.#pipe?.close();
      this.#pipe = null;
      if (part === 'alone') this.#connect(this.#inbox);
    }
    this.#tell();
  }

  /** Whatever its part was. */
  #leave(): void {
    this.#held = null;
    this.#disconnect();
    this.#follower?.stop();
    this.#follower = null;
    this.#stopTicks();
  }

  #openPipe(): boolean {
    this.#pipe = this.#deps.openChannel(this.#name);
    if (this.#pipe !== null) hearMessages(this.#pipe, (message) => this.#hear(message));
    return this.#pipe !== null;
  }

  #lead(): void {
    this.#term = Math.max(this.#term + 1, this.#claimedAt);
    this.#connect(relayTo((message) => this.#relay(message), this.#inbox));
  }

  #connect(inbox: Inbox): void {
    const { clock, clientId, isVisible, onSignedOut, sid } = this.#deps;
    this.#vitals.heard();
    const connection = createConnection({
      ...this.#deps,
      inbox,
      clientId: clientId(this.#state.part === 'leader'),
      isAnyTabVisible: () => isVisible() || Math.abs(clock.now() - this.#tickedAt) < TICK_MEMORY_MS,
      onStatus: (status) => {
        if (this.#held === connection) this.#learn(status);
      },
      onSignedOut: () => {
        this.#post({ kind: 'ended', sid });
        onSignedOut();
      },
    });
    this.#held = connection;
    this.#disconnect = connection.start({
      isDegraded: this.#status?.degraded ?? false,
      isDisconnected: this.#isDisconnected,
    });
    // Who was told of its beginning has ended it.
    if (this.#held !== connection) this.#disconnect();
  }

  #follow(): void {
    if (this.#pipe === null) this.#openPipe();
    this.#follower = createFollower({
      ...this.#deps,
      inbox: this.#inbox,
      clientId: this.#deps.clientId(true),
      onBehind: () => this.#tell(),
    });
    this.#claimedAt = this.#since;
    this.#lock?.queue();
    this.#ask();
    // Last: whoever hears that it is behind may end it.
    if (this.#inbox.cursor() !== null) this.#follower.doubt();
  }

  /** Looked at, it asks again and again; a hidden tab's timers would be late, and it needs none. */
  #ask(): void {
    const { clock, isVisible } = this.#deps;
    this.#post({ kind: 'tick', from: this.#id, isVisible: isVisible() });
    this.#stopTicks();
    this.#stopTicks = clock.after(TICK_MS, () => {
      if (!isVisible()) return;
      this.#signal({ type: 'tick' });
      this.#ask();
    });
  }

  #page(moment: PageMoment): void {
    this.#vitals.look();
    if ((moment === 'suspend' || moment === 'resume') && this.#state.part !== 'alone') this.#signal({ type: moment });
    else this.#held?.page(moment);
    if (moment === 'visible' && this.#follower !== null) this.#ask();
  }

  #command(command: RealtimeCommand): void {
    this.#isDisconnected = command === 'disconnect';
    if (this.#held === null) this.#post({ kind: 'command', command });
    else this.#held.command(command);
  }

  #post(message: TabMessage): void {
    this.#pipe?.postMessage(message);
  }

  #relay(message: TabMessage): void {
    this.#vitals.heard();
    this.#post(message);
  }

  #hear(message: TabMessage): void {
    switch (message.kind) {
      case 'tick':
        this.#answer(message);
        break;
      case 'pulse':
        if (this.#follower !== null) this.#heed(this.#follower, message);
        break;
      case 'command':
        this.#held?.command(message.command);
        break;
      case 'ended':
        if (message.sid === this.#deps.sid) this.#deps.onSignedOut();
        break;
      default:
        this.#follower?.hear(message);
    }
  }

  #answer({ from, isVisible }: MessageOf<'tick'>): void {
    if (this.#held === null) return;
    if (isVisible) {
      this.#tickedAt = this.#deps.clock.now();
      this.#held.lookAtClock();
    }
    this.#beat(from);
  }

  #beat(to: string | null): void {
    const status = this.#status;
    if (status === null) return;
    this.#post({ kind: 'pulse', to, term: this.#term, status, cursor: this.#inbox.cursor(), ...this.#vitals.signs() });
  }

  #heed(follower: Follower, pulse: MessageOf<'pulse'>): void {
    if (pulse.term < this.#term) return;
    this.#term = pulse.term;
    this.#note(pulse.status);
    if (pulse.cursor !== null) follower.hearPosition(pulse.cursor);
    this.#tell();
    const isMine = pulse.to === this.#id && this.#deps.isVisible();
    this.#signal({ type: 'answered', isUnfit: isMine && isUnfit(pulse) });
  }

  #learn(status: ConnectionStatus): void {
    this.#note(status);
    this.#beat(null);
    this.#tell();
  }

  #note(status: ConnectionStatus): void {
    this.#status = status;
    this.#isDisconnected = status.reason === 'disconnected';
  }

  #tell(): void {
    const told = this.#told;
    const behindSince = this.#follower?.behindSince() ?? null;
    const status = shownStatus(this.#state.part, this.#status, { since: this.#since, behindSince });
    if (told !== null && told.role === status.role && isSameStatus(told, status)) return;
    this.#told = status;
    this.#deps.bus.publishStatus(status);
  }
}
