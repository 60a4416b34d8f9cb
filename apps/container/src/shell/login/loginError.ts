import type { LoginResult } from '../../auth/index.ts';

/** What went wrong at the last attempt; `blockedUntil` in ms of the clock, null when trying again is allowed at once. */
export interface LoginProblem {
  readonly code: (LoginResult & { ok: false })['code'];
  readonly blockedUntil: number | null;
}

/** Pure. What is shown after a login that failed at `now`. */
export function toLoginProblem(result: LoginResult & { ok: false }, now: number): LoginProblem {
  const waitMs = result.retryAfterMs ?? 0;
  return { code: result.code, blockedUntil: waitMs > 0 ? now + waitMs : null };
}

/** What is missing before a login is worth sending. */
export function missingField(username: string, password: string): 'username' | 'password' | null {
  if (username.trim() === '') return 'username';
  return password === '' ? 'password' : null;
}
