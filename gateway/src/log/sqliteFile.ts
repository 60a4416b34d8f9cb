import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The file cannot be this process's log. The message is a sentence for whoever starts the gateway. */
export class LogFileError extends Error {
  override readonly name = 'LogFileError';
  readonly code: 'LOG_IN_USE' | 'LOG_UNREADABLE';

  constructor(code: LogFileError['code'], sentence: string, cause: unknown) {
    super(sentence, { cause });
    this.code = code;
  }
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, type TEXT, json TEXT, target TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS idempotency (
    id INTEGER PRIMARY KEY, sub TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL,
    seq INTEGER NOT NULL, at INTEGER NOT NULL, UNIQUE (sub, key));
  CREATE TABLE IF NOT EXISTS revocations (
    id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL, session_id TEXT NOT NULL, until INTEGER NOT NULL,
    UNIQUE (company_id, session_id));
  CREATE INDEX IF NOT EXISTS revocations_of_company ON revocations (company_id, id);
`;
const SQLITE_BUSY = 5;

/**
 * Opens the file for this process alone; the lock dies with the process, however it dies.
 * @throws LogFileError `LOG_IN_USE` when another process has it, `LOG_UNREADABLE` when it cannot be opened as a log.
 */
export function openLogFile(path: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    db = new DatabaseSync(path, { timeout: 0 });
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    db.exec('PRAGMA journal_mode = WAL');
    // NORMAL would lose the last commits in a power cut, and their ids would be issued a second time.
    db.exec('PRAGMA synchronous = FULL');
    // The first write takes the exclusive lock that `locking_mode` then keeps.
    db.exec(`BEGIN EXCLUSIVE; ${SCHEMA} COMMIT`);
    return db;
  } catch (error) {
    db?.close();
    throw asLogFileError(path, error);
  }
}

function asLogFileError(path: string, error: unknown): LogFileError {
  if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
    const sentence = `The event log ${path} is in use by another process: stop that one, or set GATEWAY_LOG to another file.`;
    return new LogFileError('LOG_IN_USE', sentence, error);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new LogFileError('LOG_UNREADABLE', `The event log ${path} cannot be opened (${reason}).`, error);
}
