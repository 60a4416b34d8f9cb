import type { Clock } from '@vppos/core/time';
import type { Database } from '../db/database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { RandomBytes } from './password.ts';
import { createRefreshTokens } from './refreshTokens.ts';

/** A login ends after this long, however often it is refreshed. */
export const SESSION_TTL_MS = 7 * 24 * 3_600_000;

export interface OpenedSession {
  readonly sid: string;
  readonly refreshToken: string;
}

type Refreshed =
  | { readonly kind: 'refreshed'; readonly sid: string; readonly userId: number; readonly refreshToken: string }
  /** No such token, or its session has ended. */
  | { readonly kind: 'gone' }
  /** The token belongs to a session other than the one asked for. */
  | { readonly kind: 'other_session' }
  /** A token that was replaced long ago came back: somebody has a copy. The session is revoked. */
  | { readonly kind: 'reused' };

export interface Sessions {
  open(userId: number): OpenedSession;
  /** Swaps a refresh token for its successor. `sid` is the session the caller believes to be in. */
  refresh(refreshToken: string, sid: string): Refreshed;
  /** Ends the session, its tokens and its streams. */
  close(refreshToken: string, sid: string): 'closed' | 'gone' | 'other_session';
  /** The user of a session that is still open. */
  userOf(sid: string): number | null;
}

export interface SessionDeps {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly bytes: RandomBytes;
  /** Life of an access token, in seconds. */
  readonly accessTokenTtlS: number;
}

interface SessionEnd {
  expires_at: number;
  revoked_at: number | null;
}

/** Login sessions, each with one chain of refresh tokens. */
export function createSessions(deps: SessionDeps): Sessions {
  const { db, clock } = deps;
  const tokens = createRefreshTokens(deps);
  const isOpen = (row: SessionEnd): boolean => row.revoked_at === null && row.expires_at > clock.now();

  const refresh = (token: string, sid: string): Refreshed => {
    const row = tokens.find(token);
    if (row === null) return { kind: 'gone' };
    if (row.sid !== sid) return { kind: 'other_session' };
    if (!isOpen(row)) return { kind: 'gone' };
    const refreshToken = tokens.successor(token, row);
    if (refreshToken !== null) return { kind: 'refreshed', sid, userId: row.user_id, refreshToken };
    revoke(deps, sid, 'refresh_token_reused');
    return { kind: 'reused' };
  };

  const close = (token: string, sid: string): 'closed' | 'gone' | 'other_session' => {
    const row = tokens.find(token);
    if (row === null) return 'gone';
    if (row.sid !== sid) return 'other_session';
    revoke(deps, sid, 'signed_out');
    return 'closed';
  };

  return {
    open: (userId) =>
      db.transaction(() => {
        const sid = insertSession(deps, userId);
        return { sid, refreshToken: tokens.issue(sid) };
      }),
    refresh: (token, sid) => db.transaction(() => refresh(token, sid)),
    close: (token, sid) => db.transaction(() => close(token, sid)),
    userOf: (sid) => {
      const sql = 'SELECT user_id, expires_at, revoked_at FROM sessions WHERE sid = ?';
      const row = db.get<SessionEnd & { user_id: number }>(sql, sid);
      return row !== undefined && isOpen(row) ? row.user_id : null;
    },
  };
}

function insertSession({ db, clock, bytes }: SessionDeps, userId: number): string {
  const now = clock.now();
  // Here, because this is where they grow: with them go their tokens.
  db.run('DELETE FROM sessions WHERE expires_at < ?', now);
  const sid = bytes(16).toString('hex');
  db.run(
    'INSERT INTO sessions (sid, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)',
    sid,
    userId,
    now,
    now + SESSION_TTL_MS,
  );
  return sid;
}

function revoke({ db, outbox, clock, accessTokenTtlS }: SessionDeps, sid: string, reason: string): void {
  const ended = db.run(
    'UPDATE sessions SET revoked_at = ?, revoked_reason = ? WHERE sid = ? AND revoked_at IS NULL',
    clock.now(),
    reason,
    sid,
  );
  if (ended.changes > 0) outbox.addSessionRevoked({ sid, tokensEndAt: clock.now() + accessTokenTtlS * 1000 });
}
