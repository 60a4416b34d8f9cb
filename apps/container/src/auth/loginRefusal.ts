import type { LoginAnswer } from './authApi.ts';
import type { LoginResult } from './session.types.ts';

/** What the login form is told when the server did not grant a login. */
export function toRefusal(answer: Exclude<LoginAnswer, { kind: 'granted' }>): LoginResult {
  switch (answer.kind) {
    case 'wrongPassword':
      return { ok: false, code: 'WRONG_PASSWORD' };
    case 'tooManyAttempts':
      return {
        ok: false,
        code: 'TOO_MANY_ATTEMPTS',
        ...(answer.retryInMs !== null && { retryAfterMs: answer.retryInMs }),
      };
    case 'offline':
      return { ok: false, code: 'OFFLINE' };
    case 'refused':
      return { ok: false, code: 'REFUSED' };
  }
}
