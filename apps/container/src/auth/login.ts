import type { Clock, Stop } from '@vppos/core/time';
import type { AuthUser } from '@vppos/core/types';
import type { Grant } from './authApi.ts';
import type { SessionState, TokenResult } from './session.types.ts';
import { SessionError } from './sessionError.ts';

/** Tokens are renewed so long before they expire, or after half their life when that is shorter. */
export const RENEW_AHEAD_MS = 60_000;
/** No timer is set for longer: a `setTimeout` of more than 24 days fires at once. */
const LONGEST_TIMER_MS = 3_600_000;

/** The answers without a token. */
export const SIGNED_OUT: TokenResult = { ok: false, code: 'SIGNED_OUT' };
export const OFFLINE: TokenResult = { ok: false, code: 'OFFLINE' };

/**
 * Everything that belongs to one login of this tab and ends with it. A late answer finds that its `Login` is no longer the
 * session's and is dropped: the generation guard.
 */
export interface Login {
  /** Changes only when the same user signed in again in another tab. */
  sid: string;
  /** Null until the first answer at boot. */
  grant: Grant | null;
  /** With no grant yet: whose it was when the server was last heard. */
  user: AuthUser | null;
  /** The one refresh under way. */
  flight: Promise<TokenResult> | null;
  /** Refreshes in a row that nobody answered. */
  failures: number;
  stopTimer: Stop;
  readonly ended: AbortController;
}

export function createLogin(sid: string): Login {
  return {
    sid,
    grant: null,
    user: null,
    flight: null,
    failures: 0,
    stopTimer: () => undefined,
    ended: new AbortController(),
  };
}

/** Stops what the login had running and makes its requests fail. */
export function endLogin(login: Login): void {
  login.stopTimer();
  login.ended.abort(new SessionError('SIGNED_OUT'));
}

/** When a token is to be renewed, in ms of the clock. */
export function renewalDueAt({ issuedAt, expiresAt }: Grant): number {
  return expiresAt - Math.min(RENEW_AHEAD_MS, (expiresAt - issuedAt) / 2);
}

/** The token at hand while it need not be renewed yet. */
export function freshToken({ grant }: Login, now: number): TokenResult | null {
  return grant !== null && now < renewalDueAt(grant) ? { ok: true, token: grant.token } : null;
}

/** The token at hand while the server would still take it. */
export function usableToken({ grant }: Login, now: number): TokenResult | null {
  return grant !== null && now < grant.expiresAt ? { ok: true, token: grant.token } : null;
}

/** The page shows whose the login was, but nothing can be asked with it before the server is heard. */
export function isOffline({ grant, user }: Login): boolean {
  return grant === null && user !== null;
}

/** Whether two of the server's accounts of a user differ in anything a page shows. */
export function isSameUser(a: AuthUser | null, b: AuthUser): boolean {
  return a !== null && JSON.stringify(a) === JSON.stringify(b);
}

/** Whether this login is what the page shows. */
export function isStateOf(state: SessionState, { user, sid }: Login): boolean {
  return state.status === 'signedIn' && state.user === user && state.sid === sid;
}

/** Sets the login's timer to `renew` shortly before its token expires. */
export function renewWhenDue(login: Login, clock: Clock, renew: () => void): void {
  const { grant } = login;
  if (grant === null) return;
  login.stopTimer();
  const waitMs = Math.max(0, renewalDueAt(grant) - clock.now());
  login.stopTimer = clock.after(Math.min(waitMs, LONGEST_TIMER_MS), () => {
    if (clock.now() < renewalDueAt(grant)) renewWhenDue(login, clock, renew);
    else renew();
  });
}
