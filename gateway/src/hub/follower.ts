import { formatCursor } from '@vppos/core/protocol';
import type { EventLog, LogEntry, LogTail } from '../log/eventLog.ts';
import { encodeEntry, RING_MAX_EVENTS, Ring } from './ring.ts';

const PAGE_ENTRIES = 1024;

/** Keeps the ring at the head of the log: reads its newest entries first, then follows its tail, without a hole between. */
export class LogFollower {
  readonly epoch: string;
  readonly ring: Ring;
  readonly #log: EventLog;
  readonly #onEntry: (entry: LogEntry) => void;
  #tail: LogTail | null = null;
  #isCatchingUp = true;

  private constructor(log: EventLog, onEntry: (entry: LogEntry) => void, start: { epoch: string; afterSeq: number }) {
    this.#log = log;
    this.#onEntry = onEntry;
    this.epoch = start.epoch;
    this.ring = new Ring(start.afterSeq);
  }

  /** `onEntry` is told of each entry once it is in the ring, those of the past included. */
  static async start(log: EventLog, onEntry: (entry: LogEntry) => void): Promise<LogFollower> {
    for (;;) {
      const { epoch, firstSeq, lastSeq } = await log.bounds();
      const afterSeq = Math.max(firstSeq - 1, lastSeq - RING_MAX_EVENTS);
      const follower = new LogFollower(log, onEntry, { epoch, afterSeq });
      follower.#tail = log.tail((entries) => follower.#onTail(entries));
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
    while (this.ring.lastSeq < this.#log.knownBounds().lastSeq) {
      const after = formatCursor({ epoch: this.epoch, seq: this.ring.lastSeq });
      const page = await this.#log.read(after, PAGE_ENTRIES);
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
    for (const entry of entries) this.#accept(entry);
  }

  #accept(entry: LogEntry): void {
    this.ring.push(encodeEntry(entry));
    this.#onEntry(entry);
  }
}
