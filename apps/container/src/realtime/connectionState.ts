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
/** Refused twice within this: a refresh does not help. */
export const REFUSED_WINDOW_MS = 60_000;
/** Superseded twice within this: two pages fight for one client id, and this one gives way. */
export const SUPERSEDED_WINDOW_MS = 60_000;

/** What outlives a single attempt. */
export interface Tries {
  /** In a row, without a successful stream between them. */
  readonly failures: number;
  /** When the token was last refreshed, in ms; null when one was taken since: the next 401 is a first one. */
  readonly renewedAt: number | null;
  /** When another stream last took this one's place, in ms. */
  readonly supersededAt: number | null;
  /** Attempts and streams that brought nothing and did not fail either, since a stream was last proven. */
  readonly mutes: number;
  /** Events are asked for beside the stream, until one is proven. */
  readonly isPolling: boolean;
  /** Attempts that failed while polling brought the events. */
  readonly probes: number;
}

export const NO_TRIES: Tries = {
  failures: 0,
  renewedAt: null,
  supersededAt: null,
  mutes: 0,
  isPolling: false,
  probes: 0,
};

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
  /** A new token is being fetched; the stream goes on meanwhile. */
  readonly isRenewing: boolean;
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
  /** Proven: something came after `live`, so nothing on the way holds frames back. */
  | ({ readonly status: 'live'; readonly isProven: boolean } & OpenStream)
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
  /** What the former holder of the stream knew goes on. */
  | { readonly type: 'login'; readonly isDisconnected?: boolean; readonly isDegraded?: boolean }
  | { readonly type: 'logout' }
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
  /** Polling was refused for good. */
  | { readonly type: 'pollRefused'; readonly reason: StopReason }
  /** The state's `dueAt` may have come. */
  | { readonly type: 'due' }
  | { readonly type: 'suspend' | 'resume' | 'online' | 'visible' };

/** When it happens, with the chance it may use. */
export interface Moment {
  readonly at: number;
  /** [0, 1] */
  readonly draw: number;
  /** The last poll has brought what there was. */
  readonly isDegraded: boolean;
  readonly config: { readonly baseDelayMs: number; readonly maxDelayMs: number; readonly maxAttempts: number };
}
