import type { Cursor } from '../types/index.ts';

const CURSOR_PATTERN = /^[A-Za-z0-9._-]{1,64}$/;
const PARTS_PATTERN = /^([A-Za-z0-9._]{1,40})-(0|[1-9][0-9]{0,15})$/;

/** The two halves of a cursor; `seq` counts from 1 without holes inside one epoch, 0 is "before the first". */
export interface CursorParts {
  readonly epoch: string;
  readonly seq: number;
}

/** A cursor that came from outside, or null when no log could have written it. */
export function parseCursor(raw: string): CursorParts | null {
  const match = PARTS_PATTERN.exec(raw);
  const seq = Number(match?.[2]);
  return match?.[1] !== undefined && Number.isSafeInteger(seq) ? { epoch: match[1], seq } : null;
}

export function formatCursor(parts: CursorParts): Cursor {
  // True by construction: an epoch is minted by a log and `seq` is a whole number.
  return `${parts.epoch}-${parts.seq}` as Cursor;
}

/** Whether `raw` may be carried as a cursor at all: 1–64 of `[A-Za-z0-9._-]`. */
export function isCursor(raw: string): raw is Cursor {
  return CURSOR_PATTERN.test(raw);
}

/** Log order of two cursors. Two epochs, or a cursor no log has written, are incomparable: resync. */
export function compareCursors(a: string, b: string): -1 | 0 | 1 | 'incomparable' {
  const left = parseCursor(a);
  const right = parseCursor(b);
  if (left === null || right === null || left.epoch !== right.epoch) return 'incomparable';
  if (left.seq === right.seq) return 0;
  return left.seq < right.seq ? -1 : 1;
}
