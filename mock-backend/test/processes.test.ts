import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../src/db/database.ts';
import { startShop } from './testing/startShop.ts';

const SELLER = resolve(import.meta.dirname, 'testing/seller.main.ts');

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vppos-processes-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

interface Seller {
  /** Settles once it waits for its word. */
  readonly ready: Promise<unknown>;
  readonly ended: Promise<{ end: number | string | null; said: string }>;
  go(): void;
}

/** Another process at the same database. */
function start(part: 'sell' | 'receive' | 'book'): Seller {
  const child = spawn(process.execPath, [SELLER, dataDir, part]);
  let said = '';
  child.stderr.on('data', (bytes) => {
    said += bytes;
  });
  return {
    ready: new Promise((done) => child.stdout.once('data', done)),
    ended: new Promise((done) => child.on('close', (code, signal) => done({ end: code ?? signal, said }))),
    go: () => child.stdin.end('go'),
  };
}

const rows = (db: Database, sql: string) => db.all(sql);

it('[PAY13] counts everything once when two processes share one database', async () => {
  const sellers = [start('sell'), start('sell')];
  await Promise.all(sellers.map(({ ready }) => ready));
  for (const seller of sellers) seller.go();

  expect(await Promise.all(sellers.map(({ ended }) => ended))).toEqual([
    { end: 0, said: '' },
    { end: 0, said: '' },
  ]);
  const db = openDatabase(dataDir);
  expect(rows(db, 'SELECT count(*) AS orders FROM orders')).toEqual([{ orders: 12 }]);
  expect(rows(db, 'SELECT count(*) AS transfers, sum(amount) AS amount FROM transfers')).toEqual([
    { transfers: 24, amount: 6_000_000 },
  ]);
  expect(
    rows(db, 'SELECT id FROM orders o WHERE paid <> (SELECT total(amount) FROM receipts WHERE order_id = o.id)'),
  ).toEqual([]);
  const once = `SELECT t.id FROM transfers t WHERE t.outcome = 'unmatched' OR
    (SELECT count(*) FROM receipts WHERE transfer_id = t.id) +
    (SELECT count(*) FROM refund_tasks WHERE transfer_id = t.id AND receipt_id IS NULL) <> 1`;
  expect(rows(db, once)).toEqual([]);
  expect(rows(db, "SELECT count(*) AS cash, sum(amount) AS amount FROM receipts WHERE method = 'cash'")).toEqual([
    { cash: 3, amount: 300_000 },
  ]);
  const paidTwice = `SELECT body ->> '$.data.order_id' AS id FROM outbox WHERE body ->> 'event' = 'order_paid' GROUP BY 1 HAVING count(*) > 1`;
  expect(rows(db, paidTwice)).toEqual([]);
  expect(rows(db, 'SELECT count(*) AS open FROM shifts WHERE closed_at IS NULL')).toEqual([{ open: 0 }]);
  expect(rows(db, "SELECT count(*) AS waiting FROM bank_inbox WHERE state = 'received'")).toEqual([{ waiting: 0 }]);
  db.close();
}, 60_000);

it.each(['receive', 'book'] as const)(
  '[BANK8] keeps what was told when the process is killed (%s), and books it once when it starts again',
  async (part) => {
    expect((await start(part).ended).end).toBe('SIGKILL');

    const shop = await startShop({ dataDir });
    await shop.restart();

    const { db } = shop.backend;
    expect(rows(db, 'SELECT status, paid FROM orders')).toEqual([{ status: 'paid', paid: 250_000 }]);
    expect(rows(db, 'SELECT state FROM bank_inbox')).toEqual([{ state: 'booked' }]);
    const told = (await shop.told(3)).map(([type]) => type);
    expect(told).toEqual(['order_created', 'payment_received', 'order_paid']);
    await shop.stop();
  },
  60_000,
);
