import type { Clock } from '@vppos/core/time';
import * as v from 'valibot';
import type { User } from '../auth/users.ts';
import type { Database } from '../db/database.ts';
import { tillId } from '../http/validate.ts';
import { invoiceNumber } from '../orders/order.types.ts';
import { amountToAsk, askedAmount, findPayable } from './payable.ts';
import { paymentCode } from './paymentCode.ts';
import { buildVietQr } from './vietQr.ts';

/** The countdown on the screen. Money that comes after it still counts. */
const COUNTDOWN_MS = 15 * 60_000;

/** A QR for all that is missing, or for a part. */
export const openPaymentBody = v.object({
  method: v.literal('vietqr'),
  amount: v.exactOptional(askedAmount),
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
    return insertPayment(db, user.companyId, {
      order_id: wanted.orderId,
      method: wanted.method,
      amount,
      till_id: wanted.till_id ?? null,
      created_at: clock.now(),
    });
  });
}

function renew(db: Database, open: OpenPayment, now: number): OpenPayment {
  if (open.expires_at > now) return open;
  db.run('UPDATE payments SET expires_at = ? WHERE id = ?', now + COUNTDOWN_MS, open.payment_id);
  return { ...open, expires_at: now + COUNTDOWN_MS };
}

function insertPayment(
  db: Database,
  companyId: number,
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
  const bank = bankOf(db, companyId);
  const note = `${code} ${invoiceNumber(fields.order_id).replace('-', '')}`;
  const qr = buildVietQr({ ...bank, amount: fields.amount, note });
  db.run('UPDATE payments SET code = ?, qr = ? WHERE id = ?', code, qr, payment_id);
  return { ...fields, payment_id, code, qr, expires_at };
}

function bankOf(db: Database, companyId: number): { bankBin: string; account: string } {
  const sql = 'SELECT bank_bin AS bankBin, account FROM companies WHERE id = ?';
  const bank = db.get<{ bankBin: string; account: string }>(sql, companyId);
  if (bank === undefined) throw new Error(`Company ${companyId} has no account.`);
  return bank;
}
