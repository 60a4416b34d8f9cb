import type { Clock } from '../time/index.ts';

/** A clock that moves only when told. Extend it here when code needs more of time than `now` and `after`. */
export interface FakeClock extends Clock {
  /** Moves time on by `ms` and runs what falls due, in order of its due time. */
  advance(ms: number): void;
  /** How many timers are waiting: 0 after everything was stopped. */
  pending(): number;
}

interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
}

export function fakeClock(startAt = 1_700_000_000_000): FakeClock {
  let now = startAt;
  const timers = new Set<Timer>();

  const nextDue = (limit: number): Timer | undefined =>
    [...timers].filter((timer) => timer.dueAt <= limit).sort((a, b) => a.dueAt - b.dueAt)[0];

  return {
    now: () => now,
    after: (delayMs, callback) => {
      const timer = { dueAt: now + delayMs, callback };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance: (ms) => {
      const end = now + ms;
      for (let timer = nextDue(end); timer !== undefined; timer = nextDue(end)) {
        timers.delete(timer);
        now = timer.dueAt;
        timer.callback();
      }
      now = end;
    },
    pending: () => timers.size,
  };
}
