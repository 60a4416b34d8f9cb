import { type Apply, catchUp, type Known } from './catchUp.ts';
import type { Answer, ReadFailure } from './readWithin.ts';

/** So many events wait for the end of a read; one more, and all are forgotten for a further read. */
export const SNAPSHOT_BUFFER_MAX = 200;

/** What a read gives, with the cursor the server took before it read. Without one every event is a reread. */
export interface WithCursor {
  readonly cursor?: string | null | undefined;
}

/**
 * `doubtful`: a read is asked for. `reading, doubtful`: one that begins after the running one. `failed`: the next hint asks
 * for one. In `settled` events are taken into the data as they come. While a read runs they wait for its end; a read that
 * begins after them knows them.
 */
export type SnapshotPhase = 'doubtful' | 'reading' | 'reading, doubtful' | 'settled' | 'failed';

export interface SnapshotState<T, E, Event> {
  readonly phase: SnapshotPhase;
  readonly data: T | undefined;
  /** Up to which event `data` knows. */
  readonly cursor: string | null;
  /** Why the newest read failed; null after one that did not. */
  readonly error: E | ReadFailure | null;
  /** What came since the running read began; null when it was too much. */
  readonly waiting: readonly Event[] | null;
}

export type SnapshotSignal<T, E, Event> =
  | { readonly type: 'doubted' }
  | { readonly type: 'begun' }
  | { readonly type: 'answered'; readonly answer: Answer<T, E | ReadFailure> }
  | { readonly type: 'happened'; readonly event: Event };

/** Pure. `keepSnapshot` starts the reads that the phases ask for. */
export function nextSnapshot<T extends WithCursor, E, Event extends { readonly id: string }>(
  state: SnapshotState<T, E, Event>,
  signal: SnapshotSignal<T, E, Event>,
  apply: Apply<T, Event>,
): SnapshotState<T, E, Event> {
  switch (signal.type) {
    case 'doubted':
      return { ...state, phase: isReading(state) ? 'reading, doubtful' : 'doubtful' };
    case 'begun':
      return { ...state, phase: 'reading', waiting: [] };
    case 'happened':
      return happened(state, signal.event, apply);
    case 'answered':
      return answered(state, signal.answer, apply);
    default:
      return signal satisfies never;
  }
}

/** A read is on its way. */
export function isReading({ phase }: { readonly phase: SnapshotPhase }): boolean {
  return phase === 'reading' || phase === 'reading, doubtful';
}

/** A read must begin after now. */
export function isDoubtful({ phase }: { readonly phase: SnapshotPhase }): boolean {
  return phase === 'doubtful' || phase === 'reading, doubtful';
}

function happened<T extends WithCursor, E, Event extends { readonly id: string }>(
  state: SnapshotState<T, E, Event>,
  event: Event,
  apply: Apply<T, Event>,
): SnapshotState<T, E, Event> {
  const { phase, data, cursor, waiting } = state;
  if (phase === 'settled' && data !== undefined) {
    const known = catchUp({ data, cursor }, [event], apply);
    return known === null ? { ...state, phase: 'doubtful' } : { ...state, ...known };
  }
  if (!isReading(state)) return { ...state, phase: 'doubtful' };
  if (waiting === null || waiting.length >= SNAPSHOT_BUFFER_MAX)
    return { ...state, phase: 'reading, doubtful', waiting: null };
  return { ...state, waiting: [...waiting, event] };
}

function answered<T extends WithCursor, E, Event extends { readonly id: string }>(
  state: SnapshotState<T, E, Event>,
  answer: Answer<T, E | ReadFailure>,
  apply: Apply<T, Event>,
): SnapshotState<T, E, Event> {
  if ('error' in answer) {
    // An event that waited for the answer will not come again: it asks for the next read.
    const phase = isDoubtful(state) || state.waiting?.length !== 0 ? 'doubtful' : 'failed';
    return { ...state, phase, error: answer.error };
  }
  const { data } = answer;
  const read: Known<T> = { data, cursor: data.cursor ?? null };
  const known = state.waiting === null ? null : catchUp(read, state.waiting, apply);
  const phase = isDoubtful(state) || known === null ? 'doubtful' : 'settled';
  return { phase, ...(known ?? read), error: null, waiting: [] };
}
