import { formatCursor } from '@vppos/core/protocol';
import { isVisible, type Viewer } from '../auth/visibility.ts';
import type { EventLog, LogEntry } from '../log/eventLog.ts';
import type { Ring } from './ring.ts';

const PAGE_ENTRIES = 1000;

export interface CountRequest {
  readonly epoch: string;
  readonly fromSeq: number;
  /** Counting stops above it. */
  readonly max: number;
}

/**
 * How many entries from `fromSeq` to the head `viewer` sees, or some number above `max`.
 * A gap ends the count: the pull meets it again.
 */
export async function countVisible(
  from: { log: EventLog; ring: Ring },
  viewer: Viewer,
  request: CountRequest,
): Promise<number> {
  const { log, ring } = from;
  let visible = 0;
  let seq = request.fromSeq;
  while (seq < ring.firstSeq && visible <= request.max) {
    const page = await log.read(formatCursor({ epoch: request.epoch, seq: seq - 1 }), PAGE_ENTRIES);
    if (page.kind === 'gap' || page.entries.length === 0) return visible;
    visible += page.entries.filter((entry) => sees(viewer, entry)).length;
    seq += page.entries.length;
  }
  return visible > request.max ? visible : visible + countInRing(ring, viewer, seq);
}

function countInRing(ring: Ring, viewer: Viewer, fromSeq: number): number {
  let visible = 0;
  for (let seq = fromSeq; seq <= ring.lastSeq; seq += 1) {
    const target = ring.at(seq)?.target ?? null;
    if (target !== null && isVisible(target, viewer)) visible += 1;
  }
  return visible;
}

function sees(viewer: Viewer, { record }: LogEntry): boolean {
  return record.kind === 'event' && isVisible(record.target, viewer);
}
