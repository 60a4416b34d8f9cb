import { retryDelayMs } from '@vppos/core/time';
import {
  type ByeReason,
  CONNECT_DEADLINE_MS,
  type ConnectionState,
  type Moment,
  REFUSED_WINDOW_MS,
  type StateOf,
  type StopReason,
  type StreamFailure,
  type Tries,
} from './connectionState.ts';

/** The longest wait a server may ask for. */
export const LONGEST_FLOOR_MS = 30_000;
/** Somebody with the right to do so has thrown this page out: the longest it may be kept out. */
export const LONGEST_KICK_MS = 60_000;
/** After a deploy all pages come back in one moment: their first attempts are spread over this. */
export const DEPLOY_SPREAD_MS = 5000;
/** A hint that it may work again is followed within this, so that a hall full of tills does not come at once. */
export const WAKE_SPREAD_MS = 1000;

/** Polling begins after so many failures in a row … */
export const POLL_AFTER_FAILURES = 3;
/** … or so many attempts without a word: whatever holds frames back never fails. */
export const POLL_AFTER_MUTES = 2;
/** While polling brings the events the stream is tried less and less often. */
const PROBE_WAITS = { baseMs: 60_000, maxMs: 300_000 };

/** What is known of a failure when the next attempt is planned. */
interface Setback {
  readonly reason: string;
  /** The server's wish, already bounded, in ms. Default 0. */
  readonly floorMs?: number;
  /** A spread on top of it, in ms. Default 0. */
  readonly spreadMs?: number;
  /** Nothing came, and nothing failed either. */
  readonly isMute?: boolean;
}

export function connecting(tries: Tries, { at }: Moment): StateOf<'connecting'> {
  return { status: 'connecting', since: at, tries, awaits: 'answer', dueAt: at + CONNECT_DEADLINE_MS };
}

export function authorizing(tries: Tries, { at }: Moment): StateOf<'authorizing'> {
  return { status: 'authorizing', since: at, tries: { ...tries, renewedAt: at }, dueAt: at + CONNECT_DEADLINE_MS };
}

export function stopped(reason: StopReason, { at }: Moment): StateOf<'stopped'> {
  return { status: 'stopped', since: at, reason };
}

/** One failure more, and when the next attempt is due. */
export function waitAfter(before: Tries, setback: Setback, moment: Moment): ConnectionState {
  const { at, draw, isDegraded, config } = moment;
  const { reason, floorMs = 0, spreadMs = 0, isMute = false } = setback;
  const failures = before.failures + 1;
  if (failures >= config.maxAttempts && !isDegraded) return stopped('attempts', moment);
  const mutes = before.mutes + (isMute ? 1 : 0);
  const probes = before.probes + (isDegraded ? 1 : 0);
  const isPolling = before.isPolling || failures >= POLL_AFTER_FAILURES || mutes >= POLL_AFTER_MUTES;
  const backoffMs = isDegraded
    ? retryDelayMs(probes, () => draw, PROBE_WAITS)
    : retryDelayMs(failures, () => draw, { baseMs: config.baseDelayMs, maxMs: config.maxDelayMs });
  const notBefore = at + floorMs;
  const dueAt = Math.max(at + backoffMs, notBefore + Math.round(draw * spreadMs));
  const tries = { ...before, failures, mutes, probes, isPolling };
  return { status: 'waiting', since: at, tries, dueAt, notBefore, reason };
}

/** The failure table: 401 refreshes once, 403 stops, everything else is tried again. */
export function afterFailure(tries: Tries, failure: StreamFailure, moment: Moment): ConnectionState {
  if (failure.kind !== 'status') return waitAfter(tries, { reason: REASONS[failure.kind] }, moment);
  if (failure.status === 403) return stopped('forbidden', moment);
  if (failure.status === 401) {
    const { renewedAt } = tries;
    const isSecond = renewedAt !== null && moment.at - renewedAt < REFUSED_WINDOW_MS;
    return isSecond ? stopped('unauthorized', moment) : authorizing(tries, moment);
  }
  const floorMs = Math.min(failure.retryAfterMs ?? 0, LONGEST_FLOOR_MS);
  return waitAfter(tries, { reason: `http_${failure.status}`, floorMs }, moment);
}

const REASONS: Record<Exclude<StreamFailure['kind'], 'status'>, string> = {
  network: 'network',
  ended: 'ended',
  wrongType: 'content_type',
  tooLong: 'too_long',
  tokenOffline: 'token_offline',
};

/** The server ended a healthy stream, and the login goes on. */
export function afterBye(
  tries: Tries,
  bye: { readonly reason: ByeReason; readonly retryAfterMs: number },
  moment: Moment,
): ConnectionState {
  const longest = bye.reason === 'kicked' ? LONGEST_KICK_MS : LONGEST_FLOOR_MS;
  const floorMs = Math.min(Math.max(bye.retryAfterMs, 0), longest);
  const spreadMs = bye.reason === 'deploy' ? DEPLOY_SPREAD_MS : 0;
  return waitAfter(tries, { reason: `bye_${bye.reason}`, floorMs, spreadMs }, moment);
}

interface Wait {
  readonly since: number;
  readonly dueAt: number;
}

/** Due, or the clock was set back behind the wait's beginning: then its timer is the better witness. */
export function isDue({ since, dueAt }: Wait, { at }: { readonly at: number }): boolean {
  return at >= dueAt || at < since;
}

/** When a hint is followed: within a second, never before the time the server asked for (by a clock that still goes on). */
export function afterHint(
  { since, notBefore }: { readonly since: number; readonly notBefore: number },
  { at, draw }: { readonly at: number; readonly draw: number },
): number {
  return Math.max(at < since ? at : notBefore, at + Math.round(draw * WAKE_SPREAD_MS));
}
