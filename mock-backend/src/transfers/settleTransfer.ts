import * as v from 'valibot';
import type { User } from '../auth/users.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import { tillId, words } from '../http/validate.ts';
import { readOrder } from '../orders/readOrders.ts';
import type { BookingDeps } from '../payments/bookMoney.ts';
import { bookTransfer, type MatchedPayment } from '../payments/bookTransfer.ts';
import { addRefund } from '../refunds/addRefund.ts';
import { readTransfer, type Transfer } from './readTransfers.ts';
import { tellSettled } from './transferEvents.ts';

export const matchBody = v.object({
  order_id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  till_id: v.exactOptional(tillId),
});
export const refundBody = v.object({ note: v.exactOptional(words(500)) });

type MatchWish = v.InferOutput<typeof matchBody> & { readonly transferId: number };
type RefundWish = v.InferOutput<typeof refundBody> & { readonly transferId: number };

/** Puts unmatched money to an order a person has named, as if the bank had; of two who try, one does and the other is told. */
export function matchByHand(deps: BookingDeps, user: User, wish: MatchWish): void {
  const { db } = deps;
  db.transaction(() => {
    const transfer = takeTransfer(deps, user, { transferId: wish.transferId, outcome: 'booked' });
    const payment = paymentFor(deps, user, wish);
    const { transfer_id: id, amount, reference, payer, transferred_at: transferredAt } = transfer;
    const arrived = { id, amount, reference, payer, transferredAt, confirmedBy: user.id };
    if (bookTransfer(deps, payment, arrived) === 'refund') throw notOpen(payment);
    db.run('UPDATE transfers SET payment_id = ? WHERE id = ?', payment.paymentId, id);
  });
}

/** Makes a refund of unmatched money. */
export function refundByHand(deps: BookingDeps, user: User, wish: RefundWish): void {
  deps.db.transaction(() => {
    const { transfer_id: transferId, amount } = takeTransfer(deps, user, {
      transferId: wish.transferId,
      outcome: 'refund',
    });
    addRefund(deps, {
      companyId: user.companyId,
      orderId: null,
      receiptId: null,
      transferId,
      amount,
      reason: 'unmatched',
      note: wish.note ?? undefined,
    });
  });
}

/** The unmatched transfer, from now on this user's; everybody's list of unmatched money is told to read again. */
function takeTransfer(
  { db, outbox, clock }: BookingDeps,
  user: User,
  { transferId, outcome }: { transferId: number; outcome: 'booked' | 'refund' },
): Transfer {
  const transfer = readTransfer(db, user.companyId, transferId);
  if (transfer === null) throw new HttpProblem(404, 'not-found', { detail: 'There is no such transfer.' });
  const taken = db.run(
    `UPDATE transfers SET outcome = ?, matched_by = ?, matched_at = ? WHERE id = ? AND outcome = 'unmatched'`,
    outcome,
    user.id,
    clock.now(),
    transferId,
  );
  if (taken.changes !== 1) {
    throw new HttpProblem(409, 'transfer-settled', { detail: 'Somebody has already decided about this transfer.' });
  }
  tellSettled(outbox, { companyId: user.companyId, transferId });
  return transfer;
}

/** The payment of the order that this money is for: the open one, the last one that asked the bank, or one made now. */
function paymentFor({ db, clock }: BookingDeps, user: User, wish: MatchWish): MatchedPayment {
  const order = readOrder(db, user.companyId, wish.order_id);
  if (order === null) throw new HttpProblem(404, 'not-found', { detail: 'There is no such order.' });
  const { status, total, paid } = order;
  const asked = lastAsked(db, wish.order_id);
  const tillId = wish.till_id ?? asked?.till_id ?? order.till_id;
  const base = { orderId: wish.order_id, companyId: user.companyId, tillId, status, total, paid };
  if (asked !== undefined) return { ...base, paymentId: asked.id, expiresAt: asked.expires_at };
  const expiresAt = clock.now();
  const { lastId } = db.run(
    `INSERT INTO payments (order_id, method, amount, status, till_id, created_at, expires_at, created_by)
     VALUES (?, 'vietqr', ?, 'closed', ?, ?, ?, ?)`,
    wish.order_id,
    total,
    tillId,
    clock.now(),
    expiresAt,
    user.id,
  );
  return { ...base, paymentId: lastId, expiresAt };
}

function lastAsked(db: Database, orderId: number) {
  return db.get<{ id: number; till_id: string | null; expires_at: number }>(
    `SELECT id, till_id, expires_at FROM payments WHERE order_id = ? AND method = 'vietqr'
     ORDER BY status = 'open' DESC, id DESC LIMIT 1`,
    orderId,
  );
}

function notOpen({ status }: MatchedPayment): HttpProblem {
  return status === 'cancelled'
    ? new HttpProblem(409, 'order-cancelled', { detail: 'This order has been cancelled.' })
    : new HttpProblem(409, 'order-paid', { detail: 'This order is already paid.' });
}
