import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as v from 'valibot';
import { mintEpoch } from './bounds.ts';
import {
  type IdempotencyKey,
  type LogEntry,
  type LogRecord,
  REVOCATIONS_MAX,
  REVOCATIONS_MAX_OF_COMPANY,
  type RevocationRecord,
} from './eventLog.ts';

const rowSchema = v.object({
  seq: v.number(),
  at: v.number(),
  type: v.nullable(v.string()),
  json: v.nullable(v.string()),
  target: v.string(),
});
const keySchema = v.object({ body_hash: v.string(), seq: v.number() });
const revocationSchema = v.object({ company_id: v.number(), session_id: v.string(), until: v.number() });
const ANY_COMPANY = 0;

/** What a row of `entries` says; its id is the log's business. */
export type StoredEntry = Omit<LogEntry, 'id'>;

/** The statements of the sqlite log: rows in, rows out, and no decisions. */
export class SqliteStore {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** One of the statements that hold a transaction together. */
  exec(sql: string): void {
    this.#run(sql);
  }

  /** The epoch and the last seq ever given; an empty file gets its epoch here. */
  identity(newId: () => string): { epoch: string; lastSeq: number } {
    this.#run("INSERT OR IGNORE INTO meta VALUES ('epoch', ?), ('last_seq', 0)", mintEpoch(newId));
    const text = (name: string): unknown => this.#get('SELECT value FROM meta WHERE name = ?', name)?.value;
    const newest = Number(this.#get('SELECT MAX(seq) AS seq FROM entries')?.seq ?? 0);
    return { epoch: String(text('epoch')), lastSeq: Math.max(Number(text('last_seq')), newest) };
  }

  insert(entry: StoredEntry): void {
    const { record, seq, at } = entry;
    const sql = 'INSERT INTO entries (seq, at, type, json, target) VALUES (?, ?, ?, ?, ?)';
    if (record.kind === 'event') this.#run(sql, seq, at, record.type, record.json, JSON.stringify(record.target));
    else this.#run(sql, seq, at, null, null, JSON.stringify(record));
  }

  /** Reads row by row: who stops early has not read the rest. */
  *entriesAfter(seq: number, limit: number): Generator<StoredEntry> {
    const sql = 'SELECT seq, at, type, json, target FROM entries WHERE seq > ? ORDER BY seq LIMIT ?';
    for (const row of this.#statement(sql).iterate(seq, limit)) yield readEntry(row);
  }

  /** The oldest kept entry's seq and time, or null when none is kept. */
  oldest(): { seq: number; at: number } | null {
    return this.#firstOf('SELECT seq, at FROM entries ORDER BY seq LIMIT 1');
  }

  /** The oldest entry that is not older than `at`, or null. */
  oldestSince(at: number): { seq: number; at: number } | null {
    return this.#firstOf('SELECT seq, at FROM entries WHERE at >= ? ORDER BY seq LIMIT 1', at);
  }

  newestAt(): number {
    return Number(this.#get('SELECT at FROM entries ORDER BY seq DESC LIMIT 1')?.at ?? 0);
  }

  deleteThrough(seq: number): void {
    this.#run('DELETE FROM entries WHERE seq <= ?', seq);
  }

  /** `lastSeq` is written down first: when every entry goes, nothing else would say where the numbers go on. */
  deleteOlderThan(at: number, lastSeq: number): void {
    this.#run("UPDATE meta SET value = ? WHERE name = 'last_seq'", lastSeq);
    // Times never run backwards, so the aged entries are the first ones.
    const first = 'SELECT seq FROM entries WHERE at >= ? ORDER BY seq LIMIT 1';
    this.#run(`DELETE FROM entries WHERE seq < COALESCE((${first}), 9007199254740991)`, at);
  }

  findKey(key: IdempotencyKey, notBefore: number): { bodyHash: string; seq: number } | null {
    const sql = 'SELECT body_hash, seq FROM idempotency WHERE sub = ? AND key = ? AND at > ?';
    const row = this.#get(sql, key.sub, key.key, notBefore);
    if (row === undefined) return null;
    const { body_hash, seq } = v.parse(keySchema, row);
    return { bodyHash: body_hash, seq };
  }

  insertKey(key: IdempotencyKey, at: { seq: number; at: number }): void {
    const sql = 'INSERT OR REPLACE INTO idempotency (sub, key, body_hash, seq, at) VALUES (?, ?, ?, ?, ?)';
    this.#run(sql, key.sub, key.key, key.bodyHash, at.seq, at.at);
  }

  /** Keeps the newest `max` keys, and none as old as `notAfter`. */
  trimKeys(max: number, notAfter: number): void {
    this.#run('DELETE FROM idempotency WHERE id <= (SELECT MAX(id) FROM idempotency) - ?', max);
    const first = 'SELECT id FROM idempotency WHERE at > ? ORDER BY id LIMIT 1';
    this.#run(`DELETE FROM idempotency WHERE id < COALESCE((${first}), 9007199254740991)`, notAfter);
  }

  insertRevocation(record: RevocationRecord): void {
    const sql = `INSERT INTO revocations (company_id, session_id, until) VALUES (?, ?, ?)
      ON CONFLICT (company_id, session_id) DO UPDATE SET until = MAX(until, excluded.until)`;
    const companyId = record.companyId ?? ANY_COMPANY;
    this.#run(sql, companyId, record.sessionId, record.until);
    // By count and not by distance of ids: what a company has pushed out of its own must not push out others'.
    const beyond = 'SELECT id FROM revocations ORDER BY id DESC LIMIT 1 OFFSET ?';
    this.#run(`DELETE FROM revocations WHERE id <= (${beyond})`, REVOCATIONS_MAX);
    if (record.companyId === null) return;
    const beyondOwn = 'SELECT id FROM revocations WHERE company_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?';
    const sqlOwn = `DELETE FROM revocations WHERE company_id = ? AND id <= (${beyondOwn})`;
    this.#run(sqlOwn, companyId, companyId, REVOCATIONS_MAX_OF_COMPANY);
  }

  revocationsAfter(now: number): RevocationRecord[] {
    this.#run('DELETE FROM revocations WHERE until <= ?', now);
    const rows = this.#statement('SELECT company_id, session_id, until FROM revocations ORDER BY id').all();
    return rows.map((row) => {
      const { company_id, session_id, until } = v.parse(revocationSchema, row);
      const companyId = company_id === ANY_COMPANY ? null : company_id;
      return { kind: 'revocation', sessionId: session_id, companyId, until };
    });
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #firstOf(sql: string, ...values: number[]): { seq: number; at: number } | null {
    const row = this.#get(sql, ...values);
    return row === undefined ? null : { seq: Number(row.seq), at: Number(row.at) };
  }

  #get(sql: string, ...values: (string | number | null)[]): Record<string, unknown> | undefined {
    return this.#statement(sql).get(...values);
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#statement(sql).run(...values);
  }
}

function readEntry(raw: unknown): StoredEntry {
  const { seq, at, type, json, target } = v.parse(rowSchema, raw);
  if (type !== null && json !== null) {
    // Only `insert` writes this table: the column holds the record it was given.
    const record = { kind: 'event', type, json, target: JSON.parse(target) } as LogRecord;
    return { seq, at, record };
  }
  return { seq, at, record: JSON.parse(target) as LogRecord };
}
