import type { Clock } from '@vppos/core/time';
import type { Problem, PublishRequest, RealtimeEventType, RealtimePayloadMap } from '@vppos/core/types';
import type { Database } from '../db/database.ts';

/** Sent rows that are kept to look at. */
const SENT_KEPT = 1000;
/** Dead letters that are kept; above it the oldest goes. */
const DEAD_LETTERS_KEPT = 10_000;

/** A login session that has ended; `tokensEndAt` (ms): when the last of its access tokens has expired. */
export interface RevokedSession {
  readonly sid: string;
  readonly tokensEndAt: number;
}

/** A change that the gateway must hear of, in the order of its commit. */
export type OutboxEntry = { readonly id: number; readonly attempts: number } & (
  | { readonly kind: 'publish'; readonly request: PublishRequest }
  | { readonly kind: 'session_revoked'; readonly session: RevokedSession }
);

export interface Outbox {
  /** Must run inside the transaction of the change it tells. `occurred_at` is added. */
  addCompanyEvent<T extends RealtimeEventType>(companyId: number, type: T, payload: RealtimePayloadMap[T]): void;
  /** Likewise, for a login session that has ended. */
  addSessionRevoked(session: RevokedSession): void;
  /** The oldest entry that is still to be sent. */
  next(): OutboxEntry | null;
  markSent(id: number): void;
  markFailed(id: number): void;
  /** Takes an entry that the gateway will never accept out of the line. */
  bury(entry: OutboxEntry, status: number, problem: Problem): void;
}

interface Row {
  id: number;
  kind: OutboxEntry['kind'];
  body: string;
  attempts: number;
}

export function createOutbox(db: Database, clock: Clock): Outbox {
  const databaseId = db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'database_id'")?.value ?? '';
  const add = (kind: OutboxEntry['kind'], body: unknown): void => {
    db.run('INSERT INTO outbox (kind, body, created_at) VALUES (?, ?, ?)', kind, JSON.stringify(body), clock.now());
  };

  return {
    addCompanyEvent: (companyId, type, payload) =>
      add('publish', {
        event: type,
        data: { ...payload, occurred_at: clock.now() },
        target: 'company',
        companyId,
      } satisfies PublishRequest),
    addSessionRevoked: (session) => add('session_revoked', session),
    next: () => {
      const row = db.get<Row>('SELECT id, kind, body, attempts FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT 1');
      return row === undefined ? null : toEntry(row, databaseId);
    },
    markSent: (id) => {
      db.run('UPDATE outbox SET sent_at = ?, attempts = attempts + 1 WHERE id = ?', clock.now(), id);
      db.run('DELETE FROM outbox WHERE sent_at IS NOT NULL AND id <= ?', id - SENT_KEPT);
    },
    markFailed: (id) => {
      db.run('UPDATE outbox SET attempts = attempts + 1 WHERE id = ?', id);
    },
    bury: (entry, status, problem) =>
      db.transaction(() => {
        db.run(
          'INSERT INTO dead_letters SELECT id, kind, body, ?, ?, ? FROM outbox WHERE id = ?',
          status,
          JSON.stringify(problem),
          clock.now(),
          entry.id,
        );
        db.run('DELETE FROM outbox WHERE id = ?', entry.id);
        db.run(
          'DELETE FROM dead_letters WHERE outbox_id <= (SELECT outbox_id FROM dead_letters ORDER BY outbox_id DESC LIMIT 1 OFFSET ?)',
          DEAD_LETTERS_KEPT,
        );
      }),
  };
}

function toEntry(row: Row, databaseId: string): OutboxEntry {
  // Written by `add` above, by kind.
  const body = JSON.parse(row.body) as PublishRequest & RevokedSession;
  const base = { id: row.id, attempts: row.attempts };
  if (row.kind === 'session_revoked') return { ...base, kind: 'session_revoked', session: body };
  return { ...base, kind: 'publish', request: { ...body, idempotencyKey: `${databaseId}-${row.id}` } };
}
