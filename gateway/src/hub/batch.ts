import { isVisible, type Viewer } from '../auth/visibility.ts';
import type { Ring, RingEntry } from './ring.ts';
import type { Served } from './tally.ts';

/** Bytes of one write, unless a single frame is bigger. A stalled socket holds at most this above its own mark. */
export const WRITE_MAX_BYTES = 32 * 1024;

/** Shared batches kept at once: streams far apart must not fill the memory with what only one of them needs. */
const SHARED_MAX = 64;

/** What one viewer gets in one write. */
export interface Batch {
  /** The visible frames in log order, or null when none is visible. */
  readonly chunk: Buffer | null;
  /** The types of the frames in `chunk`, and who was served them. */
  readonly served: Served;
  /** When the oldest of them was committed, in ms; 0 without any. */
  readonly oldestAt: number;
  /** The seq after the last entry looked at. */
  readonly nextSeq: number;
}

/** Entries by seq: the ring, or a page of the log. */
export interface EntrySource {
  at(seq: number): RingEntry | undefined;
}

/** Collects what `viewer` sees from `fromSeq` to `lastSeq`, as much as one write may carry. */
export function collectBatch(source: EntrySource, viewer: Viewer, range: { fromSeq: number; lastSeq: number }): Batch {
  const frames: Buffer[] = [];
  const types: string[] = [];
  let oldestAt = 0;
  let bytes = 0;
  let seq = range.fromSeq;
  for (; seq <= range.lastSeq; seq += 1) {
    const entry = source.at(seq);
    const frame = visibleFrame(entry, viewer);
    if (entry === undefined || frame === null) continue;
    if (bytes > 0 && bytes + frame.length > WRITE_MAX_BYTES) break;
    if (bytes === 0) oldestAt = entry.at;
    bytes += frame.length;
    frames.push(frame);
    types.push(entry.type);
  }
  return { chunk: joined(frames), served: { types, live: 0, replayed: 0 }, oldestAt, nextSeq: seq };
}

/**
 * Batches out of the ring, shared between the streams of a company that stand at the same place. Only stretches where
 * nothing is for single users, sessions or clients of that company are shared: the others differ from reader to reader.
 */
export class SharedBatches {
  readonly #ring: Ring;
  readonly #shared = new Map<number | null, Map<number, Batch | 'personal'>>();
  #lastSeq = -1;
  #size = 0;

  constructor(ring: Ring) {
    this.#ring = ring;
  }

  from(fromSeq: number, viewer: Viewer): Batch {
    const lastSeq = this.#ring.lastSeq;
    if (lastSeq !== this.#lastSeq || this.#size >= SHARED_MAX) this.#forget(lastSeq);
    const ofCompany = this.#shared.get(viewer.companyId) ?? new Map<number, Batch | 'personal'>();
    if (ofCompany.size === 0) this.#shared.set(viewer.companyId, ofCompany);
    const known = ofCompany.get(fromSeq);
    if (known !== undefined && known !== 'personal') return known;
    const batch = collectBatch(this.#ring, viewer, { fromSeq, lastSeq });
    if (known === undefined) {
      ofCompany.set(fromSeq, this.#isPersonal(viewer.companyId, fromSeq, batch.nextSeq) ? 'personal' : batch);
      this.#size += 1;
    }
    return batch;
  }

  #forget(lastSeq: number): void {
    this.#shared.clear();
    this.#size = 0;
    this.#lastSeq = lastSeq;
  }

  #isPersonal(companyId: number | null, fromSeq: number, endSeq: number): boolean {
    for (let seq = fromSeq; seq < endSeq; seq += 1) {
      const target = this.#ring.at(seq)?.target;
      if (target === undefined || target === null || target.kind === 'all' || target.kind === 'company') continue;
      if (target.companyId === companyId) return true;
    }
    return false;
  }
}

function visibleFrame(entry: RingEntry | undefined, viewer: Viewer): Buffer | null {
  if (entry === undefined || entry.target === null || entry.frame === null) return null;
  return isVisible(entry.target, viewer) ? entry.frame : null;
}

function joined(frames: readonly Buffer[]): Buffer | null {
  if (frames.length <= 1) return frames[0] ?? null;
  return Buffer.concat(frames);
}
