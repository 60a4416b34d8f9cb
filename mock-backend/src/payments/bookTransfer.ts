import { formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import type { Database } from '../db/database.ts';
import { invoiceNumber } from '../orders/order.types.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { type BookingDecision, decideBooking, isFullyPaid, type Payable } from './paymentState.ts';

/** The payment some money was sent for, and its order as it stands. */
export interface MatchedPayment extends Payable {
  readonly paymentId: number;
  readonly orderId: number;
  readonly companyId: number;
  readonly method: string;
  readonly expiresAt: number;
  /** The till that asked for the money. */
  readonly tillId: string | null;
}

interface ArrivedTransfer {
  /** Its row in `transfers`. */
  readonly id: number;
  readonly amount: number;
  readonly reference: string | null;
  readonly payer: string | null;
  readonly transferredAt: number;
}

interface BookingDeps {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** Books money on its order and tells the company, or makes a refund task of it. Must run inside a transaction. */
export function bookTransfer(
  deps: BookingDeps,
  payment: MatchedPayment,
  transfer: ArrivedTransfer,
): 'booked' | 'refund' {
  const decision = decideBooking(payment, transfer.amount);
  if (decision.kind === 'refund') {
    addRefundTask(deps, payment, { transfer, reason: decision.reason });
    return 'refund';
  }
  writeReceipt(deps, payment, { transfer, decision });
  tellReceived(deps.outbox, payment, { amount: transfer.amount, decision });
  return 'booked';
}

type Booked = Extract<BookingDecision, { kind: 'book' }>;

function writeReceipt(
  { db, clock }: BookingDeps,
  payment: MatchedPayment,
  { transfer, decision }: { transfer: ArrivedTransfer; decision: Booked },
): void {
  const isLate = transfer.transferredAt > payment.expiresAt;
  db.run(
    `INSERT INTO receipts (order_id, payment_id, transfer_id, method, amount, reference, payer, booked_at, late)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    payment.orderId,
    payment.paymentId,
    transfer.id,
    payment.method,
    transfer.amount,
    transfer.reference,
    transfer.payer,
    clock.now(),
    isLate ? 1 : 0,
  );
  const changed = db.run(
    'UPDATE orders SET status = ?, paid = ?, paid_at = ? WHERE id = ? AND status = ? AND paid = ?',
    decision.status,
    decision.paid,
    isFullyPaid(decision) ? clock.now() : null,
    payment.orderId,
    payment.status,
    payment.paid,
  );
  if (changed.changes !== 1) throw new Error(`Order ${payment.orderId} changed while money was booked on it.`);
  // What is asked for next is what is then still missing.
  db.run(`UPDATE payments SET status = 'closed' WHERE order_id = ? AND status = 'open'`, payment.orderId);
}

/** `payment_received` for this money, then `order_paid` if it was what was missing: open orders only get here, so once. */
function tellReceived(outbox: Outbox, payment: MatchedPayment, told: { amount: number; decision: Booked }): void {
  const { amount, decision } = told;
  const common = {
    company_id: payment.companyId,
    order_id: payment.orderId,
    payment_id: payment.paymentId,
    amount,
    method: payment.method,
    ...(payment.tillId === null ? {} : { till_id: payment.tillId }),
  };
  outbox.addCompanyEvent(payment.companyId, REALTIME_EVENT_TYPES.PAYMENT_RECEIVED, {
    ...common,
    paid: decision.paid,
    remaining: decision.remaining,
    status: decision.status,
  });
  if (!isFullyPaid(decision)) return;
  const invoice = invoiceNumber(payment.orderId);
  outbox.addCompanyEvent(payment.companyId, REALTIME_EVENT_TYPES.ORDER_PAID, {
    ...common,
    invoice_number: invoice,
    message: `Đơn ${invoice} đã thanh toán ${formatVnd(payment.total)}`,
    total: payment.total,
  });
}

function addRefundTask(
  { db, outbox, clock }: BookingDeps,
  payment: MatchedPayment,
  refund: { transfer: ArrivedTransfer; reason: string },
): void {
  const { transfer, reason } = refund;
  db.run(
    'INSERT INTO refund_tasks (order_id, transfer_id, amount, reason, created_at) VALUES (?, ?, ?, ?, ?)',
    payment.orderId,
    transfer.id,
    transfer.amount,
    reason,
    clock.now(),
  );
  const why = payment.status === 'cancelled' ? 'đã hủy' : 'đã thanh toán';
  outbox.addCompanyEvent(payment.companyId, REALTIME_EVENT_TYPES.NOTIFY, {
    message: `Cần hoàn tiền ${formatVnd(transfer.amount)}: đơn ${invoiceNumber(payment.orderId)} ${why}`,
    company_id: payment.companyId,
    order_id: payment.orderId,
    invoice_number: invoiceNumber(payment.orderId),
    kind: 'refund_due',
    amount: transfer.amount,
    reason,
  });
}
