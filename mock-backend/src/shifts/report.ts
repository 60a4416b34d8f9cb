import type { Database } from '../db/database.ts';
import { invoiceNumber } from '../orders/order.types.ts';
import { receiptsNotTold } from '../receipts/readReceipts.ts';
import { cashOf } from './drawer.ts';
import type { HandMade, Shift, ShiftReport } from './shift.types.ts';

const HOUR_MS = 3_600_000;

/** What a shift has done, from the server's facts alone. An open shift is told as far as it has come. */
export function reportShift(db: Database, companyId: number, shift: Shift): ShiftReport {
  const { shift_id: shiftId } = shift;
  return {
    shift,
    cash: cashOf(db, shift),
    methods: db.all(
      'SELECT method, count(*) AS count, sum(amount) AS amount FROM receipts WHERE shift_id = ? GROUP BY method ORDER BY method',
      shiftId,
    ),
    bank: { ...toldByBank(db, companyId, shift), not_told: receiptsNotTold(db, shiftId) },
    by_hand: madeByHand(db, shiftId),
    hours: db.all(
      `SELECT booked_at / ${HOUR_MS} * ${HOUR_MS} AS "from", count(*) AS count, sum(amount) AS amount
       FROM receipts WHERE shift_id = ? GROUP BY 1 ORDER BY 1`,
      shiftId,
    ),
    orders: ordersOf(db, companyId, shift),
  };
}

/** The whole shop's: what the bank tells of nobody's money belongs to no till. */
function toldByBank(db: Database, companyId: number, shift: Shift): Omit<ShiftReport['bank'], 'not_told'> {
  const sums = db.all<{ outcome: string; count: number; amount: number }>(
    `SELECT t.outcome, count(*) AS count, sum(t.amount) AS amount
     FROM bank_inbox b JOIN transfers t ON t.inbox_id = b.id
     WHERE b.received_at >= ? AND b.received_at < ? AND t.company_id = ? GROUP BY t.outcome`,
    shift.opened_at,
    endOf(shift),
    companyId,
  );
  const of = (outcome: string): { count: number; amount: number } =>
    sums.find((sum) => sum.outcome === outcome) ?? { count: 0, amount: 0 };
  return {
    told_count: sums.reduce((total, { count }) => total + count, 0),
    told_amount: sums.reduce((total, { amount }) => total + amount, 0),
    booked_count: of('booked').count,
    booked_amount: of('booked').amount,
    unmatched_count: of('unmatched').count,
    unmatched_amount: of('unmatched').amount,
  };
}

type HandMadeRow = Omit<HandMade, 'invoice_number' | 'bank_confirmed'> & { bank_confirmed: number };

function madeByHand(db: Database, shiftId: number): HandMade[] {
  const rows = db.all<HandMadeRow>(
    `SELECT CASE r.method WHEN 'manual' THEN 'manual' ELSE 'match' END AS kind, r.id AS receipt_id, NULL AS refund_id, r.order_id,
            r.amount, u.name AS by_name, r.booked_at AS at, r.transfer_id IS NOT NULL AS bank_confirmed
     FROM receipts r JOIN users u ON u.id = r.confirmed_by WHERE r.shift_id = ?
     UNION ALL
     SELECT 'refund', t.receipt_id, t.id, t.order_id, t.amount, u.name, t.done_at, 0
     FROM refund_tasks t JOIN users u ON u.id = t.done_by WHERE t.shift_id = ?
     ORDER BY at`,
    shiftId,
    shiftId,
  );
  return rows.map((row) => ({
    ...row,
    invoice_number: row.order_id === null ? null : invoiceNumber(row.order_id),
    bank_confirmed: row.bank_confirmed === 1,
  }));
}

function ordersOf(db: Database, companyId: number, shift: Shift): ShiftReport['orders'] {
  // A paid order takes no more money: its last receipt is the one that has settled it.
  const paid = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM receipts r JOIN orders o ON o.id = r.order_id
     WHERE r.shift_id = ? AND o.paid_at IS NOT NULL AND r.id = (SELECT max(id) FROM receipts WHERE order_id = r.order_id)`,
    shift.shift_id,
  );
  const cancelled = db.get<{ n: number }>(
    'SELECT count(*) AS n FROM orders WHERE company_id = ? AND till_id = ? AND cancelled_at >= ? AND cancelled_at < ?',
    companyId,
    shift.till_id,
    shift.opened_at,
    endOf(shift),
  );
  return { paid: paid?.n ?? 0, cancelled: cancelled?.n ?? 0 };
}

/** An open shift ends with the last moment there is. */
function endOf(shift: Shift): number {
  return shift.closed_at ?? Number.MAX_SAFE_INTEGER;
}
