import type { Clock } from '@vppos/core/time';
import * as v from 'valibot';
import type { User } from '../auth/users.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import { tillId } from '../http/validate.ts';
import { invoiceNumber, type OrderStatus } from '../orders/order.types.ts';
import { paymentCode } from './paymentCode.ts';
import { buildVietQr } from './vietQr.ts';

/** The countdown on the screen. Money that comes after it still counts. */
const COUNTDOWN_MS = 15 * 60_000;

/** `method` will also be `cash`; today only VietQR is offered. */
export const openPaymentBody = v.object({
  method: v.literal('vietqr'),
  amount: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  till_id: v.exactOptional(tillId),
});

export type OpenPaymentBody = v.InferOutput<typeof openPaymentBody>;

/** A payment that waits for money. `expires_at` (ms) rules the countdown only. */
export interface OpenPayment {
  payment_id: number;
  order_id: number;
  method: string;
  amount: number;
  qr: string;
  code: string;
  till_id: string | null;
  created_at: number;
  expires_at: number;
}

interface PayableRow {
  status: OrderStatus;
  total: number;
  paid: number;
  bank_bin: string;
  account: string;
}

/** The payment of an order that waits for money, or null. */
export function findOpenPayment(db: Database, orderId: number): OpenPayment | null {
  const row = db.get<OpenPayment>(
    `SELECT id AS payment_id, order_id, method, amount, qr, code, till_id, created_at, expires_at
     FROM payments WHERE order_id = ? AND status = 'open'`,
    orderId,
  );
  return row ?? null;
}

/**
 * The payment an order waits for: the open one if it asks for the same amount, with a new countdown once the old one has run
 * out; else a new one, with a code of its own. A code once given stays matchable.
 */
export function openPayment(
  deps: { db: Database; clock: Clock },
  user: User,
  wanted: OpenPaymentBody & { orderId: number },
): OpenPayment {
  const { db, clock } = deps;
  return db.transaction(() => {
    const order = findPayable(db, user.companyId, wanted.orderId);
    const amount = amountToAsk(order, wanted.amount);
    const open = findOpenPayment(db, wanted.orderId);
    if (open !== null && (wanted.amount === undefined || open.amount === amount)) return renew(db, open, clock.now());
    db.run(`UPDATE payments SET status = 'closed' WHERE order_id = ? AND status = 'open'`, wanted.orderId);
    return insertPayment(db, order, {
      order_id: wanted.orderId,
      method: wanted.method,
      amount,
      till_id: wanted.till_id ?? null,
      created_at: clock.now(),
    });
  });
}

function findPayable(db: Database, companyId: number, orderId: number): PayableRow {
  const order = db.get<PayableRow>(
    `SELECT o.status, o.total, o.paid, c.bank_bin, c.account FROM orders o JOIN companies c ON c.id = o.company_id
     WHERE o.id = ? AND o.company_id = ?`,
    orderId,
    companyId,
  );
  if (order === undefined) throw new HttpProblem(404, 'not-found', { detail: 'There is no such order.' });
  if (order.status === 'unpaid' || order.status === 'partially_paid') return order;
  const detail = order.status === 'cancelled' ? 'This order has been cancelled.' : 'This order is already paid.';
  throw new HttpProblem(409, order.status === 'cancelled' ? 'order-cancelled' : 'order-paid', { detail });
}

function amountToAsk(order: PayableRow, wanted: number | undefined): number {
  const remaining = order.total - order.paid;
  if (wanted === undefined || wanted <= remaining) return wanted ?? remaining;
  const errors = [{ path: 'amount', message: `At most ${remaining}.` }];
  throw new HttpProblem(422, 'amount-too-large', { detail: `Only ${remaining} VND are still to be paid.`, errors });
}

function renew(db: Database, open: OpenPayment, now: number): OpenPayment {
  if (open.expires_at > now) return open;
  db.run('UPDATE payments SET expires_at = ? WHERE id = ?', now + COUNTDOWN_MS, open.payment_id);
  return { ...open, expires_at: now + COUNTDOWN_MS };
}

function insertPayment(
  db: Database,
  order: PayableRow,
  fields: Pick<OpenPayment, 'order_id' | 'method' | 'amount' | 'till_id' | 'created_at'>,
): OpenPayment {
  const expires_at = fields.created_at + COUNTDOWN_MS;
  const { lastId: payment_id } = db.run(
    `INSERT INTO payments (order_id, method, amount, status, till_id, created_at, expires_at) VALUES (?, ?, ?, 'open', ?, ?, ?)`,
    fields.order_id,
    fields.method,
    fields.amount,
    fields.till_id,
    fields.created_at,
    expires_at,
  );
  const code = paymentCode(payment_id);
  const note = `${code} ${invoiceNumber(fields.order_id).replace('-', '')}`;
  const qr = buildVietQr({ bankBin: order.bank_bin, account: order.account, amount: fields.amount, note });
  db.run('UPDATE payments SET code = ?, qr = ? WHERE id = ?', code, qr, payment_id);
  return { ...fields, payment_id, code, qr, expires_at };
}
