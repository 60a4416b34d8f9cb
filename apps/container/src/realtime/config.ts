import type { SourceFrame } from './source.ts';

/** What went wrong, for whoever watches: the reason of a `waiting` or `stopped` status. */
export interface ConnectionProblem {
  readonly reason: string;
  /** Failures in a row, this one counted; absent when nothing will be tried again. */
  readonly attempt?: number;
}

/** How a page wants its connection. What a callback throws is reported and harms nothing. */
export interface ConnectionConfig {
  /** Where the gateway's stream is. A path of this origin without a query: the login goes with it. */
  readonly streamUrl: string;
  /** Where its twin for polling is, likewise. */
  readonly pollUrl: string;
  /** False: it begins disconnected and waits for a `connect`. */
  readonly isAutoConnect: boolean;
  /** The wait after the first failure: 1 to 3,600,000 whole ms. */
  readonly baseDelayMs: number;
  /** No wait after a failure grows longer, in whole ms from `baseDelayMs` on; a server may ask for more. */
  readonly maxDelayMs: number;
  /** Failures in a row before it gives up; `Infinity` is never. It does not give up while polling brings the events. */
  readonly maxAttempts: number;
  /** Keeps two systems on one origin apart: names of locks and channels carry it. */
  readonly environment: string;
  /** The stream is live. */
  readonly onOpen?: () => void;
  /** A live stream has ended, whatever ended it. */
  readonly onClose?: () => void;
  readonly onError?: (problem: ConnectionProblem) => void;
  /** A business frame has come, by whatever way; one that comes again, too. */
  readonly onMessage?: (frame: SourceFrame) => void;
}

/** The longest delay that may be configured, in ms: an hour. */
const LONGEST_DELAY_MS = 3_600_000;

const PATH = /^\/(?!\/)[^?#\s\\]*$/;

const isPath = (path: string): boolean => PATH.test(path);
const isDelay = (ms: number): boolean => Number.isInteger(ms) && ms > 0 && ms <= LONGEST_DELAY_MS;

type Check = (config: ConnectionConfig) => boolean;

/** What each option may be: whoever writes untyped code hears of it at once. */
const CHECKS: Record<string, Check> = {
  streamUrl: ({ streamUrl }) => isPath(streamUrl),
  pollUrl: ({ pollUrl }) => isPath(pollUrl),
  isAutoConnect: ({ isAutoConnect }) => typeof isAutoConnect === 'boolean',
  baseDelayMs: ({ baseDelayMs }) => isDelay(baseDelayMs),
  maxDelayMs: ({ maxDelayMs, baseDelayMs }) => isDelay(maxDelayMs) && maxDelayMs >= baseDelayMs,
  maxAttempts: ({ maxAttempts }) =>
    maxAttempts === Number.POSITIVE_INFINITY || (Number.isInteger(maxAttempts) && maxAttempts > 0),
  environment: ({ environment }) => typeof environment === 'string' && environment !== '',
} satisfies { [K in keyof ConnectionConfig as undefined extends ConnectionConfig[K] ? never : K]: Check };

/** The defaults with what is asked for; nonsense is refused, naming option and value. */
export function createConnectionConfig(
  asked: Pick<ConnectionConfig, 'environment'> & Partial<ConnectionConfig>,
): ConnectionConfig {
  const config: ConnectionConfig = {
    streamUrl: '/api/v1/events/stream',
    pollUrl: '/api/v1/events',
    isAutoConnect: true,
    baseDelayMs: 1000,
    maxDelayMs: 30_000,
    maxAttempts: Number.POSITIVE_INFINITY,
    ...asked,
  };
  for (const [option, isGood] of Object.entries(CHECKS)) {
    if (isGood(config)) continue;
    // The table has exactly the options as its keys.
    throw new RangeError(
      `${option} cannot be ${String(config[option as keyof ConnectionConfig])}: see ConnectionConfig.`,
    );
  }
  return config;
}
