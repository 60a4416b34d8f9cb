import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '@vppos/core/time';
import type { Database } from '../db/database.ts';
import type { RandomBytes } from './password.ts';

/** Two tabs, or a lost answer: so long the direct predecessor gives the same successor. */
const ROTATION_GRACE_MS = 30_000;

/** A refresh token that was given out, with the session it belongs to. */
interface TokenRow {
  hash: string;
  sid: string;
  successor_hash: string | null;
  successor_salt: string | null;
  rotated_at: number | null;
  user_id: number;
  expires_at: number;
  revoked_at: number | null;
}

/** The chain of refresh tokens of each session. Only their hashes are stored. */
export interface RefreshTokens {
  /** The first token of a session. */
  issue(sid: string): string;
  find(token: string): TokenRow | null;
  /** The token that follows; null when `row` was replaced too long ago, or by one that was itself replaced. */
  successor(token: string, row: TokenRow): string | null;
}

export function createRefreshTokens(deps: { db: Database; clock: Clock; bytes: RandomBytes }): RefreshTokens {
  const { db, clock, bytes } = deps;
  const insert = (token: string, sid: string): void => {
    db.run('INSERT INTO refresh_tokens (hash, sid) VALUES (?, ?)', hashOf(token), sid);
  };

  const rotate = (token: string, row: TokenRow): string => {
    const salt = bytes(32).toString('base64url');
    const successor = successorOf(token, salt);
    db.run(
      'UPDATE refresh_tokens SET successor_hash = ?, successor_salt = ?, rotated_at = ? WHERE hash = ?',
      hashOf(successor),
      salt,
      clock.now(),
      row.hash,
    );
    insert(successor, row.sid);
    return successor;
  };

  return {
    issue: (sid) => {
      const token = bytes(32).toString('base64url');
      insert(token, sid);
      return token;
    },
    find: (token) => {
      const sql = `SELECT t.*, s.user_id, s.expires_at, s.revoked_at
                   FROM refresh_tokens t JOIN sessions s USING (sid) WHERE t.hash = ?`;
      return db.get<TokenRow>(sql, hashOf(token)) ?? null;
    },
    successor: (token, row) => {
      if (row.rotated_at === null) return rotate(token, row);
      if (row.successor_hash === null || row.successor_salt === null) return null;
      if (clock.now() - row.rotated_at > ROTATION_GRACE_MS) return null;
      const newest = db.get('SELECT 1 FROM refresh_tokens WHERE hash = ? AND rotated_at IS NULL', row.successor_hash);
      return newest === undefined ? null : successorOf(token, row.successor_salt);
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

// Neither the old token alone nor the database alone gives the successor.
function successorOf(token: string, salt: string): string {
  return createHmac('sha256', salt).update(token).digest('base64url');
}
