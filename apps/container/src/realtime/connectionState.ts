/** The first bytes of an answer, and the token before them, within this. */
export const CONNECT_DEADLINE_MS = 10_000;
/** From the answer's headers to `stream.hello`: a proxy that buffers never errors, it is only mute. */
export const HELLO_DEADLINE_MS = 5000;
/** No event for so long and the stream is taken for dead, whatever the gateway announced. */
export const SILENCE_LIMIT_MS = 300_000;
/** A stream that was live and lasted so long was a success: the next failure is a first one. */
export const STABLE_MS = 5000;
/** A timer that fires later than this may have slept together with the data it waits for. */
export const LATE_TIMER_MS = 1000;
/** Superseded twice within this: two pages fight for one client id, and this one gives way. */
export const SUPERSEDED_WINDOW_MS = 60_000;

/** What outlives a single attempt. */
export interface Tries {
  /** In a row, without a successful stream between them. */
  readonly failures: number;
  /** The token was refreshed because of a 401, and no stream has opened since: the next 401 is the second. */
  readonly renewals: 0 | 1;
  /** When another stream last took this one's place, in ms. */
  readonly supersededAt: number | null;
}

export const NO_TRIES: Tries = { failures: 0, renewals: 0, supersededAt: null };

/** Why a stopped connection stays stopped. */
export type StopReason = 'forbidden' | 'unauthorized' | 'signed_out' | 'disconnected' | 'superseded' | 'attempts';

/** A stream that has said hello. `dueAt`: when silence ends it. `lastSecond`: it is due, queued data gets one second. */
interface OpenStream {
  readonly since: number;
  readonly tries: Tries;
  readonly openedAt: number;
  readonly silenceMs: number;
  readonly heardAt: number;
  readonly dueAt: number;
  readonly patience: 'full' | 'lastSecond';
  /** False: the gateway itself is deaf, its silence means nothing. */
  readonly fresh: boolean;
}

/** One state of the one connection. All times are ms of the clock; `since` is when the status began. */
export type ConnectionState =
  | { readonly status: 'idle'; readonly since: number }
  | {
      readonly status: 'connecting';
      readonly since: number;
      readonly tries: Tries;
      readonly awaits: 'answer' | 'hello';
      readonly dueAt: number;
    }
  | ({ readonly status: 'syncing' } & OpenStream)
  | ({ readonly status: 'live' } & OpenStream)
  | {
      readonly status: 'waiting';
      readonly since: number;
      readonly tries: Tries;
      readonly dueAt: number;
      /** What the server asked for; no hint comes before it. */
      readonly notBefore: number;
      readonly reason: string;
    }
  | { readonly status: 'authorizing'; readonly since: number; readonly tries: Tries; readonly dueAt: number }
  | { readonly status: 'suspended'; readonly since: number; readonly tries: Tries }
  | { readonly status: 'stopped'; readonly since: number; readonly reason: StopReason };

export type StateOf<S extends ConnectionState['status']> = Extract<ConnectionState, { status: S }>;

/** Why an attempt or a stream ended without a word of the server. `code` is short, for people who look for causes. */
export type StreamFailure =
  | { readonly kind: 'network' | 'ended' | 'wrongType' | 'tooLong' | 'tokenOffline' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs: number | null };

export type ByeReason = 'deploy' | 'token_expired' | 'signed_out' | 'kicked' | 'idle';

/** What can happen to a connection. */
export type ConnectionSignal =
  | { readonly type: 'login' | 'logout' }
  /** The cashier's (or a page's) wishes. */
  | { readonly type: 'connect' | 'disconnect' | 'retry' }
  /** Status 200 and an event stream. */
  | { readonly type: 'accepted' }
  | { readonly type: 'hello'; readonly heartbeatMs: number }
  | { readonly type: 'live' }
  /** Any other frame; a heartbeat also says whether the gateway is fresh. */
  | { readonly type: 'heard'; readonly fresh?: boolean }
  | { readonly type: 'failed'; readonly failure: StreamFailure }
  | { readonly type: 'bye'; readonly reason: ByeReason; readonly retryAfterMs: number }
  | { readonly type: 'superseded' }
  | { readonly type: 'tokenExpiring' }
  | { readonly type: 'renewed' | 'renewalRefused' | 'renewalFailed' }
  /** The state's `dueAt` may have come. */
  | { readonly type: 'due' }
  | { readonly type: 'suspend' | 'resume' | 'online' | 'visible' };

/** When it happens, with the chance it may use. */
export interface Moment {
  readonly at: number;
  /** [0, 1] */
  readonly draw: number;
  /** Failures in a row before it gives up. */
  readonly maxAttempts: number;
}
