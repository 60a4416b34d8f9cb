import type { Clock, Stop } from '@vppos/core/time';

/** Between two runs of a burst lies at least this much, in ms: a storm of events costs a handful of reads a second. */
export const COALESCE_SPACING_MS = 250;

/** `request` is cheap and may come in bursts. After `stop` nothing runs any more. */
export interface Coalesced {
  readonly request: () => void;
  readonly stop: Stop;
}

/**
 * Merges requests: the first runs at the end of the current task, so that all of one tick are one run; further ones wait for
 * `COALESCE_SPACING_MS` since the last run. A request is always followed by a run that began after it.
 */
export function coalesce(run: () => void, clock: Clock): Coalesced {
  let lastRunAt = Number.NEGATIVE_INFINITY;
  let isDue = false;
  let isStopped = false;
  let stopTimer: Stop | null = null;

  const runNow = (): void => {
    if (isStopped) return;
    isDue = false;
    stopTimer = null;
    lastRunAt = clock.now();
    run();
  };

  return {
    request: () => {
      if (isDue || isStopped) return;
      isDue = true;
      const waitMs = Math.min(lastRunAt + COALESCE_SPACING_MS - clock.now(), COALESCE_SPACING_MS);
      if (waitMs <= 0) queueMicrotask(runNow);
      else stopTimer = clock.after(waitMs, runNow);
    },
    stop: () => {
      isStopped = true;
      stopTimer?.();
    },
  };
}
