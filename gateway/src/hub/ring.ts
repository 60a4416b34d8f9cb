import { encodeFrame } from '@vppos/core/protocol';
import type { LogEntry, Target } from '../log/eventLog.ts';

/** One log entry, encoded once for all streams. A control entry has no frame and no target: nobody sees it. */
export interface RingEntry {
  readonly seq: number;
  readonly frame: Buffer | null;
  readonly target: Target | null;
  readonly type: string;
  /** When it was committed, in ms. */
  readonly at: number;
}

/** Entries kept in memory; older ones are read from the log. */
export const RING_MAX_EVENTS = 8192;
/** Bytes of frames kept in memory. The newest entry is kept whatever its size. */
const RING_MAX_BYTES = 32 * 1024 * 1024;

export function encodeEntry(entry: LogEntry): RingEntry {
  const { record, seq, at } = entry;
  if (record.kind !== 'event') return { seq, frame: null, target: null, type: '', at };
  const frame = Buffer.from(encodeFrame({ id: entry.id, event: record.type, json: record.json }));
  return { seq, frame, target: record.target, type: record.type, at };
}

/** The newest entries, by seq, without holes. */
export class Ring {
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  readonly #slots: (RingEntry | undefined)[] = [];
  #firstSeq: number;
  #lastSeq: number;
  #bytes = 0;

  /** `lastSeq`: the log's head; the ring is empty after it. */
  constructor(lastSeq: number, bounds = { maxEvents: RING_MAX_EVENTS, maxBytes: RING_MAX_BYTES }) {
    this.#maxEvents = bounds.maxEvents;
    this.#maxBytes = bounds.maxBytes;
    this.#firstSeq = lastSeq + 1;
    this.#lastSeq = lastSeq;
  }

  /** The oldest kept; `lastSeq + 1` when there is none. */
  get firstSeq(): number {
    return this.#firstSeq;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** @throws RangeError when an entry was skipped: a stream would jump over it in silence. */
  push(entry: RingEntry): void {
    if (entry.seq !== this.#lastSeq + 1) throw new RangeError(`Entry ${entry.seq} follows ${this.#lastSeq}.`);
    if (entry.seq - this.#firstSeq >= this.#maxEvents) this.#dropFirst();
    this.#lastSeq = entry.seq;
    this.#slots[entry.seq % this.#maxEvents] = entry;
    this.#bytes += entry.frame?.length ?? 0;
    while (this.#bytes > this.#maxBytes && this.#firstSeq < this.#lastSeq) this.#dropFirst();
  }

  at(seq: number): RingEntry | undefined {
    return seq < this.#firstSeq || seq > this.#lastSeq ? undefined : this.#slots[seq % this.#maxEvents];
  }

  #dropFirst(): void {
    const slot = this.#firstSeq % this.#maxEvents;
    this.#bytes -= this.#slots[slot]?.frame?.length ?? 0;
    this.#slots[slot] = undefined;
    this.#firstSeq += 1;
  }
}
