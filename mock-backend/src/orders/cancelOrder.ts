import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import * as v from 'valibot';
import type { User } from '../auth/users.ts';
import { HttpProblem } from '../http/problem.ts';
import { addRefund } from '../refunds/addRefund.ts';
import type { OrderDeps } from './createOrder.ts';
import { invoiceNumber, type OrderStatus } from './order.types.ts';

export const cancelOrderBody = v.object({ reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)) });

/**
 * Cancels an order that is not fully paid and tells its company. Money it has already got becomes refunds. Cancelling once
 * more changes nothing; cancelling a paid order is a 409.
 */
export function cancelOrder(deps: OrderDeps, user: User, cancel: { orderId: number; reason: string }): void {
  const { db, clock } = deps;
  const { orderId, reason } = cancel;
  db.transaction(() => {
    const changed = db.run(
      `UPDATE orders SET status = 'cancelled', cancelled_at = ?, cancelled_by = ?, cancel_reason = ?
       WHERE id = ? AND company_id = ? AND status IN ('unpaid', 'partially_paid')`,
      clock.now(),
      user.id,
      reason,
      orderId,
      user.companyId,
    );
    if (changed.changes === 0) return refuseUnlessCancelled(deps, user, orderId);
    db.run(`UPDATE payments SET status = 'closed' WHERE order_id = ? AND status = 'open'`, orderId);
    tellCancelled(deps, user, cancel);
    refundAll(deps, user, orderId);
  });
}

function tellCancelled(
  { db, outbox }: OrderDeps,
  { id, companyId }: User,
  { orderId, reason }: { orderId: number; reason: string },
): void {
  const till = db.get<{ id: string | null }>('SELECT till_id AS id FROM orders WHERE id = ?', orderId)?.id ?? null;
  outbox.addCompanyEvent(companyId, REALTIME_EVENT_TYPES.ORDER_CANCELLED, {
    company_id: companyId,
    order_id: orderId,
    invoice_number: invoiceNumber(orderId),
    message: `Đơn ${invoiceNumber(orderId)} đã hủy: ${reason}`,
    reason,
    cancelled_by: id,
    ...(till === null ? {} : { till_id: till }),
  });
}

function refundAll(deps: OrderDeps, { companyId }: User, orderId: number): void {
  const receipts = deps.db.all<{ receiptId: number; transferId: number | null; amount: number }>(
    'SELECT id AS receiptId, transfer_id AS transferId, amount FROM receipts WHERE order_id = ? ORDER BY id',
    orderId,
  );
  for (const receipt of receipts) addRefund(deps, { ...receipt, companyId, orderId, reason: 'order_cancelled' });
}

function refuseUnlessCancelled({ db }: OrderDeps, user: User, orderId: number): void {
  const row = db.get<{ status: OrderStatus }>(
    'SELECT status FROM orders WHERE id = ? AND company_id = ?',
    orderId,
    user.companyId,
  );
  if (row?.status === 'cancelled') return;
  if (row === undefined) throw new HttpProblem(404, 'not-found', { detail: 'There is no such order.' });
  throw new HttpProblem(409, 'order-paid', { detail: 'This order is paid and can no longer be cancelled.' });
}
