import { compareCursors } from '../../protocol/index.ts';

/** What was read, and up to which event it knows. No cursor: nobody can say what it knows. */
export interface Known<T> {
  readonly data: T;
  readonly cursor: string | null;
}

/** The data after one more event, the same object when it changes nothing; null when only the server can tell. Pure. */
export type Apply<T, Event> = (data: T, event: Event) => T | null;

/**
 * What is known after these events, in their order. Those at or below the cursor are in the data already and are dropped.
 * Null: something came that cannot be applied or whose place is not known; only another read tells what is true now.
 */
export function catchUp<T, Event extends { readonly id: string }>(
  known: Known<T>,
  events: readonly Event[],
  apply: Apply<T, Event>,
): Known<T> | null {
  let { data, cursor } = known;
  for (const event of events) {
    const order = cursor === null ? 'incomparable' : compareCursors(event.id, cursor);
    if (order === 'incomparable') return null;
    if (order !== 1) continue;
    const next = apply(data, event);
    if (next === null) return null;
    data = next;
    cursor = event.id;
  }
  return { data, cursor };
}
