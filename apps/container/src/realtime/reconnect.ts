import { retryDelayMs } from '@vppos/core/time';
import {
  type ByeReason,
  CONNECT_DEADLINE_MS,
  type ConnectionState,
  type Moment,
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

/** What is known of a failure when the next attempt is planned. */
interface Setback {
  readonly reason: string;
  /** The server's wish, already bounded, in ms. Default 0. */
  readonly floorMs?: number;
  /** A spread on top of it, in ms. Default 0. */
  readonly spreadMs?: number;
}

export function connecting(tries: Tries, { at }: Moment): StateOf<'connecting'> {
  return { status: 'connecting', since: at, tries, awaits: 'answer', dueAt: at + CONNECT_DEADLINE_MS };
}

export function authorizing(tries: Tries, { at }: Moment): StateOf<'authorizing'> {
  return { status: 'authorizing', since: at, tries: { ...tries, renewals: 1 }, dueAt: at + CONNECT_DEADLINE_MS };
}

export function stopped(reason: StopReason, { at }: Moment): StateOf<'stopped'> {
  return { status: 'stopped', since: at, reason };
}

/** One failure more, and when the next attempt is due. */
export function waitAfter(tries: Tries, setback: Setback, moment: Moment): ConnectionState {
  const failures = tries.failures + 1;
  if (failures >= moment.maxAttempts) return stopped('attempts', moment);
  const { reason, floorMs = 0, spreadMs = 0 } = setback;
  const backoffMs = retryDelayMs(failures, () => moment.draw);
  const notBefore = moment.at + floorMs;
  const dueAt = Math.max(moment.at + backoffMs, notBefore + Math.round(moment.draw * spreadMs));
  return { status: 'waiting', since: moment.at, tries: { ...tries, failures }, dueAt, notBefore, reason };
}

/** The failure table: 401 refreshes once, 403 stops, everything else is tried again. */
export function afterFailure(tries: Tries, failure: StreamFailure, moment: Moment): ConnectionState {
  if (failure.kind !== 'status') return waitAfter(tries, { reason: REASONS[failure.kind] }, moment);
  if (failure.status === 403) return stopped('forbidden', moment);
  if (failure.status === 401) {
    return tries.renewals === 0 ? authorizing(tries, moment) : stopped('unauthorized', moment);
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
