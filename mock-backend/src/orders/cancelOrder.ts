import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import * as v from 'valibot';
import type { User } from '../auth/users.ts';
import { HttpProblem } from '../http/problem.ts';
import type { OrderDeps } from './createOrder.ts';
import { invoiceNumber, type OrderStatus } from './order.types.ts';

export const cancelOrderBody = v.object({ reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)) });

/**
 * Cancels an order that is not fully paid and tells its company. Money it has already got becomes refund tasks. Cancelling
 * once more changes nothing; cancelling a paid order is a 409.
 */
export function cancelOrder(deps: OrderDeps, user: User, cancel: { orderId: number; reason: string }): void {
  const { db, outbox, clock } = deps;
  const { orderId, reason } = cancel;
  db.transaction(() => {
    const changed = db.run(
      `UPDATE orders SET status = 'cancelled', cancelled_at = ?, cancel_reason = ?
       WHERE id = ? AND company_id = ? AND status IN ('unpaid', 'partially_paid')`,
      clock.now(),
      reason,
      orderId,
      user.companyId,
    );
    if (changed.changes === 0) return refuseUnlessCancelled(deps, user, orderId);
    db.run(`UPDATE payments SET status = 'closed' WHERE order_id = ? AND status = 'open'`, orderId);
    db.run(
      `INSERT INTO refund_tasks (order_id, transfer_id, amount, reason, created_at)
       SELECT order_id, transfer_id, amount, 'order_cancelled', ? FROM receipts WHERE order_id = ?`,
      clock.now(),
      orderId,
    );
    outbox.addCompanyEvent(user.companyId, REALTIME_EVENT_TYPES.NOTIFY, {
      message: `Đơn ${invoiceNumber(orderId)} đã hủy: ${reason}`,
      company_id: user.companyId,
      order_id: orderId,
      invoice_number: invoiceNumber(orderId),
      status: 'cancelled' satisfies OrderStatus,
    });
  });
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
