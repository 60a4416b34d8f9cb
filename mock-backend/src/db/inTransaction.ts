import type { DatabaseSync } from 'node:sqlite';

/** All or nothing: a throw inside `work` rolls back and goes on to the caller. No other process writes meanwhile. */
export function inTransaction<T>(sqlite: DatabaseSync, work: () => T): T {
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    sqlite.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk ends the transaction by itself; a second ROLLBACK would hide its error.
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
    throw error;
  }
}
