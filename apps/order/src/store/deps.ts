import type { Clock } from '@vppos/core/time';

/** What the store needs of the world; made once, in `remote.tsx`. */
export interface StoreDeps {
  readonly clock: Clock;
  /** A fresh id that nobody guesses, 1–200 characters. */
  readonly newId: () => string;
}
