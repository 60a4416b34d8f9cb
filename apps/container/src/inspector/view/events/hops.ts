import type { EventEntry } from '../recording.ts';

/** One event's way through the page; times are ms since 1970. */
export interface Hops {
  /** When it happened, as its payload says; null where it does not. `isServerClock`: not corrected, so not to be compared. */
  readonly happened: { readonly at: number; readonly isServerClock: boolean } | null;
  readonly receivedAt: number;
  /** From what happened to this page; null where the two clocks cannot be compared. */
  readonly travelMs: number | null;
  /** When the first listener began. */
  readonly dispatchedAt: number;
  /** When each listener began, in the order of the entry's runs. */
  readonly runsAt: readonly number[];
}

/** Pure. `serverOffsetMs`: the server's clock less this page's; null where it is not known. */
export function hopsOf({ event, runs, at, elapsed }: EventEntry, serverOffsetMs: number | null): Hops {
  const happenedAt = timeOf(event.data);
  // The one clock is in whole ms and the other is not: nothing may seem to come before what it follows.
  const toTime = (moment: number): number => Math.max(event.receivedAt, at - (elapsed - moment));
  const happened =
    happenedAt === null ? null : { at: happenedAt - (serverOffsetMs ?? 0), isServerClock: serverOffsetMs === null };
  return {
    happened,
    receivedAt: event.receivedAt,
    travelMs: happened === null || happened.isServerClock ? null : event.receivedAt - happened.at,
    // Late listeners get the event from the history: the first run is the dispatch.
    dispatchedAt: toTime(runs[0]?.startedAt ?? elapsed),
    runsAt: runs.map(({ startedAt }) => toTime(startedAt)),
  };
}

function timeOf(data: unknown): number | null {
  const isObject = typeof data === 'object' && data !== null && 'occurred_at' in data;
  return isObject && typeof data.occurred_at === 'number' ? data.occurred_at : null;
}

/** Whether the payload says of itself that it is a test. */
export function isTest(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'test' in data && data.test === true;
}
