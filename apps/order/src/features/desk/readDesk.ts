import * as v from 'valibot';
import { type Desk, DRAFT, EMPTY_DESK, MADE, QUEUED } from './desk.types.ts';

const list = v.fallback(v.array(v.unknown()), []);
const whole = v.fallback(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0);
const STORED = v.object({ version: whole, drafts: list, queue: list, made: list, putAside: whole });

/** What was stored, as far as this build understands it, and what it does not. */
export interface ReadDesk {
  readonly desk: Desk;
  readonly broken: readonly unknown[];
}

/** Never throws: each draft and each order is read for itself, so that one broken record harms no other. */
export function readDesk(stored: unknown): ReadDesk {
  if (stored === undefined) return { desk: EMPTY_DESK, broken: [] };
  const frame = v.safeParse(STORED, stored);
  if (!frame.success) return { desk: { ...EMPTY_DESK, putAside: 1 }, broken: [stored] };
  const { version, putAside } = frame.output;
  const drafts = sorted(DRAFT, frame.output.drafts);
  const queue = sorted(QUEUED, frame.output.queue);
  const made = sorted(MADE, frame.output.made);
  const broken = [...drafts.broken, ...queue.broken];
  return {
    desk: {
      version,
      drafts: drafts.good,
      queue: queue.good,
      made: made.good,
      putAside: putAside + broken.length,
    },
    broken,
  };
}

function sorted<T>(schema: v.GenericSchema<unknown, T>, records: readonly unknown[]): { good: T[]; broken: unknown[] } {
  const good: T[] = [];
  const broken: unknown[] = [];
  for (const record of records) {
    const read = v.safeParse(schema, record);
    if (read.success) good.push(read.output);
    else broken.push(record);
  }
  return { good, broken };
}
