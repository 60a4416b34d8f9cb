import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './inTransaction.ts';
import { BANK_MIGRATION } from './migrations/bank.ts';
import { COUNTER_MIGRATION } from './migrations/counter.ts';
import { DEMO_BARCODES_MIGRATION } from './migrations/demoBarcodes.ts';
import { SHOP_MIGRATION } from './migrations/shop.ts';

/**
 * One string a version, applied once and in order; a published version is never edited. Times are ms since 1970, money is
 * integer VND. Order and payment ids start at 1001.
 */
const MIGRATIONS: readonly string[] = [SHOP_MIGRATION, COUNTER_MIGRATION, BANK_MIGRATION, DEMO_BARCODES_MIGRATION];

/** Brings a database to the newest version, each step in a transaction of its own. */
export function migrate(sqlite: DatabaseSync): void {
  const version = versionOf(sqlite);
  if (version > MIGRATIONS.length) {
    throw new Error(
      `The database is of version ${version}, this program knows ${MIGRATIONS.length}: update the program.`,
    );
  }
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < version) continue;
    inTransaction(sqlite, () => {
      // Another process may have taken this step while we waited for it.
      if (versionOf(sqlite) === index) sqlite.exec(`${step} PRAGMA user_version = ${index + 1};`);
    });
  }
  // Names this database to the gateway: a fresh one never reuses an old one's idempotency keys.
  sqlite.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('database_id', ?)").run(randomUUID());
}

function versionOf(sqlite: DatabaseSync): number {
  return Number(sqlite.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}
