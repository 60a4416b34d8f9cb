import { formatCursor } from '@vppos/core/protocol';
import type { EventLog, LogBounds, LogEntry, LogTail } from '../log/eventLog.ts';
import { encodeEntry, RING_MAX_EVENTS, Ring } from './ring.ts';
import { TRAIL_MAX_EVENTS, Trail } from './trail.ts';

const PAGE_ENTRIES = 1024;
const PAGE_BYTES = 1024 * 1024;

export interface FollowerDeps {
  readonly log: EventLog;
  /** Told of each entry once it is in the ring and on the trail, those of the past included. */
  readonly onEntry: (entry: LogEntry) => void;
  /** What went wrong with an entry of the tail. From then on the follower is not fresh. */
  readonly onFailed: (error: unknown) => void;
}

/** Keeps ring and trail at the head of the log: reads its newest entries first, then follows its tail, without a hole between. */
export class LogFollower {
  readonly epoch: string;
  readonly ring: Ring;
  readonly trail: Trail;
  readonly #deps: FollowerDeps;
  #tail: LogTail | null = null;
  #isCatchingUp = true;

  private constructor(deps: FollowerDeps, { epoch, firstSeq, lastSeq }: LogBounds) {
    this.#deps = deps;
    this.epoch = epoch;
    this.ring = new Ring(Math.max(firstSeq - 1, lastSeq - RING_MAX_EVENTS));
    this.trail = new Trail(Math.max(firstSeq - 1, lastSeq - TRAIL_MAX_EVENTS));
  }

  static async start(deps: FollowerDeps): Promise<LogFollower> {
    for (;;) {
      const follower = new LogFollower(deps, await deps.log.bounds());
      follower.#tail = deps.log.tail((entries) => follower.#onTail(entries));
      if (await follower.#catchUp()) return follower;
      follower.stop();
    }
  }

  /** Whether everything committed reaches the ring. */
  get isFresh(): boolean {
    return !this.#isCatchingUp && (this.#tail?.isAlive() ?? false);
  }

  stop(): void {
    this.#tail?.stop();
    this.#tail = null;
  }

  /** False when the log has trimmed what was to be read next: then the ring has to begin later. */
  async #catchUp(): Promise<boolean> {
    const { log } = this.#deps;
    while (this.trail.lastSeq < log.knownBounds().lastSeq) {
      const after = formatCursor({ epoch: this.epoch, seq: this.trail.lastSeq });
      const page = await log.read(after, PAGE_ENTRIES, PAGE_BYTES);
      if (page.kind === 'gap' && page.reason === 'trimmed') return false;
      if (page.kind === 'gap')
        throw new Error(`The log lost entries while it was read: ${page.reason} after ${after}.`);
      for (const entry of page.entries) this.#accept(entry);
    }
    this.#isCatchingUp = false;
    return true;
  }

  #onTail(entries: readonly LogEntry[]): void {
    // What the tail brings meanwhile is in the log as well, where catching up finds it.
    if (this.#isCatchingUp) return;
    try {
      for (const entry of entries) this.#accept(entry);
    } catch (error) {
      this.#deps.onFailed(error);
      // The log lets go of a follower that throws, and `isFresh` says so.
      throw error;
    }
  }

  #accept(entry: LogEntry): void {
    if (entry.seq > this.ring.lastSeq) this.ring.push(encodeEntry(entry));
    this.trail.push(entry.record.kind === 'event' ? entry.record.target : null);
    this.#deps.onEntry(entry);
  }
}
