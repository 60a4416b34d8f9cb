import type { BusEvent, InvalidEvent } from '@vppos/core/bus';
import type { RealtimeStatus, ResyncReason } from '@vppos/core/types';
import { INSPECTOR, type Take, type Tape } from '../recorder.ts';

type Stamp = Omit<Take<unknown>, 'what'>;

/** One listener's part in one event. `startedAt` in ms of `performance.now()`. */
export interface Run {
  readonly mfe: string;
  readonly startedAt: number;
  readonly durationMs: number;
}

export type Transition = Stamp & { readonly status: RealtimeStatus };
export type EventEntry = Stamp & { readonly event: BusEvent; readonly runs: readonly Run[] };
type ResyncEntry = Stamp & { readonly resync: ResyncReason };
type InvalidEntry = Stamp & { readonly invalid: InvalidEvent };
export type Entry = EventEntry | ResyncEntry | InvalidEntry;

/** Oldest first. */
export interface Recording {
  readonly transitions: readonly Transition[];
  readonly entries: readonly Entry[];
}

/** Reads a tape again and again; an entry that has not changed is the same object. */
export function createTapeReader(): (tape: Tape) => Recording {
  const read = new WeakMap<Tape['happenings'][number], Entry>();
  return ({ statuses, happenings, runs }) => {
    const runsOf = Map.groupBy(
      runs.filter(({ what }) => what.mfe !== INSPECTOR),
      ({ what }) => what.id,
    );
    const entries = happenings.map((take) => {
      const known = read.get(take);
      const its = 'event' in take.what ? (runsOf.get(take.what.event.id) ?? []) : [];
      if (known !== undefined && (!('runs' in known) || known.runs.length === its.length)) return known;
      const entry = toEntry(
        take,
        its.map(({ what }) => what),
      );
      read.set(take, entry);
      return entry;
    });
    return { transitions: statuses.map(({ what: status, ...stamp }) => ({ ...stamp, status })), entries };
  };
}

function toEntry({ what, ...stamp }: Take<Tape['happenings'][number]['what']>, runs: readonly Run[]): Entry {
  return 'event' in what ? { ...stamp, ...what, runs } : { ...stamp, ...what };
}
