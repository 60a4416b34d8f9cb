import type { Database } from '../database.ts';
import { insertProducts } from '../seed.ts';
import { largeCatalogue } from './catalogue.ts';
import { type LargeProduct, largeOrder } from './largeOrder.ts';
import { writeOrder } from './writeOrder.ts';

const COMPANY_ID = 1;
const SEED = 20_260_101;
const DAYS = 60;
const ORDERS = 10_000;
const OPENING_CASH = 500_000;
const DAY_MS = 86_400_000;
const SHOP_UTC_OFFSET_MS = 7 * 3_600_000;
const OPENS_MS = 6 * 3_600_000;
const CLOSES_MS = 22 * 3_600_000;
/** Where and by whom is sold. */
const COUNTERS = [
  { tillId: 'quay-1', cashierId: 1 },
  { tillId: 'quay-2', cashierId: 2 },
];

type Counter = (typeof COUNTERS)[number];

/**
 * Gives the first demo shop 2,000 products and 10,000 orders of the last 60 days, today left free: the same ones every time
 * but for their dates. A database that has them is left as it is.
 */
export function seedLargeDemo(db: Database, now: number): void {
  const random = repeatable(SEED);
  db.transaction(() => {
    if (db.run("INSERT OR IGNORE INTO meta VALUES ('large_demo', '1')").changes === 0) return;
    insertProducts(db, COMPANY_ID, largeCatalogue());
    const products = db.all<LargeProduct>('SELECT id, name, price FROM products WHERE company_id = ?', COMPANY_ID);
    for (let day = 0; day < DAYS; day += 1) sellADay(db, { random, products, day, start: startOf(now, day) });
  });
}

/** Chance in [0, 1) that is the same every time: the linear generator of Numerical Recipes. */
function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Midnight in the shop, so many days after the first. */
function startOf(now: number, day: number): number {
  const today = Math.floor((now + SHOP_UTC_OFFSET_MS) / DAY_MS) * DAY_MS - SHOP_UTC_OFFSET_MS;
  return today - (DAYS - day) * DAY_MS;
}

interface Day {
  readonly random: () => number;
  readonly products: readonly LargeProduct[];
  readonly day: number;
  readonly start: number;
}

function sellADay(db: Database, { random, products, day, start }: Day): void {
  const opened = COUNTERS.map((counter) => ({ counter, shiftId: openShift(db, counter, start + OPENS_MS) }));
  const first = Math.floor((ORDERS * day) / DAYS);
  const last = Math.floor((ORDERS * (day + 1)) / DAYS);
  for (let nth = first; nth < last; nth += 1) {
    const at = start + OPENS_MS + Math.floor(((CLOSES_MS - OPENS_MS) * (nth - first + random() / 2)) / (last - first));
    const place = opened[Math.floor(random() * opened.length)];
    if (place === undefined) throw new RangeError('There is no counter.');
    writeOrder(db, largeOrder(random, products, { ...place.counter, at }), { nth, shiftId: place.shiftId });
  }
  for (const { counter, shiftId } of opened) closeShift(db, { ...counter, shiftId, at: start + CLOSES_MS });
}

function openShift(db: Database, { tillId, cashierId }: Counter, at: number): number {
  const { lastId } = db.run(
    'INSERT INTO shifts (company_id, till_id, opened_by, opened_at, opening_cash) VALUES (?, ?, ?, ?, ?)',
    COMPANY_ID,
    tillId,
    cashierId,
    at,
    OPENING_CASH,
  );
  return lastId;
}

function closeShift(db: Database, closing: Counter & { shiftId: number; at: number }): void {
  const taken = db.get<{ cash: number }>(
    `SELECT coalesce(sum(amount), 0) AS cash FROM receipts WHERE shift_id = ? AND method = 'cash'`,
    closing.shiftId,
  );
  const expected = OPENING_CASH + (taken?.cash ?? 0);
  db.run(
    'UPDATE shifts SET closed_by = ?, closed_at = ?, counted_cash = ?, expected_cash = ? WHERE id = ?',
    closing.cashierId,
    closing.at,
    expected,
    expected,
    closing.shiftId,
  );
}
