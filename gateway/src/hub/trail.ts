import { isVisible, type Viewer } from '../auth/visibility.ts';
import type { Target } from '../log/eventLog.ts';

/** Entries whose target is remembered: some 8 bytes each, as equal targets are one. */
export const TRAIL_MAX_EVENTS = 65_536;
/** Different targets that are looked for among the next ones; above it the search begins anew. */
const SHARED_MAX = 4096;

/**
 * For whom each of the newest entries is, by seq, without holes. It reaches much further back than the ring, so that what
 * others were sent while somebody was away is passed by without being read.
 */
export class Trail {
  readonly #maxEvents: number;
  readonly #targets: (Target | null)[] = [];
  readonly #shared = new Map<string, Target>();
  #firstSeq: number;
  #lastSeq: number;

  /** The trail is empty after `lastSeq`. */
  constructor(lastSeq: number, maxEvents = TRAIL_MAX_EVENTS) {
    this.#maxEvents = maxEvents;
    this.#firstSeq = lastSeq + 1;
    this.#lastSeq = lastSeq;
  }

  /** The oldest remembered; `lastSeq + 1` when there is none. */
  get firstSeq(): number {
    return this.#firstSeq;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Null: an entry nobody sees. */
  push(target: Target | null): void {
    this.#lastSeq += 1;
    if (this.#lastSeq - this.#firstSeq >= this.#maxEvents) this.#firstSeq += 1;
    this.#targets[this.#lastSeq % this.#maxEvents] = target === null ? null : this.#share(target);
  }

  /** The first entry from `fromSeq` that `viewer` sees, or `lastSeq + 1`. `fromSeq` is remembered. */
  nextVisible(fromSeq: number, viewer: Viewer): number {
    let seq = fromSeq;
    while (seq <= this.#lastSeq && !this.#isVisible(seq, viewer)) seq += 1;
    return seq;
  }

  /** How many entries from `fromSeq` on `viewer` sees; the count stops above `max`. */
  count(fromSeq: number, viewer: Viewer, max: number): number {
    let visible = 0;
    for (let seq = fromSeq; seq <= this.#lastSeq && visible <= max; seq += 1) {
      if (this.#isVisible(seq, viewer)) visible += 1;
    }
    return visible;
  }

  #isVisible(seq: number, viewer: Viewer): boolean {
    const target = this.#targets[seq % this.#maxEvents] ?? null;
    return target !== null && isVisible(target, viewer);
  }

  #share(target: Target): Target {
    const name = JSON.stringify(target);
    const known = this.#shared.get(name);
    if (known !== undefined) return known;
    if (this.#shared.size >= SHARED_MAX) this.#shared.clear();
    this.#shared.set(name, target);
    return target;
  }
}
