import { formatCursor, parseCursor } from '@vppos/core/protocol';
import { pick, type Random } from './draw.ts';

/** A cursor that no log has written, and the reason for which it has to be refused. */
export interface ForgedCursor {
  readonly cursor: string;
  readonly reason: 'malformed' | 'epoch' | 'ahead';
}

const AHEAD_BY = 1_000_000;

/** Made from a real one, so that it is wrong in one way only. */
export function drawForgedCursor(random: Random, real: string): ForgedCursor {
  const { epoch, seq } = parseCursor(real) ?? { epoch: '', seq: 0 };
  return pick<ForgedCursor>(random, [
    { reason: 'malformed', cursor: `${epoch}.${seq}` },
    { reason: 'epoch', cursor: formatCursor({ epoch: 'other', seq }) },
    { reason: 'ahead', cursor: formatCursor({ epoch, seq: seq + AHEAD_BY }) },
  ]);
}
