import type { Clock } from '@vppos/core/time';

const LINES_PER_S = 10;
const WINDOW_MS = 1000;

/** Lines that strangers can cause: so many a second, or they would fill the disk of the log. */
export class LineBudget {
  readonly #clock: Clock;
  #windowAt = Number.NEGATIVE_INFINITY;
  #taken = 0;
  #unwritten = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many lines were left out before this one, or null when it is left out itself. */
  take(): number | null {
    const now = this.#clock.now();
    if (Math.abs(now - this.#windowAt) >= WINDOW_MS) {
      this.#windowAt = now;
      this.#taken = 0;
    }
    if (this.#taken === LINES_PER_S) {
      this.#unwritten += 1;
      return null;
    }
    this.#taken += 1;
    const before = this.#unwritten;
    this.#unwritten = 0;
    return before;
  }
}
