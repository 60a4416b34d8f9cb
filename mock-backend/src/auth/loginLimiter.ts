import type { Clock } from '@vppos/core/time';

/** Wrong passwords in a row that one user name from one address may try. */
export const MAX_WRONG_PASSWORDS = 5;
/** How long it then waits, counted from the last wrong one. */
export const LOCK_MS = 60_000;
/** Wrong passwords are forgotten after this long without another. */
const FORGET_MS = 15 * 60_000;
/** Names being counted; above it the longest untouched is forgotten. */
const MAX_KEYS = 10_000;
/** Attempts of one key that may wait for their turn; above it: refused. */
const MAX_WAITING = 50;
const FIRST_DELAY_MS = 200;
const MAX_DELAY_MS = 2000;

interface Attempts {
  wrong: number;
  lastWrongAt: number;
  waiting: number;
  turn: Promise<unknown>;
}

type Attempted<T> =
  | { readonly kind: 'done'; readonly value: T | null }
  | { readonly kind: 'wait'; readonly retryAfterS: number };

export interface LoginLimiter {
  /** Runs `attempt` (null: wrong password) when it is this key's turn, or says how long to wait. */
  run<T>(key: string, attempt: () => Promise<T | null>): Promise<Attempted<T>>;
}

/** Slows and bounds guessing. One attempt a key at a time, so that parallel guesses are counted like ones in a row. */
export function createLoginLimiter(clock: Clock): LoginLimiter {
  const keys = new Map<string, Attempts>();

  const attemptsOf = (key: string): Attempts => {
    const known = keys.get(key);
    const fresh = known !== undefined && (known.waiting > 0 || clock.now() - known.lastWrongAt < FORGET_MS);
    const attempts = fresh ? known : { wrong: 0, lastWrongAt: clock.now(), waiting: 0, turn: Promise.resolve() };
    keys.delete(key);
    keys.set(key, attempts);
    const oldest = keys.size > MAX_KEYS ? keys.keys().next().value : undefined;
    if (oldest !== undefined) keys.delete(oldest);
    return attempts;
  };

  const lockedForMs = (attempts: Attempts): number =>
    attempts.wrong < MAX_WRONG_PASSWORDS ? 0 : Math.max(0, attempts.lastWrongAt + LOCK_MS - clock.now());

  const take = async <T>(attempts: Attempts, attempt: () => Promise<T | null>): Promise<Attempted<T>> => {
    const lockedMs = lockedForMs(attempts);
    if (lockedMs > 0) return { kind: 'wait', retryAfterS: Math.ceil(lockedMs / 1000) };
    const value = await attempt();
    if (value !== null) {
      attempts.wrong = 0;
      return { kind: 'done', value };
    }
    attempts.wrong += 1;
    attempts.lastWrongAt = clock.now();
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (attempts.wrong - 1), MAX_DELAY_MS);
    await new Promise<void>((resolve) => clock.after(delayMs, resolve));
    return { kind: 'done', value: null };
  };

  return {
    run: async (key, attempt) => {
      const attempts = attemptsOf(key);
      if (attempts.waiting >= MAX_WAITING) return { kind: 'wait', retryAfterS: 1 };
      attempts.waiting += 1;
      const turn = attempts.turn.then(() => take(attempts, attempt));
      // The next in line goes on whether this one ended well or not.
      attempts.turn = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        attempts.waiting -= 1;
      }
    },
  };
}
