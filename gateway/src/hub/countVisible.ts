import { setImmediate as nextTurn } from 'node:timers/promises';
import { formatCursor } from '@vppos/core/protocol';
import { isVisible, type Viewer } from '../auth/visibility.ts';
import type { EventLog, LogEntry } from '../log/eventLog.ts';
import type { Trail } from './trail.ts';

/** Entries read at once, and about how many bytes of them: a few ms of work. */
const PAGE_ENTRIES = 1000;
const PAGE_BYTES = 256 * 1024;

export interface CountRequest {
  readonly epoch: string;
  readonly fromSeq: number;
  /** Counting stops above it. */
  readonly max: number;
  /** Asked before each page: nobody waits for the number of a stream that has ended. */
  readonly isWanted: () => boolean;
}

/**
 * How many entries from `fromSeq` to the head `viewer` sees, or some number above `max`.
 * A gap ends the count: the pull meets it again.
 */
export async function countVisible(
  from: { log: EventLog; trail: Trail },
  viewer: Viewer,
  request: CountRequest,
): Promise<number> {
  const { log, trail } = from;
  let visible = 0;
  let seq = request.fromSeq;
  while (seq < trail.firstSeq && visible <= request.max && request.isWanted()) {
    const page = await log.read(formatCursor({ epoch: request.epoch, seq: seq - 1 }), PAGE_ENTRIES, PAGE_BYTES);
    if (page.kind === 'gap' || page.entries.length === 0) return visible;
    visible += page.entries.filter((entry) => sees(viewer, entry)).length;
    seq += page.entries.length;
    // A log in this process answers within this turn of the event loop, which belongs to the other streams as well.
    await nextTurn();
  }
  return visible > request.max ? visible : visible + trail.count(seq, viewer, request.max - visible);
}

function sees(viewer: Viewer, { record }: LogEntry): boolean {
  return record.kind === 'event' && isVisible(record.target, viewer);
}
