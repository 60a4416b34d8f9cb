import { type Clock, type RetryPolicy, retryDelayMs, type Stop } from '../../time/index.ts';

export interface ReadsOptions {
  readonly clock: Clock;
  /** Between the beginnings of two runs lies at least this much, in ms: a storm of hints costs a handful of reads. */
  readonly spacingMs: number;
  /** The wait after failures in a row. */
  readonly retry: RetryPolicy;
  readonly random: () => number;
}

/** `request` is cheap and may come in bursts. After `stop` nothing begins any more. */
export interface Reads {
  /** Asks for a run that begins after this call. */
  readonly request: () => void;
  /** The same for a person who waits: neither spacing nor the wait after a failure applies, also not after a running one. */
  readonly requestNow: () => void;
  readonly stop: Stop;
}

/**
 * Runs one at a time, which tells whether it succeeded. The first run begins at the end of the current task, so that all
 * requests of one tick are one run; those that come during a run are one more after it. A request is always followed by a
 * run that began after it; only a failure is not repeated without one.
 */
export function scheduleReads(run: () => Promise<boolean>, options: ReadsOptions): Reads {
  const { clock, spacingMs, retry, random } = options;
  let state: 'idle' | 'due' | 'running' | 'running, asked again' | 'running, asked now' | 'stopped' = 'idle';
  let stopTimer: Stop = () => undefined;
  let failures = 0;
  let startedAt = Number.NEGATIVE_INFINITY;
  let endedAt = Number.NEGATIVE_INFINITY;
  let backoffMs = 0;

  // A clock that was set back must not stretch a wait.
  const left = (since: number, wholeMs: number): number => Math.min(since + wholeMs - clock.now(), wholeMs);
  const waitMs = (): number => Math.max(left(startedAt, spacingMs), left(endedAt, backoffMs));

  const start = async (): Promise<void> => {
    if (state !== 'due') return;
    state = 'running';
    startedAt = clock.now();
    const isGood = await run().catch(reported);
    failures = isGood ? 0 : failures + 1;
    endedAt = clock.now();
    backoffMs = isGood ? 0 : retryDelayMs(failures, random, retry);
    goOn();
  };
  const goOn = (): void => {
    const before = state;
    if (state !== 'stopped') state = 'idle';
    if (before === 'running, asked again') request(waitMs());
    if (before === 'running, asked now') request(0);
  };
  const request = (inMs: number): void => {
    if (state === 'running') state = 'running, asked again';
    if (state !== 'idle') return;
    state = 'due';
    if (inMs > 0) stopTimer = clock.after(inMs, () => void start());
    else queueMicrotask(() => void start());
  };

  return {
    request: () => request(waitMs()),
    requestNow: () => {
      stopTimer();
      if (state === 'due') state = 'idle';
      if (state === 'running' || state === 'running, asked again') state = 'running, asked now';
      request(0);
    },
    stop: () => {
      state = 'stopped';
      stopTimer();
    },
  };
}

function reported(error: unknown): false {
  reportError(error);
  return false;
}
