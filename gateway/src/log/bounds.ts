import { formatCursor, parseCursor } from '@vppos/core/protocol';
import type { Cursor } from '@vppos/core/types';
import type { GapReason, LogBounds, LogRecord } from './eventLog.ts';

export type CursorCheck =
  | { readonly ok: true; readonly seq: number }
  | { readonly ok: false; readonly reason: GapReason };

/** Whether a log with these bounds can continue exactly after `raw`, which anyone may have written. */
export function checkCursor(raw: string, bounds: LogBounds): CursorCheck {
  const parts = parseCursor(raw);
  if (parts === null) return { ok: false, reason: 'malformed' };
  if (parts.epoch !== bounds.epoch) return { ok: false, reason: 'epoch' };
  if (parts.seq > bounds.lastSeq) return { ok: false, reason: 'ahead' };
  if (parts.seq + 1 < bounds.firstSeq) return { ok: false, reason: 'trimmed' };
  return { ok: true, seq: parts.seq };
}

/** The cursor of everything a log holds: what comes after it is new. */
export function headOf(bounds: LogBounds): Cursor {
  return formatCursor({ epoch: bounds.epoch, seq: bounds.lastSeq });
}

/** Entries up to the one with which their payloads exceed `maxBytes`; takes no more from `entries` than that. */
export function takeBytes<E extends { readonly record: LogRecord }>(entries: Iterable<E>, maxBytes: number): E[] {
  const taken: E[] = [];
  let bytes = 0;
  for (const entry of entries) {
    taken.push(entry);
    bytes += entry.record.kind === 'event' ? entry.record.json.length : 0;
    if (bytes > maxBytes) break;
  }
  return taken;
}

/** A log's own name, which no other log ever had: cursors of two logs must never look comparable. */
export function mintEpoch(newId: () => string): string {
  const epoch = newId()
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 12);
  return epoch === '' ? 'e' : epoch;
}
