import type { Clock } from '@vppos/core/time';
import type { Exclusively } from './session.types.ts';

/** What the tabs take turns at. */
export interface TurnRules {
  readonly lockName: string;
  /** A frozen tab keeps its lock: after so long, in ms, the task runs without it. */
  readonly patienceMs: number;
}

/** The server's grace covers the overlap where a task runs without its lock. */
export const SESSION_TURNS: TurnRules = { lockName: 'vppos.session.v1', patienceMs: 3000 };

/** What is needed of `navigator.locks`. */
export interface TabLocks {
  request(name: string, options: { signal: AbortSignal }, task: () => Promise<void>): Promise<unknown>;
}

/**
 * One task at a time: in this tab by a queue, in all tabs by a Web Lock where there is one (a page on plain http has none).
 * Waits at most `patienceMs` for its turn, then goes on without it.
 */
export function createExclusively(locks: TabLocks | null, clock: Clock, rules = SESSION_TURNS): Exclusively {
  const whenMine = locks === null ? createQueue() : (turn: Turn) => requestLock(locks, rules.lockName, turn);
  return async (task) => {
    const patience = new AbortController();
    const stop = clock.after(rules.patienceMs, () => patience.abort());
    const done = Promise.withResolvers<void>();
    try {
      await whenMine({ signal: patience.signal, until: done.promise });
      stop();
      return await task();
    } finally {
      stop();
      done.resolve();
    }
  };
}

interface Turn {
  readonly signal: AbortSignal;
  /** The turn is over when this settles. */
  readonly until: Promise<void>;
}

/** Resolves when the lock is held, or when patience is over. */
function requestLock(locks: TabLocks, lockName: string, { signal, until }: Turn): Promise<void> {
  return new Promise((resolve) => {
    const task = (): Promise<void> => {
      resolve();
      return until;
    };
    // Refused or out of patience: the task runs anyway, see `TurnRules`.
    locks.request(lockName, { signal }, task).catch(() => resolve());
  });
}

function createQueue(): (turn: Turn) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return ({ signal, until }) => {
    const before = last;
    last = before.then(() => until);
    const outOfPatience = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    return Promise.race([before, outOfPatience]);
  };
}
