import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOrderDetail } from '../../orders/readOrders.ts';
import { type Database, openDatabase } from '../database.ts';
import { DEMO_BANK_BIN, DEMO_SHOPS } from '../demoShops.ts';
import { seedDemoShops } from '../seed.ts';
import { SHOP_MIGRATION } from './shop.ts';

/** What a shop of version 1 has: a paid order, one that was cancelled with money on it, and one that waits. */
const VERSION_1_DATA = `
  INSERT INTO companies VALUES (1, 'Quán', '970436', '0123456789');
  INSERT INTO users VALUES (1, 1, 'lan', 'Lan', '["cashier"]', 'hash');
  INSERT INTO products VALUES (1, 1, 'Phở', 'Món', 55000);
  INSERT INTO orders VALUES
    (1001, 1, 'paid', 55000, 55000, 'quay-1', 1, 10, 20, NULL, NULL, 'a', 'hash-a'),
    (1002, 1, 'cancelled', 55000, 5000, NULL, 1, 11, NULL, 30, 'đổi ý', 'b', 'hash-b'),
    (1003, 1, 'unpaid', 110000, 0, 'quay-2', 1, 12, NULL, NULL, NULL, 'c', 'hash-c');
  INSERT INTO order_items VALUES (1001, 0, 1, 'Phở', 55000, 1), (1002, 0, 1, 'Phở', 55000, 1), (1003, 0, 1, 'Phở', 55000, 2);
  INSERT INTO payments VALUES
    (1001, 1001, 'vietqr', 55000, 'closed', 'VP1001XX', 'qr', NULL, 15, 1000),
    (1002, 1002, 'vietqr', 55000, 'closed', 'VP1002XX', 'qr', 'quay-9', 16, 1000),
    (1003, 1003, 'vietqr', 110000, 'open', 'VP1003XX', 'qr', 'quay-2', 17, 1000);
  INSERT INTO bank_inbox VALUES
    (1, 'payos', '{}', 'h1', 20, 1, 'booked', 0, NULL), (2, 'payos', '{}', 'h2', 21, 1, 'booked', 0, NULL),
    (3, 'payos', '{}', 'h3', 22, 1, 'refund', 0, NULL);
  INSERT INTO transfers VALUES
    (1, 'k1', 1, 1, 1001, 55000, 'FT1', 'AN', 'VP1001XX', 19, 'booked'),
    (2, 'k2', 2, 1, 1002, 5000, 'FT2', 'BA', 'VP1002XX', 20, 'booked'),
    (3, 'k3', 3, 1, 1001, 55000, 'FT3', 'AN', 'VP1001XX', 21, 'refund');
  INSERT INTO receipts VALUES
    (1, 1001, 1001, 1, 'vietqr', 55000, 'FT1', 'AN', 20, 0), (2, 1002, 1002, 2, 'vietqr', 5000, 'FT2', 'BA', 21, 1);
  INSERT INTO refund_tasks VALUES (1, 1002, 2, 5000, 'order_cancelled', 30), (2, 1001, 3, 55000, 'order_already_paid', 22);
  INSERT INTO outbox (id, kind, body, created_at) VALUES (7, 'publish', '{}', 20);
`;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vppos-v1-'));
  const sqlite = new DatabaseSync(join(dir, 'pos.db'));
  sqlite.exec(`${SHOP_MIGRATION} ${VERSION_1_DATA} PRAGMA user_version = 1;`);
  sqlite.close();
});
afterEach(() => rmSync(dir, { recursive: true }));

it('brings a database of version 1 up to date and loses nothing', () => {
  const db = openDatabase(dir);

  expect(readOrderDetail(db, 1, 1001)).toMatchObject({
    status: 'paid',
    subtotal: 55_000,
    discount: 0,
    total: 55_000,
    table: null,
    items: [{ line: 0, product_id: 1, quantity: 1, note: null }],
    payments: [
      { receipt_id: 1, method: 'vietqr', amount: 55_000, reference: 'FT1', till_id: 'quay-1', late: false, change: 0 },
    ],
    refunds: [{ refund_id: 2, reason: 'order_already_paid', reference: 'FT3', payer: 'AN', done_at: null }],
  });
  expect(readOrderDetail(db, 1, 1002)).toMatchObject({
    status: 'cancelled',
    cancelled_by_name: null,
    payments: [{ receipt_id: 2, amount: 5000, till_id: 'quay-9', late: true, bank_confirmed: true }],
    refunds: [{ refund_id: 1, amount: 5000, reason: 'order_cancelled' }],
  });
  expect(readOrderDetail(db, 1, 1003)).toMatchObject({ open_payment: { payment_id: 1003, code: 'VP1003XX' } });
  expect(db.all('SELECT id, receipt_id FROM refund_tasks ORDER BY id')).toEqual([
    { id: 1, receipt_id: 2 },
    { id: 2, receipt_id: null },
  ]);
  const counts = ['orders', 'order_items', 'payments', 'bank_inbox', 'transfers', 'receipts', 'refund_tasks', 'outbox'];
  expect(counts.map((table) => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n)).toEqual([
    3, 3, 3, 3, 3, 2, 2, 1,
  ]);
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
  db.close();
});

it('[ORDER13] gives the demo products of version 1 the barcodes that a new demo shop has, and no other shop any', async () => {
  rmSync(join(dir, 'pos.db'));
  const sqlite = new DatabaseSync(join(dir, 'pos.db'));
  sqlite.exec(`${SHOP_MIGRATION} PRAGMA user_version = 1; INSERT INTO companies VALUES (3, 'Quán', '970436', '777');
    INSERT INTO products VALUES (900, 3, 'Bún', 'Món', 1);`);
  const shop = sqlite.prepare('INSERT INTO companies VALUES (?, ?, ?, ?)');
  const product = sqlite.prepare('INSERT INTO products (company_id, name, category, price) VALUES (?, ?, ?, ?)');
  for (const { id, name, account, products } of DEMO_SHOPS) {
    shop.run(id, name, DEMO_BANK_BIN, account);
    for (const one of products) product.run(id, one.name, one.category, one.price);
  }
  sqlite.close();
  const fresh = mkdtempSync(join(tmpdir(), 'vppos-new-'));
  const barcodes = (db: Database) =>
    db.all('SELECT company_id, name, barcode FROM products WHERE company_id < 3 ORDER BY barcode');

  const [old, made] = [openDatabase(dir), openDatabase(fresh)];
  await seedDemoShops(made, async () => 'hash');

  expect(barcodes(old)).toEqual(barcodes(made));
  expect(old.get('SELECT barcode FROM products WHERE company_id = 3')).toEqual({ barcode: null });
  old.close();
  made.close();
  rmSync(fresh, { recursive: true });
});

it('numbers what comes after the migration on from what was there', () => {
  const db = openDatabase(dir);

  const { lastId } = db.run(
    `INSERT INTO receipts (company_id, order_id, payment_id, method, amount, booked_at, late) VALUES (1, 1003, 1003, 'cash', 1, 1, 0)`,
  );

  expect(lastId).toBe(3);
  db.close();
});
