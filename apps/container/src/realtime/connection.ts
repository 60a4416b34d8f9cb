import type { RealtimeCommand } from '@vppos/core/bus';
import type { Clock, Stop } from '@vppos/core/time';
import type { Cursor } from '@vppos/core/types';
import type { TokenResult } from '../auth/index.ts';
import type { ConnectionConfig } from './config.ts';
import { nextConnectionState } from './connection.machine.ts';
import type { ConnectionSignal, ConnectionState } from './connectionState.ts';
import { type ConnectionStatus, isSameStatus, toConnectionStatus } from './connectionStatus.ts';
import { isControlFrame, readControl } from './delivery/control.ts';
import type { Inbox, Route } from './delivery/inbox.ts';
import { createDueTimer, type DueTimer } from './dueTimer.ts';
import type { PageMoment } from './pageLifecycle.ts';
import { createPolling, type Polling } from './polling.ts';
import type { PollPage } from './pollPage.ts';
import type { OpenSource, SourceFrame, SourceListener } from './source.ts';

export interface ConnectionDeps {
  readonly clock: Clock;
  /** [0, 1) */
  readonly random: () => number;
  readonly openSource: OpenSource;
  readonly pollPage: PollPage;
  /** Whether somebody may be looking: at this page or at another one that it serves. */
  readonly isAnyTabVisible: () => boolean;
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
  readonly config: ConnectionConfig;
}

/** What the last status of the stream's former holder said. */
export interface Inheritance {
  /** Polling brought the events. */
  readonly isDegraded: boolean;
  /** Somebody has wished so; null where nobody has said. */
  readonly isDisconnected: boolean | null;
}

/** The one event stream of a browser, or of a tab that stands alone. */
export interface Connection {
  /** Connects and stays connected until stopped: then nothing is delivered or waited for any more. */
  start(inherited?: Inheritance): Stop;
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
  /** Where it began: the cursor it was opened with, else the first event it brought. */
  after: Cursor | null;
}

/** Performs what the machine decides: opens and closes attempts, sets the one timer, tells the state. */
class StreamConnection implements Connection {
  readonly #deps: ConnectionDeps;
  #state: ConnectionState;
  #told: ConnectionStatus;
  #attempt: Attempt | null = null;
  readonly #timer: DueTimer;
  readonly #polling: Polling;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#state = { status: 'idle', since: deps.clock.now() };
    this.#told = toConnectionStatus(this.#state, false);
    this.#timer = createDueTimer(deps.clock, () => this.#signal({ type: 'due' }));
    this.#polling = createPolling({
      ...deps,
      deliver: (frame, route) => this.#deliver(frame, route),
      onLuck: (isTurn) => {
        // For better or worse, what polling has learned says something about the stream.
        if (isTurn) this.#signal({ type: 'online' });
        this.#tell();
      },
      onRefused: (reason) => this.#signal({ type: 'pollRefused', reason }),
    });
  }

  start(inherited?: Inheritance): Stop {
    const isDisconnected = inherited?.isDisconnected ?? !this.#deps.config.isAutoConnect;
    this.#signal({ type: 'login', isDisconnected, isDegraded: inherited?.isDegraded ?? false });
    return () => this.#signal({ type: 'logout' });
  }

  command(command: RealtimeCommand): void {
    this.#signal({ type: command });
    this.#polling.hint();
  }

  page(moment: PageMoment): void {
    this.#signal({ type: moment });
    this.#polling.hint();
  }

  lookAtClock(): void {
    this.#signal({ type: 'due' });
    this.#polling.lookAtClock();
  }

  #signal(signal: ConnectionSignal): void {
    const before = this.#state;
    const { clock, random, config } = this.#deps;
    const moment = { at: clock.now(), draw: random(), isDegraded: this.#polling.isOk(), config };
    const state = nextConnectionState(before, signal, moment);
    this.#state = state;
    this.#timer.arm('dueAt' in state ? state.dueAt : null, state.status !== before.status);
    if (state === before) return;
    if (state.status !== before.status) this.#enter(state);
    else if (isRenewing(state) && !isRenewing(before) && this.#attempt !== null) void this.#renew(this.#attempt);
    this.#polling.follow(needsPolling(state));
    this.#tell();
  }

  #enter(state: ConnectionState): void {
    if (state.status === 'syncing' || state.status === 'live') return;
    this.#closeAttempt();
    if (state.status === 'connecting') void this.#connect(this.#newAttempt());
    if (state.status === 'authorizing') void this.#renew(this.#newAttempt());
  }

  #newAttempt(): Attempt {
    this.#attempt = { close: () => undefined, after: null };
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

  async #renew(attempt: Attempt): Promise<void> {
    const token = await this.#deps.tokens.refresh();
    if (this.#attempt !== attempt) return;
    if (token.ok) this.#signal({ type: 'renewed' });
    else this.#signal({ type: token.code === 'SIGNED_OUT' ? 'renewalRefused' : 'renewalFailed' });
  }

  #open(attempt: Attempt, token: string): void {
    const { openSource, clientId, inbox, config } = this.#deps;
    const cursor = inbox.cursor();
    const url = cursor === null ? config.streamUrl : `${config.streamUrl}?lastEventId=${encodeURIComponent(cursor)}`;
    attempt.after = cursor;
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
        if (!isLate()) this.#receive(frame, attempt);
      },
      onFailure: (failure) => {
        if (!isLate()) this.#signal({ type: 'failed', failure });
      },
    };
  }

  #receive(frame: SourceFrame, attempt: Attempt): void {
    if (isControlFrame(frame)) {
      this.#obey(frame, attempt);
      return;
    }
    const origin = this.#state.status === 'syncing' ? 'replay' : 'live';
    this.#deliver(frame, { origin, via: 'sse' });
    attempt.after ??= this.#deps.inbox.cursor();
    this.#signal({ type: 'heard' });
  }

  #deliver(frame: SourceFrame, route: Route): void {
    this.#deps.inbox.deliver(frame, route);
    guarded(() => this.#deps.config.onMessage?.(frame));
  }

  #obey(frame: SourceFrame, { after }: Attempt): void {
    const { inbox } = this.#deps;
    const { signal, movesCursor, resync } = readControl(frame);
    // It was opened before a poll found where the page stands: nobody has asked for what lies between the two.
    const isBlind = signal.type === 'live' && after === null && inbox.cursor() !== null;
    if (isBlind) inbox.resync('polling', frame.id);
    if (resync !== undefined) inbox.resync(resync, frame.id);
    if (movesCursor) inbox.moveTo(frame.id);
    this.#signal(signal);
    if (signal.type === 'bye' && signal.reason === 'signed_out') this.#deps.onSignedOut();
  }

  #tell(): void {
    const status = toConnectionStatus(this.#state, this.#polling.isOk());
    const before = this.#told;
    if (isSameStatus(status, before)) return;
    this.#told = status;
    this.#deps.onStatus(status);
    if (status.state !== before.state) this.#callBack(before.state, status);
  }

  #callBack(before: ConnectionStatus['state'], { state, reason, attempt }: ConnectionStatus): void {
    const { onOpen, onClose, onError } = this.#deps.config;
    if (before === 'live') guarded(() => onClose?.());
    if (state === 'live') guarded(() => onOpen?.());
    if (reason === undefined || reason === 'disconnected') return;
    guarded(() => onError?.({ reason, ...(attempt !== undefined && { attempt }) }));
  }
}

function isRenewing(state: ConnectionState): boolean {
  return 'isRenewing' in state && state.isRenewing;
}

function needsPolling(state: ConnectionState): boolean {
  return 'tries' in state && state.status !== 'suspended' && state.tries.isPolling;
}

/** Runs what a page has configured. */
function guarded(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    reportError(error);
  }
}
