import {
  type ConnectionSignal,
  type ConnectionState,
  HELLO_DEADLINE_MS,
  LATE_TIMER_MS,
  type Moment,
  NO_TRIES,
  SILENCE_LIMIT_MS,
  STABLE_MS,
  type StateOf,
  SUPERSEDED_WINDOW_MS,
  type Tries,
} from './connectionState.ts';
import {
  afterBye,
  afterFailure,
  afterHint,
  authorizing,
  connecting,
  isDue,
  stopped,
  WAKE_SPREAD_MS,
  waitAfter,
} from './reconnect.ts';

type OpenState = StateOf<'syncing' | 'live'>;
type SignalOf<T extends ConnectionSignal['type']> = Extract<ConnectionSignal, { type: T }>;

/**
 * Pure: the one connection's next state. `connection.ts` performs what a new state asks for. A signal that means nothing in
 * a state gives back the same object.
 */
export function nextConnectionState(state: ConnectionState, signal: ConnectionSignal, moment: Moment): ConnectionState {
  const ended = whateverTheState(state, signal, moment);
  if (ended !== null) return ended;
  switch (state.status) {
    case 'idle':
      return signal.type === 'login' ? beginning(signal, moment) : state;
    case 'connecting':
      return whileConnecting(state, signal, moment);
    case 'syncing':
    case 'live':
      return whileOpen(state, signal, moment);
    case 'waiting':
      return whileWaiting(state, signal, moment);
    case 'authorizing':
      return whileAuthorizing(state, signal, moment);
    case 'suspended':
      return signal.type === 'resume' ? connecting(afterSleep(state.tries), moment) : state;
    case 'stopped':
      return isAskedFor(signal) ? connecting(NO_TRIES, moment) : state;
  }
}

function beginning({ isDisconnected, isDegraded = false }: SignalOf<'login'>, moment: Moment): ConnectionState {
  return isDisconnected ? stopped('disconnected', moment) : connecting({ ...NO_TRIES, isPolling: isDegraded }, moment);
}

function isAskedFor({ type }: ConnectionSignal): boolean {
  return type === 'login' || type === 'connect' || type === 'retry';
}

/** The signals that end a connection in any state where there is one; null for every other signal. */
function whateverTheState(state: ConnectionState, signal: ConnectionSignal, moment: Moment): ConnectionState | null {
  const { type } = signal;
  if (type !== 'logout' && type !== 'disconnect' && type !== 'suspend' && type !== 'pollRefused') return null;
  if (state.status === 'idle') return state;
  if (type === 'logout') return { status: 'idle', since: moment.at };
  if (type === 'disconnect') return stopped('disconnected', moment);
  if (state.status === 'stopped' || state.status === 'suspended') return state;
  if (type === 'pollRefused') return stopped(signal.reason, moment);
  return { status: 'suspended', since: moment.at, tries: state.tries };
}

function whileConnecting(state: StateOf<'connecting'>, signal: ConnectionSignal, moment: Moment): ConnectionState {
  switch (signal.type) {
    case 'accepted':
      // The token was taken: the next 401 is a first one.
      return {
        ...state,
        tries: { ...state.tries, renewedAt: null },
        awaits: 'hello',
        dueAt: moment.at + HELLO_DEADLINE_MS,
      };
    case 'hello':
      return opened(state, signal.heartbeatMs, moment);
    case 'due': {
      if (!isDue(state, moment)) return state;
      return waitAfter(state.tries, { reason: state.awaits === 'hello' ? 'mute' : 'timeout', isMute: true }, moment);
    }
    case 'renewalRefused':
      return stopped('signed_out', moment);
    case 'retry':
      return anew(state, moment);
    default:
      return afterWord(state.tries, signal, moment) ?? state;
  }
}

/** An attempt that hangs is no reason to let the cashier wait for its deadline; a young one may be about to succeed. */
function anew(state: StateOf<'connecting'>, { at }: Moment): ConnectionState {
  if (at - state.since < WAKE_SPREAD_MS) return state;
  return { status: 'waiting', since: at, tries: state.tries, dueAt: at, notBefore: at, reason: 'retry' };
}

/** The soft watchdog is twice the announced heartbeat; the hard one stands above it. */
function opened(state: StateOf<'connecting'>, heartbeatMs: number, { at }: Moment): ConnectionState {
  const isAnnounced = Number.isFinite(heartbeatMs) && heartbeatMs > 0;
  const silenceMs = isAnnounced ? Math.min(2 * heartbeatMs + 5000, SILENCE_LIMIT_MS) : SILENCE_LIMIT_MS;
  return {
    status: 'syncing',
    since: at,
    tries: state.tries,
    openedAt: at,
    silenceMs,
    heardAt: at,
    dueAt: at + silenceMs,
    patience: 'full',
    fresh: true,
    isRenewing: false,
  };
}

function whileOpen(state: OpenState, signal: ConnectionSignal, moment: Moment): ConnectionState {
  switch (signal.type) {
    case 'live':
      return state.status === 'live'
        ? heard(state, moment)
        : { ...heard(state, moment), status: 'live', since: moment.at, isProven: false };
    case 'heard':
      return { ...proven(heard(state, moment)), fresh: signal.fresh ?? state.fresh };
    case 'due':
      return whenSilent(state, moment);
    case 'online':
    case 'visible':
      // It slept: what came meanwhile is fetched by the cursor, and what is only queued is dropped as a duplicate.
      return moment.at >= state.heardAt + state.silenceMs ? connecting(triesOf(state, moment), moment) : state;
    case 'tokenExpiring':
      // A stream this young was opened with the newest token there is; another refresh would bring the same again.
      return { ...proven(heard(state, moment)), isRenewing: !isYoung(state, moment) };
    case 'renewed':
      return connecting(triesOf(state, moment), moment);
    case 'renewalRefused':
      return stopped('signed_out', moment);
    case 'renewalFailed':
      // The gateway will say when the old token has come to its end.
      return { ...state, isRenewing: false };
    default:
      // A stream that lasted had a good token to its end; a young one's expiry is a fault and waits its turn.
      if (isExpiry(signal) && !isYoung(state, moment)) return authorizing(triesOf(state, moment), moment);
      return afterWord(triesOf(state, moment), signal, moment) ?? state;
  }
}

function isExpiry(signal: ConnectionSignal): boolean {
  return signal.type === 'bye' && signal.reason === 'token_expired';
}

function heard<S extends OpenState>(state: S, { at }: Moment): S {
  return { ...state, heardAt: at, dueAt: at + state.silenceMs, patience: 'full' };
}

/** What reaches the page after `live` shows that frames get through: polling has done its work. */
function proven(state: OpenState): OpenState {
  if (state.status !== 'live' || state.isProven) return state;
  return { ...state, isProven: true, tries: { ...state.tries, mutes: 0, isPolling: false, probes: 0 } };
}

function whenSilent(state: OpenState, moment: Moment): ConnectionState {
  // The clock was set back: what is left of the limit is counted anew.
  if (moment.at < state.heardAt) return heard(state, moment);
  if (moment.at < state.dueAt) return state;
  const isLate = moment.at - state.dueAt > LATE_TIMER_MS;
  if (isLate && state.patience === 'full') {
    return { ...state, dueAt: moment.at + LATE_TIMER_MS, patience: 'lastSecond' };
  }
  const isMute = state.status === 'syncing' || !state.isProven;
  return waitAfter(triesOf(state, moment), { reason: 'silence', isMute }, moment);
}

/** How a stream or an attempt ends by a word of the server or of the network; null for every other signal. */
function afterWord(tries: Tries, signal: ConnectionSignal, moment: Moment): ConnectionState | null {
  switch (signal.type) {
    case 'failed':
      return afterFailure(tries, signal.failure, moment);
    case 'superseded':
      return afterSuperseded(tries, moment);
    case 'bye':
      if (signal.reason === 'signed_out') return stopped('signed_out', moment);
      return afterBye(tries, signal, moment);
    default:
      return null;
  }
}

function afterSuperseded(tries: Tries, moment: Moment): ConnectionState {
  const { supersededAt } = tries;
  if (supersededAt !== null && moment.at - supersededAt < SUPERSEDED_WINDOW_MS) return stopped('superseded', moment);
  return waitAfter({ ...tries, supersededAt: moment.at }, { reason: 'superseded' }, moment);
}

function whileWaiting(state: StateOf<'waiting'>, signal: ConnectionSignal, moment: Moment): ConnectionState {
  switch (signal.type) {
    case 'due':
      return isDue(state, moment) ? connecting(state.tries, moment) : state;
    case 'online':
    case 'visible':
    case 'connect':
    case 'retry': {
      const dueAt = afterHint(state, moment);
      return dueAt < state.dueAt ? { ...state, dueAt } : state;
    }
    default:
      return state;
  }
}

function whileAuthorizing(state: StateOf<'authorizing'>, signal: ConnectionSignal, moment: Moment): ConnectionState {
  switch (signal.type) {
    case 'renewed':
      return connecting(state.tries, moment);
    case 'renewalRefused':
      return stopped('signed_out', moment);
    case 'renewalFailed':
      // The login may be as good as ever: nobody answered. The next 401 may be refreshed again.
      return waitAfter({ ...state.tries, renewedAt: null }, { reason: 'token_offline' }, moment);
    case 'due':
      if (!isDue(state, moment)) return state;
      return waitAfter({ ...state.tries, renewedAt: null }, { reason: 'token_offline' }, moment);
    default:
      return state;
  }
}

/** Nothing is known of the way any more; and a refresh may have been under way that never came to its end. */
function afterSleep(tries: Tries): Tries {
  return { ...tries, failures: 0, probes: 0, renewedAt: null };
}

/** A stream that was live and has lasted was a success; any other end counts on. */
function triesOf(state: OpenState, moment: Moment): Tries {
  const isSuccess = state.status === 'live' && !isYoung(state, moment);
  return isSuccess ? { ...state.tries, failures: 0 } : state.tries;
}

function isYoung(state: OpenState, { at }: Moment): boolean {
  return at - state.openedAt < STABLE_MS;
}
