import { formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import type { Database } from '../db/database.ts';
import { invoiceNumber } from '../orders/order.types.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { PaymentMethod } from '../receipts/receipt.types.ts';
import { addRefund } from '../refunds/addRefund.ts';
import { type BookingDecision, isFullyPaid, type Payable } from './paymentState.ts';

export interface BookingDeps {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** The payment that money has come for, and its order as it stands. */
export interface PaidFor extends Payable {
  readonly paymentId: number;
  readonly orderId: number;
  readonly companyId: number;
  /** The till that asked for the money. */
  readonly tillId: string | null;
}

/** Money as it has arrived. */
export interface Money {
  readonly method: PaymentMethod;
  readonly amount: number;
  readonly reference: string | null;
  readonly payer: string | null;
  /** The bank's transfer, where the bank has told of it. */
  readonly transferId: number | null;
  /** What was handed over in cash. */
  readonly tendered: number | null;
  readonly confirmedBy: number | null;
  readonly late: boolean;
}

export type Booked = Extract<BookingDecision, { kind: 'book' }>;

/**
 * Books money on its order as decided: the receipt, the order's new state, the events, a refund of what is too much. Must
 * run inside the transaction that has read the order. Gives the receipt's id.
 */
export function bookMoney(deps: BookingDeps, payment: PaidFor, booking: { money: Money; decision: Booked }): number {
  const { money, decision } = booking;
  const now = deps.clock.now();
  const receiptId = insertReceipt(deps.db, payment, { money, now });
  changeOrder(deps.db, payment, { decision, now });
  tellReceived(deps.outbox, payment, booking);
  if (decision.status === 'overpaid') {
    addRefund(deps, {
      companyId: payment.companyId,
      orderId: payment.orderId,
      receiptId,
      transferId: money.transferId,
      amount: decision.paid - payment.total,
      reason: 'overpaid',
    });
  }
  return receiptId;
}

function insertReceipt(db: Database, payment: PaidFor, { money, now }: { money: Money; now: number }): number {
  const { lastId } = db.run(
    `INSERT INTO receipts (company_id, order_id, payment_id, transfer_id, till_id, shift_id, method, amount, tendered, change,
                           reference, payer, confirmed_by, booked_at, late)
     VALUES (?, ?, ?, ?, ?, (SELECT id FROM shifts WHERE company_id = ? AND till_id = ? AND closed_at IS NULL),
             ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    payment.companyId,
    payment.orderId,
    payment.paymentId,
    money.transferId,
    payment.tillId,
    payment.companyId,
    payment.tillId,
    money.method,
    money.amount,
    money.tendered,
    money.tendered === null ? 0 : money.tendered - money.amount,
    money.reference,
    money.payer,
    money.confirmedBy,
    now,
    money.late ? 1 : 0,
  );
  return lastId;
}

function changeOrder(db: Database, payment: PaidFor, { decision, now }: { decision: Booked; now: number }): void {
  const changed = db.run(
    'UPDATE orders SET status = ?, paid = ?, paid_at = ? WHERE id = ? AND status = ? AND paid = ?',
    decision.status,
    decision.paid,
    isFullyPaid(decision) ? now : null,
    payment.orderId,
    payment.status,
    payment.paid,
  );
  if (changed.changes !== 1) throw new Error(`Order ${payment.orderId} changed while money was booked on it.`);
  // What is asked for next is what is then still missing.
  db.run(`UPDATE payments SET status = 'closed' WHERE order_id = ? AND status = 'open'`, payment.orderId);
}

/** `payment_received` for this money, then `order_paid` if it was what was missing: open orders only get here, so once. */
function tellReceived(outbox: Outbox, payment: PaidFor, { money, decision }: { money: Money; decision: Booked }): void {
  const common = {
    company_id: payment.companyId,
    order_id: payment.orderId,
    payment_id: payment.paymentId,
    amount: money.amount,
    method: money.method,
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
