import type { AuthUser, RealtimeStatus } from '../types/index.ts';
import type { BusEvent } from './channels.ts';

/** One run of one listener, of whatever channel. `startedAt` is `performance.now()`, in ms. */
export interface ListenerRun {
  readonly channel: string;
  /** The micro-frontend that owns the listener. */
  readonly mfe: string;
  readonly startedAt: number;
  readonly durationMs: number;
}

/** What every copy of core on the page must agree on: the sticky values and the short history. */
interface SharedBus {
  status: ({ readonly v: number } & RealtimeStatus) | null;
  auth: { readonly v: number; readonly user: AuthUser | null } | null;
  /** The newest last; bounded by `HISTORY_MAX_EVENTS` and `HISTORY_MAX_AGE_MS`. Another array when it was forgotten. */
  history: BusEvent[];
  /** Told of every run of a listener; none of them throws. Absent where the copy of core that came first has no taps. */
  taps?: Set<(detail: unknown, run: ListenerRun) => void>;
  /** How many copies of core the page has evaluated; 1 where sharing works. */
  copies: number;
}

const SHARED_KEY = Symbol.for('vppos.bus.v1');

/** The one shared record, made by whichever bundle comes first. */
export function sharedBus(): SharedBus {
  // Only this file writes under the versioned key, in every build of core.
  const page = globalThis as unknown as { [SHARED_KEY]?: SharedBus };
  const existing = page[SHARED_KEY];
  if (existing !== undefined) return existing;
  const created: SharedBus = { status: null, auth: null, history: [], copies: 0 };
  page[SHARED_KEY] = created;
  return created;
}

// Each copy of core that the page evaluates counts itself, once: a page that shares core properly counts one.
sharedBus().copies += 1;

/** How many copies of core this page has evaluated. */
export function copiesOfCore(): number {
  return sharedBus().copies;
}
