import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { seedDemoShops } from '../seed.ts';
import { seedLargeDemo } from './seedLargeDemo.ts';

const NOW = Date.UTC(2026, 5, 15, 3);

it('[DEMO1] fills the first shop with 2,000 products and 10,000 orders whose money adds up, once', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'vppos-large-'));
  const db = openDatabase(dir);
  await seedDemoShops(db, async () => 'hash');
  const count = (sql: string) => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)?.n;

  seedLargeDemo(db, NOW);
  seedLargeDemo(db, NOW);

  expect(count('products WHERE company_id = 1')).toBe(2014);
  expect(db.get('SELECT count(DISTINCT name) AS n FROM products WHERE company_id = 1')).toEqual({ n: 2014 });
  expect(count('products WHERE barcode IS NULL')).toBe(0);
  expect(count('orders')).toBe(10_000);
  expect(count(`orders WHERE created_at > ${NOW} OR created_at < ${NOW - 61 * 86_400_000}`)).toBe(0);
  const paid = count("orders WHERE status = 'paid'");
  expect(paid).toBeGreaterThan(9000);
  expect(paid).toBeLessThan(9500);
  const wrong = `orders o WHERE paid != (SELECT coalesce(sum(amount), 0) FROM receipts r WHERE r.order_id = o.id)
    OR total != (SELECT sum(price * quantity) FROM order_items i WHERE i.order_id = o.id)
    OR (status IN ('paid', 'overpaid')) != (paid >= total)`;
  expect(count(wrong)).toBe(0);
  db.close();
  rmSync(dir, { recursive: true });
}, 30_000);
