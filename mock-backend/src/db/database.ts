import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Stop } from '@vppos/core/time';
import { inTransaction } from './inTransaction.ts';
import { migrate } from './schema.ts';

/** How long a statement waits for another process's lock, in ms. */
const BUSY_TIMEOUT_MS = 5000;

/** The shop's database: synchronous, one writer, everything committed is on the disk. */
export interface Database {
  /** Runs one statement; `changes` is how many rows it touched, `lastId` the row it inserted. */
  run(sql: string, ...params: SQLInputValue[]): { changes: number; lastId: number };
  /** The first row. `Row` must name the columns the statement selects. */
  get<Row>(sql: string, ...params: SQLInputValue[]): Row | undefined;
  /** All rows. `Row` must name the columns the statement selects. */
  all<Row>(sql: string, ...params: SQLInputValue[]): Row[];
  /** All or nothing: a throw inside `work` rolls back and goes on to the caller. Not nestable. */
  transaction<T>(work: () => T): T;
  /** Calls after every committed transaction. */
  onCommit(listener: () => void): Stop;
  close(): void;
}

/** Opens (or makes) `pos.db` in `dataDir` and brings its schema up to date. */
export function openDatabase(dataDir: string): Database {
  mkdirSync(dataDir, { recursive: true });
  const sqlite = new DatabaseSync(join(dataDir, 'pos.db'), { timeout: BUSY_TIMEOUT_MS });
  try {
    // FULL: a webhook is answered with 2xx only once its row survives a power cut.
    sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    migrate(sqlite);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return wrap(sqlite);
}

function wrap(sqlite: DatabaseSync): Database {
  // Bounded: keyed by the statements written in this program.
  const statements = new Map<string, StatementSync>();
  const listeners = new Set<() => void>();

  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = sqlite.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };

  return {
    run: (sql, ...params) => {
      const result = prepare(sql).run(...params);
      return { changes: Number(result.changes), lastId: Number(result.lastInsertRowid) };
    },
    // True by each caller's SELECT: the schema of this database is ours alone.
    get: <Row>(sql: string, ...params: SQLInputValue[]) => prepare(sql).get(...params) as Row | undefined,
    all: <Row>(sql: string, ...params: SQLInputValue[]) => prepare(sql).all(...params) as Row[],
    transaction: (work) => {
      const result = inTransaction(sqlite, work);
      for (const listener of [...listeners]) listener();
      return result;
    },
    onCommit: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      if (sqlite.isOpen) sqlite.close();
    },
  };
}
