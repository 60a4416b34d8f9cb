import type { Clock, RetryPolicy, Stop } from '../../time/index.ts';
import type { Apply } from './catchUp.ts';
import { scheduleReads } from './reads.ts';
import { type Answer, type ReadFailure, type Reading, readWithin } from './readWithin.ts';
import {
  isDoubtful,
  isReading,
  nextSnapshot,
  type SnapshotSignal,
  type SnapshotState,
  type WithCursor,
} from './snapshot.machine.ts';

/** No read is waited for longer, in ms. */
export const SNAPSHOT_DEADLINE_MS = 10_000;
/** Between the beginnings of two reads lies at least this much, in ms, unless told otherwise. */
export const SNAPSHOT_SPACING_MS = 250;
/** The wait after failures in a row, unless told otherwise. */
export const SNAPSHOT_RETRY: RetryPolicy = { baseMs: 1000, maxMs: 10_000 };

/** What there is to show. `error`: why the newest read failed; `data` are then those of the last that did not. */
export interface SnapshotView<T, E> {
  readonly data: T | undefined;
  readonly error: E | ReadFailure | null;
  readonly isReading: boolean;
}

export interface SnapshotDeps<T, E, Event> {
  readonly clock: Clock;
  readonly read: (signal: AbortSignal) => Promise<Answer<T, E>>;
  /** Without it every event that the data do not know yet is a reread. */
  readonly apply?: Apply<T, Event>;
  /** Called at every change of what there is to show. */
  readonly onView?: (view: SnapshotView<T, E>) => void;
  /** Data of before, shown until the first read answers. */
  readonly initial?: T | undefined;
  /** Default `SNAPSHOT_SPACING_MS`. */
  readonly spacingMs?: number | undefined;
  readonly retry?: RetryPolicy;
  readonly random?: () => number;
}

/** A state of the server's, read and kept current. After `stop` nothing is read or shown any more. */
export interface Snapshot<Event> {
  /** An event that concerns this state. */
  readonly offer: (event: Event) => void;
  /** Something may have been missed: read again, now or after the running read, with a wait after failures. */
  readonly hint: () => void;
  /** A person asks: read again without that wait. */
  readonly refetch: () => void;
  readonly stop: Stop;
}

/** Starts the first read. Listen to the bus before, and offer what it brings: so nothing falls between. */
export function keepSnapshot<T extends WithCursor, E, Event extends { readonly id: string }>(
  deps: SnapshotDeps<T, E, Event>,
): Snapshot<Event> {
  const { clock, spacingMs = SNAPSHOT_SPACING_MS, retry = SNAPSHOT_RETRY, random = Math.random } = deps;
  const apply = guarded(deps.apply ?? (() => null));
  let state: SnapshotState<T, E, Event> = {
    phase: 'settled',
    data: deps.initial,
    cursor: null,
    error: null,
    waiting: [],
  };
  let reading: Reading<T, E> | null = null;
  let isStopped = false;

  const on = (signal: SnapshotSignal<T, E, Event>): void => {
    if (isStopped) return;
    const before = viewOf(state);
    state = nextSnapshot(state, signal, apply);
    const view = viewOf(state);
    if (isDoubtful(state)) reads.request();
    if (!isSameView(before, view)) deps.onView?.(view);
  };
  const run = async (): Promise<boolean> => {
    on({ type: 'begun' });
    reading = readWithin(deps.read, SNAPSHOT_DEADLINE_MS, clock);
    const answer = await reading.answer;
    on({ type: 'answered', answer });
    return !('error' in answer);
  };
  const reads = scheduleReads(run, { clock, spacingMs, retry, random });
  const hint = (): void => on({ type: 'doubted' });
  hint();

  return {
    offer: (event) => on({ type: 'happened', event }),
    hint,
    refetch: () => {
      hint();
      reads.requestNow();
    },
    stop: () => {
      isStopped = true;
      reads.stop();
      reading?.abort();
    },
  };
}

function viewOf<T, E, Event>(state: SnapshotState<T, E, Event>): SnapshotView<T, E> {
  return { data: state.data, error: state.error, isReading: isReading(state) };
}

function isSameView<T, E>(a: SnapshotView<T, E>, b: SnapshotView<T, E>): boolean {
  return a.data === b.data && a.error === b.error && a.isReading === b.isReading;
}

/** A throw is reported, and the server asked instead. */
function guarded<T, Event>(apply: Apply<T, Event>): Apply<T, Event> {
  return (data, event) => {
    try {
      return apply(data, event);
    } catch (error) {
      reportError(error);
      return null;
    }
  };
}
