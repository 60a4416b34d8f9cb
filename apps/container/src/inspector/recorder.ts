import {
  type BusEvent,
  type InvalidEvent,
  listenAllRealtime,
  listenAuth,
  listenInvalidEvents,
  listenRealtimeResync,
  listenRealtimeStatus,
  type MeasuredListener,
  tapRealtime,
} from '@vppos/core/bus';
import type { Stop } from '@vppos/core/time';
import type { RealtimeStatus, ResyncReason } from '@vppos/core/types';

/** The newest kept of each; the oldest goes. */
export const STATUSES_MAX = 200;
export const TAKES_MAX = 500;
export const RUNS_MAX = 2000;

/** What was taken down and when; `n` is one's own. */
export interface Take<What> extends PageMoment {
  readonly n: number;
  readonly what: What;
}

type Happening = { readonly event: BusEvent } | { readonly resync: ResyncReason } | { readonly invalid: InvalidEvent };

/** What happened on this page's bus since its start, oldest first. `recording.ts` makes sense of it. */
export interface Tape {
  readonly statuses: Take<RealtimeStatus>[];
  readonly happenings: Take<Happening>[];
  /** Of the listeners of events. */
  readonly runs: Take<MeasuredListener>[];
}

/** Takes down what the bus carries, for the one who is signed in. */
export interface Recorder {
  start(): Stop;
  readonly tape: Tape;
  /** Another number whenever the tape has changed. */
  version(): number;
  subscribe(listener: () => void): Stop;
  clearEvents(): void;
}

/** One moment on both clocks of the page: `at` in ms since 1970, `elapsed` as `performance.now()`. */
export interface PageMoment {
  readonly at: number;
  readonly elapsed: number;
}

/** The owner of its own listeners. */
export const INSPECTOR = 'inspector';

/** Kept small and dumb: it is in the page's first bundle, so that the inspector knows what happened before it was opened. */
export function createRecorder(moment: () => PageMoment): Recorder {
  const tape: Tape = { statuses: [], happenings: [], runs: [] };
  const listeners = new Set<() => void>();
  let n = 0;
  let who: number | undefined;
  const tell = (): void => {
    n += 1;
    for (const listener of listeners) listener();
  };
  const into =
    <What>(takes: Take<What>[], max: number) =>
    (what: What): void => {
      if (takes.push({ ...moment(), n, what }) > max) takes.shift();
      tell();
    };
  const clearEvents = (): void => {
    tape.happenings.length = tape.runs.length = 0;
    tell();
  };
  return {
    start: () => {
      const happen = into(tape.happenings, TAKES_MAX);
      const stops = [
        tapRealtime(into(tape.runs, RUNS_MAX)),
        listenAllRealtime((event) => happen({ event }), { mfe: INSPECTOR }),
        listenRealtimeResync((resync) => happen({ resync }), INSPECTOR),
        listenInvalidEvents((invalid) => happen({ invalid }), INSPECTOR),
        listenRealtimeStatus(into(tape.statuses, STATUSES_MAX), INSPECTOR),
        // Nothing of one user is there for the next.
        listenAuth((user) => {
          if (who !== user?.id) {
            tape.statuses.length = 0;
            clearEvents();
          }
          who = user?.id;
        }, INSPECTOR),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    tape,
    version: () => n,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clearEvents,
  };
}
