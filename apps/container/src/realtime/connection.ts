import type { RealtimeCommand } from '@vppos/core/bus';
import type { Clock, Stop } from '@vppos/core/time';
import type { TokenResult } from '../auth/index.ts';
import { nextConnectionState } from './connection.machine.ts';
import type { ConnectionSignal, ConnectionState, Moment } from './connectionState.ts';
import { type ConnectionStatus, isSameStatus, toConnectionStatus } from './connectionStatus.ts';
import { isControlFrame, readControl } from './delivery/control.ts';
import type { Inbox } from './delivery/inbox.ts';
import type { PageMoment } from './pageLifecycle.ts';
import type { OpenSource, SourceFrame, SourceListener } from './source.ts';

/** Where the gateway's stream is, on this origin. */
export const STREAM_PATH = '/api/v1/events/stream';

export interface ConnectionDeps {
  readonly clock: Clock;
  /** [0, 1) */
  readonly random: () => number;
  readonly openSource: OpenSource;
  readonly tokens: {
    accessToken(): Promise<TokenResult>;
    refresh(): Promise<TokenResult>;
  };
  /** Where everything it brings goes, and where the cursor is kept. It outlives the connection. */
  readonly inbox: Inbox;
  readonly onStatus: (status: ConnectionStatus) => void;
  /** Names the stream to the gateway: 1–64 of `[A-Za-z0-9._-]`. */
  readonly clientId: string;
  /** The gateway said that the login is over. */
  readonly onSignedOut: () => void;
  /** Failures in a row before it gives up. Default: never. */
  readonly maxAttempts?: number;
}

/** The one event stream of a browser, or of a tab that stands alone. */
export interface Connection {
  /** Connects and stays connected until stopped: then nothing is delivered or waited for any more. */
  start(): Stop;
  /** A page's wish. */
  command(command: RealtimeCommand): void;
  /** What happens to the page that holds it. */
  page(moment: PageMoment): void;
  /** Timers of a hidden page are late: somebody who is awake lets it look whether something is due. */
  lookAtClock(): void;
}

export function createConnection(deps: ConnectionDeps): Connection {
  return new StreamConnection(deps);
}

/** One polyfill instance. A callback whose attempt is not the current one is late and changes nothing. */
interface Attempt {
  close: Stop;
}

/** Performs what the machine decides: opens and closes attempts, sets the one timer, tells the state. */
class StreamConnection implements Connection {
  readonly #deps: ConnectionDeps;
  #state: ConnectionState;
  #told: ConnectionStatus;
  #attempt: Attempt | null = null;
  #timer: { readonly dueAt: number; readonly stop: Stop } | null = null;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#state = { status: 'idle', since: deps.clock.now() };
    this.#told = toConnectionStatus(this.#state);
  }

  start(): Stop {
    this.#signal({ type: 'login' });
    return () => this.#signal({ type: 'logout' });
  }

  command(command: RealtimeCommand): void {
    this.#signal({ type: command });
  }

  page(moment: PageMoment): void {
    this.#signal({ type: moment });
  }

  lookAtClock(): void {
    this.#signal({ type: 'due' });
  }

  #signal(signal: ConnectionSignal): void {
    const before = this.#state;
    const { clock, random, maxAttempts = Number.POSITIVE_INFINITY } = this.#deps;
    const moment: Moment = { at: clock.now(), draw: random(), maxAttempts };
    this.#state = nextConnectionState(before, signal, moment);
    if (this.#state.status !== before.status) this.#enter(this.#state);
    this.#armTimer();
    this.#tell();
  }

  #enter(state: ConnectionState): void {
    if (state.status === 'syncing' || state.status === 'live') return;
    this.#closeAttempt();
    if (state.status === 'connecting') void this.#connect(this.#newAttempt());
    if (state.status === 'authorizing') void this.#authorize(this.#newAttempt());
  }

  #newAttempt(): Attempt {
    this.#attempt = { close: () => undefined };
    return this.#attempt;
  }

  #closeAttempt(): void {
    const closing = this.#attempt;
    this.#attempt = null;
    closing?.close();
  }

  async #connect(attempt: Attempt): Promise<void> {
    const token = await this.#deps.tokens.accessToken();
    if (this.#attempt !== attempt) return;
    if (token.ok) this.#open(attempt, token.token);
    else if (token.code === 'SIGNED_OUT') this.#signal({ type: 'renewalRefused' });
    else this.#signal({ type: 'failed', failure: { kind: 'tokenOffline' } });
  }

  async #authorize(attempt: Attempt): Promise<void> {
    const token = await this.#deps.tokens.refresh();
    if (this.#attempt !== attempt) return;
    if (token.ok) this.#signal({ type: 'renewed' });
    else this.#signal({ type: token.code === 'SIGNED_OUT' ? 'renewalRefused' : 'renewalFailed' });
  }

  #open(attempt: Attempt, token: string): void {
    const { openSource, clientId } = this.#deps;
    const cursor = this.#deps.inbox.cursor();
    const url = cursor === null ? STREAM_PATH : `${STREAM_PATH}?lastEventId=${encodeURIComponent(cursor)}`;
    const headers = { Authorization: `Bearer ${token}`, 'X-Client-Id': clientId };
    attempt.close = openSource({ url, headers }, this.#listenerOf(attempt));
    // It has failed before it was open.
    if (this.#attempt !== attempt) attempt.close();
  }

  #listenerOf(attempt: Attempt): SourceListener {
    const isLate = (): boolean => this.#attempt !== attempt;
    return {
      onAccepted: () => {
        if (!isLate()) this.#signal({ type: 'accepted' });
      },
      onFrame: (frame) => {
        if (!isLate()) this.#receive(frame);
      },
      onFailure: (failure) => {
        if (!isLate()) this.#signal({ type: 'failed', failure });
      },
    };
  }

  #receive(frame: SourceFrame): void {
    if (isControlFrame(frame)) {
      this.#obey(frame);
      return;
    }
    const origin = this.#state.status === 'syncing' ? 'replay' : 'live';
    this.#deps.inbox.deliver(frame, { origin, via: 'sse' });
    this.#signal({ type: 'heard' });
  }

  #obey(frame: SourceFrame): void {
    const { signal, movesCursor, resync } = readControl(frame);
    if (resync !== undefined) this.#deps.inbox.resync(resync, frame.id);
    if (movesCursor) this.#deps.inbox.moveTo(frame.id);
    this.#signal(signal);
    if (signal.type === 'bye' && signal.reason === 'signed_out') this.#deps.onSignedOut();
  }

  /** One timer for whatever the state waits for. One that is early asks again, so that events need not move it. */
  #armTimer(): void {
    const dueAt = 'dueAt' in this.#state ? this.#state.dueAt : null;
    if (dueAt !== null && this.#timer !== null && this.#timer.dueAt <= dueAt) return;
    this.#timer?.stop();
    this.#timer = null;
    if (dueAt === null) return;
    const { clock } = this.#deps;
    const stop = clock.after(Math.max(0, dueAt - clock.now()), () => {
      this.#timer = null;
      this.#signal({ type: 'due' });
    });
    this.#timer = { dueAt, stop };
  }

  #tell(): void {
    const status = toConnectionStatus(this.#state);
    if (isSameStatus(status, this.#told)) return;
    this.#told = status;
    this.#deps.onStatus(status);
  }
}
