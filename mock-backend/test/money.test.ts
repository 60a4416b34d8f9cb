import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../src/db/database.ts';
import { readShift } from '../src/shifts/readShifts.ts';
import { reportShift } from '../src/shifts/report.ts';
import { layMoneyTable, type MoneyTable, PLAYED_COMPANIES, type Step } from './testing/moneyTable.ts';

let table: MoneyTable;
beforeAll(async () => {
  table = await layMoneyTable();
});
afterAll(() => table.close());

const nth = fc.nat({ max: 3 });
/** Mostly the first company's, so that something comes of it. */
const actor = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });
const till = fc.constantFrom('quay-1', 'quay-2');
const part = fc.constantFrom(1, 2, 2, 3);
const teller = fc.record({
  by: fc.constantFrom('payos' as const, 'sepay' as const, 'list' as const),
  knows: fc.boolean(),
});
const of = <K extends string>(...kinds: K[]) => fc.constantFrom(...kinds);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: of('order', 'order', 'openShift'), actor, till }) },
  { weight: 4, arbitrary: fc.record({ kind: of('ask', 'ask', 'ask', 'cancel'), actor, order: nth, till }) },
  { weight: 4, arbitrary: fc.record({ kind: of('cash', 'manual'), actor, order: nth, till, part }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: of('transfer'),
      actor,
      codes: fc.array(nth, { maxLength: 2 }),
      part,
      out: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      tellers: fc.array(teller, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: of('match'), actor, transfer: nth, order: nth }) },
  { weight: 1, arbitrary: fc.record({ kind: of('sendBack'), actor, transfer: nth }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: of('giveBack'), actor, refund: nth, till, method: of('cash', 'transfer') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: of('closeShift'), actor, shift: nth }) },
  { weight: 1, arbitrary: fc.record({ kind: of('wait') }) },
);
const story = fc
  .array(step, { minLength: 8, maxLength: 30, size: 'max' })
  .map((steps): Step[] => [
    { kind: 'order', actor: 0, till: 'quay-1' },
    { kind: 'openShift', actor: 0, till: 'quay-1' },
    { kind: 'ask', actor: 0, order: 0, till: 'quay-1' },
    ...steps,
  ]);

/** Rows that must not be there, by what they would mean. */
const WRONGS: Readonly<Record<string, string>> = {
  'an order has got something else than its receipts': `
    SELECT o.id FROM orders o WHERE o.paid <> (SELECT coalesce(sum(amount), 0) FROM receipts WHERE order_id = o.id)`,
  'a status says something else than the money': `
    SELECT id FROM orders WHERE status <> 'cancelled' AND status <>
      CASE WHEN paid = 0 THEN 'unpaid' WHEN paid < total THEN 'partially_paid' WHEN paid = total THEN 'paid' ELSE 'overpaid' END`,
  'what must go back of an order is not what it has got too much': `
    SELECT o.id FROM orders o WHERE CASE o.status WHEN 'cancelled' THEN o.paid ELSE max(0, o.paid - o.total) END <>
      (SELECT coalesce(sum(amount), 0) FROM refund_tasks WHERE order_id = o.id AND receipt_id IS NOT NULL)`,
  'a settled or cancelled order still asks for money, or an open one for too much': `
    SELECT p.id FROM payments p JOIN orders o ON o.id = p.order_id
    WHERE p.status = 'open' AND (o.status IN ('paid', 'overpaid', 'cancelled') OR p.amount > o.total - o.paid)`,
  'a transfer is not on exactly one receipt, refund or list': `
    SELECT t.id FROM transfers t WHERE
      (SELECT count(*) FROM receipts WHERE transfer_id = t.id AND amount = t.amount) <> (t.outcome = 'booked') OR
      (SELECT count(*) FROM receipts WHERE transfer_id = t.id) <> (t.outcome = 'booked') OR
      (SELECT count(*) FROM refund_tasks WHERE transfer_id = t.id AND receipt_id IS NULL AND amount = t.amount)
        <> (t.outcome = 'refund')`,
  'money is at another company than its account, its order or its payment': `
    SELECT t.id FROM transfers t JOIN payments p ON p.id = t.payment_id JOIN orders o ON o.id = p.order_id
      WHERE o.company_id <> t.company_id
    UNION ALL SELECT r.id FROM receipts r JOIN orders o ON o.id = r.order_id JOIN payments p ON p.id = r.payment_id
      WHERE o.company_id <> r.company_id OR p.order_id <> r.order_id
    UNION ALL SELECT r.id FROM receipts r JOIN transfers t ON t.id = r.transfer_id WHERE t.company_id <> r.company_id
    UNION ALL SELECT k.id FROM refund_tasks k JOIN orders o ON o.id = k.order_id WHERE o.company_id <> k.company_id
    UNION ALL SELECT k.id FROM refund_tasks k JOIN transfers t ON t.id = k.transfer_id WHERE t.company_id <> k.company_id
    UNION ALL SELECT p.id FROM payments p JOIN users u ON u.id = p.created_by JOIN orders o ON o.id = p.order_id
      WHERE u.company_id <> o.company_id`,
  'a receipt or refund is in a shift of another company, till or time': `
    SELECT r.id FROM receipts r JOIN shifts s ON s.id = r.shift_id WHERE s.company_id <> r.company_id
      OR s.till_id <> r.till_id OR r.booked_at < s.opened_at OR r.booked_at > coalesce(s.closed_at, r.booked_at)
    UNION ALL SELECT k.id FROM refund_tasks k JOIN shifts s ON s.id = k.shift_id WHERE s.company_id <> k.company_id
      OR s.till_id <> k.till_id OR k.done_at < s.opened_at OR k.done_at > coalesce(s.closed_at, k.done_at)`,
  'a receipt is in no shift although one was open at its till': `
    SELECT r.id FROM receipts r JOIN shifts s ON s.company_id = r.company_id AND s.till_id = r.till_id
    WHERE r.shift_id IS NULL AND r.booked_at >= s.opened_at AND r.booked_at < coalesce(s.closed_at, r.booked_at + 1)`,
  'a row of the bank has no fate': `
    SELECT i.id FROM bank_inbox i WHERE i.state = 'received' OR
      (i.state IN ('outgoing', 'unreadable') AND EXISTS (SELECT 1 FROM transfers WHERE inbox_id = i.id))`,
};

const sum = (db: Database, sql: string, ...params: number[]): number =>
  db.get<{ n: number }>(`SELECT coalesce(sum(amount), 0) AS n FROM ${sql}`, ...params)?.n ?? 0;

function expectTold(db: Database): void {
  const events = db.all<{
    type: string;
    company: number;
    target: number;
    orderId: number | null;
    amount: number | null;
  }>(
    `SELECT body ->> 'event' AS type, body ->> '$.data.company_id' AS company, body ->> 'companyId' AS target,
            body ->> '$.data.order_id' AS orderId, body ->> '$.data.amount' AS amount FROM outbox ORDER BY id`,
  );
  const amounts = (type: string, orderId?: number): number[] =>
    events
      .filter((event) => event.type === type && (orderId === undefined || event.orderId === orderId))
      .map(({ amount }) => amount ?? 0);
  const total = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);

  expect(events.filter(({ company, target }) => company !== target)).toEqual([]);
  expect(total(amounts('refund_due'))).toBe(sum(db, 'refund_tasks'));
  const orders = db.all<{ id: number; paid: number; total: number }>('SELECT id, paid, total FROM orders');
  for (const { id, paid, total: due } of orders) {
    expect(total(amounts('payment_received', id))).toBe(paid);
    expect(amounts('order_paid', id)).toHaveLength(paid >= due ? 1 : 0);
  }
}

function expectShifts(db: Database): void {
  for (const { id, companyId } of db.all<{ id: number; companyId: number }>(
    'SELECT id, company_id AS companyId FROM shifts',
  )) {
    const shift = readShift(db, companyId, id);
    if (shift === null) throw new Error(`Shift ${id} cannot be read.`);
    const report = reportShift(db, companyId, shift);
    const received = sum(db, 'receipts WHERE shift_id = ?', id);
    const cash = sum(db, "receipts WHERE shift_id = ? AND method = 'cash'", id);
    const back = sum(db, "refund_tasks WHERE shift_id = ? AND done_method = 'cash'", id);

    expect(report.methods.reduce((all, { amount }) => all + amount, 0)).toBe(received);
    expect(report.hours.reduce((all, { amount }) => all + amount, 0)).toBe(received);
    expect(report.cash).toMatchObject({ expected: 500_000 + cash - back, refunded: back });
    if (shift.closed_at !== null) expect(shift.expected_cash).toBe(report.cash.expected);
    // Each order is settled by its last receipt.
    const settled = db.get<{ n: number }>(
      `SELECT count(*) AS n FROM orders o WHERE o.paid >= o.total AND
         (SELECT shift_id FROM receipts WHERE order_id = o.id ORDER BY id DESC LIMIT 1) = ?`,
      id,
    );
    expect(report.orders.paid).toBe(settled?.n);
  }
}

it('[PAY13] loses no money, books none twice and puts none in the wrong place, whatever happens in whatever order', () => {
  const { db } = table;
  fc.assert(
    fc.property(story, (steps) => {
      table.clear();
      for (const one of steps) table.play(one);

      for (const [wrong, sql] of Object.entries(WRONGS)) expect(db.all(sql), wrong).toEqual([]);
      const counted = db.get('SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount FROM transfers');
      expect(counted).toEqual(table.sent());
      for (const { id, account } of PLAYED_COMPANIES) {
        const stray = `SELECT t.id FROM transfers t JOIN bank_inbox i ON i.id = t.inbox_id
                       WHERE (t.company_id = ?) <> (i.raw LIKE ?)`;
        expect(db.all(stray, id, `%"${account}"%`)).toEqual([]);
      }
      expectTold(db);
      expectShifts(db);
    }),
    { numRuns: 120 },
  );
}, 120_000);
