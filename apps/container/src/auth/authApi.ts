import type { Clock } from '@vppos/core/time';
import type { AuthUser, Role } from '@vppos/core/types';
import * as v from 'valibot';
import { retryAfterMs } from './retryAfter.ts';

/** No call to the login service takes longer; then it counts as unanswered. */
export const AUTH_TIMEOUT_MS = 10_000;

const ROLES: readonly Role[] = ['cashier', 'manager', 'admin', 'service'];

/** A user as the login service tells of one. */
export const userSchema = v.object({
  id: v.number(),
  name: v.string(),
  company_id: v.number(),
  roles: v.array(v.string()),
});
const loginAnswer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  expires_in: v.pipe(v.number(), v.minValue(1)),
  sid: v.pipe(v.string(), v.minLength(1)),
  user: userSchema,
});

/** The roles this build knows. */
export function knownRoles(roles: readonly string[]): readonly Role[] {
  return ROLES.filter((role) => roles.includes(role));
}

/** A login as the server grants it. `expiresAt` by this page's clock, so that a wrong clock harms nobody. */
export interface Grant {
  readonly sid: string;
  readonly token: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly user: Omit<AuthUser, 'till_id'>;
}

export type LoginAnswer =
  | { readonly kind: 'granted'; readonly grant: Grant }
  | { readonly kind: 'wrongPassword' | 'offline' | 'refused' }
  | { readonly kind: 'tooManyAttempts'; readonly retryInMs: number | null };

/** `gone`: the server no longer knows the login. `otherSession`: the browser's cookie is somebody else's. */
export type RefreshAnswer =
  | { readonly kind: 'granted'; readonly grant: Grant }
  | { readonly kind: 'gone' | 'otherSession' | 'offline' };

/** `unanswered` is worth a retry. */
export type LogoutAnswer = 'ended' | 'unanswered';

/** The three calls of the login service. They never throw: every outcome is a value. */
export interface AuthApi {
  login(username: string, password: string): Promise<LoginAnswer>;
  /** `ended`: the login is over. An answer that came yet would set or clear the cookie of whoever is next. */
  refresh(sid: string, ended: AbortSignal): Promise<RefreshAnswer>;
  logout(sid: string): Promise<LogoutAnswer>;
}

interface AuthApiDeps {
  readonly clock: Clock;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
}

export function createAuthApi({ clock, fetch }: AuthApiDeps): AuthApi {
  const post = (action: string, body: object, ended?: AbortSignal): Promise<Response | null> =>
    postJson({ clock, fetch }, `/api/v1/auth/${action}`, {
      body: JSON.stringify(body),
      ...(ended && { signal: ended }),
    });
  return {
    login: async (username, password) => {
      const response = await post('login', { username, password });
      return response === null ? { kind: 'offline' } : readLogin(response, clock.now());
    },
    refresh: async (sid, ended) => {
      const response = await post('refresh', { sid }, ended);
      return response === null ? { kind: 'offline' } : readRefresh(response, clock.now());
    },
    logout: async (sid) => {
      const response = await post('logout', { sid });
      // Below 500 the server has understood: done, already gone, or another session's cookie, which must stay.
      return response !== null && response.status < 500 && response.status !== 429 ? 'ended' : 'unanswered';
    },
  };
}

async function readLogin(response: Response, now: number): Promise<LoginAnswer> {
  if (response.ok) {
    const grant = await readGrant(response, now);
    return grant === null ? { kind: 'refused' } : { kind: 'granted', grant };
  }
  if (response.status === 401) return { kind: 'wrongPassword' };
  if (response.status === 429) {
    return { kind: 'tooManyAttempts', retryInMs: retryAfterMs(response.headers.get('retry-after'), now) };
  }
  return { kind: response.status >= 500 ? 'offline' : 'refused' };
}

async function readRefresh(response: Response, now: number): Promise<RefreshAnswer> {
  if (response.status === 401) return { kind: 'gone' };
  if (response.status === 409) return { kind: 'otherSession' };
  const grant = response.ok ? await readGrant(response, now) : null;
  // Everything else says nothing about the login: a proxy's page, a server in trouble. Never a logout.
  return grant === null ? { kind: 'offline' } : { kind: 'granted', grant };
}

async function readGrant(response: Response, now: number): Promise<Grant | null> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = v.safeParse(loginAnswer, body);
  if (!parsed.success) return null;
  const { access_token, expires_in, sid, user } = parsed.output;
  const expiresAt = now + expires_in * 1000;
  return { sid, token: access_token, issuedAt: now, expiresAt, user: { ...user, roles: knownRoles(user.roles) } };
}

async function postJson({ clock, fetch }: AuthApiDeps, path: string, init: RequestInit): Promise<Response | null> {
  const deadline = new AbortController();
  const stop = clock.after(AUTH_TIMEOUT_MS, () => deadline.abort());
  try {
    const response = await fetch(path, {
      ...init,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: init.signal ? AbortSignal.any([deadline.signal, init.signal]) : deadline.signal,
    });
    // Read whole inside the deadline: a body that never ends is no answer either.
    const text = await response.text();
    return new Response(response.status === 204 ? null : text, { status: response.status, headers: response.headers });
  } catch {
    // No answer, too late, or cut: the caller hears `offline`.
    return null;
  } finally {
    stop();
  }
}
