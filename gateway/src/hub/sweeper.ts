import type { Clock } from '@vppos/core/time';

/** Streams served before the loop is given back to publishers and new connections. */
const YIELD_AFTER_STREAMS = 250;
/** … or time spent, in ms. */
const YIELD_AFTER_MS = 8;

/** Something that can stand in the sweeper's line once. */
export interface Queued {
  isQueued: boolean;
}

/**
 * Natural batching: a sweep pulls every stream that stands in line, once; what comes meanwhile waits for the next sweep.
 * Idle, that is no delay; under load, writes grow bigger instead of more.
 */
export class Sweeper<S extends Queued> {
  readonly #pull: (stream: S) => void;
  readonly #clock: Clock;
  #line: S[] = [];
  #nextLine: S[] = [];
  #position = 0;
  #isScheduled = false;

  constructor(clock: Clock, pull: (stream: S) => void) {
    this.#clock = clock;
    this.#pull = pull;
  }

  queue(stream: S): void {
    if (stream.isQueued) return;
    stream.isQueued = true;
    this.#nextLine.push(stream);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#sweep());
  }

  #sweep(): void {
    this.#isScheduled = false;
    if (this.#position === this.#line.length) {
      this.#line = this.#nextLine;
      this.#nextLine = [];
      this.#position = 0;
    }
    this.#serve();
    if (this.#position < this.#line.length || this.#nextLine.length > 0) this.#schedule();
    else this.#line = [];
    if (this.#line.length === 0) this.#position = 0;
  }

  #serve(): void {
    const startedAt = this.#clock.now();
    const end = Math.min(this.#line.length, this.#position + YIELD_AFTER_STREAMS);
    while (this.#position < end) {
      const stream = this.#line[this.#position];
      this.#position += 1;
      if (stream === undefined) continue;
      stream.isQueued = false;
      this.#pull(stream);
      if (this.#clock.now() - startedAt >= YIELD_AFTER_MS) return;
    }
  }
}
