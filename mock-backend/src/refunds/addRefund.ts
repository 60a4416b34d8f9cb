import { formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { assertNever } from '../assertNever.ts';
import type { Database } from '../db/database.ts';
import { invoiceNumber } from '../orders/order.types.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { RefundReason } from './refund.types.ts';

export interface RefundDeps {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** What must go back: money on a receipt, or a transfer that was booked on none. */
export interface NewRefund {
  readonly companyId: number;
  readonly orderId: number | null;
  readonly receiptId: number | null;
  readonly transferId: number | null;
  readonly amount: number;
  readonly reason: RefundReason;
  readonly note?: string | undefined;
}

/** Writes down that money must go back and tells the company. Must run inside a transaction. Gives the refund's id. */
export function addRefund({ db, outbox, clock }: RefundDeps, refund: NewRefund): number {
  const { companyId, orderId, amount, reason } = refund;
  const note = refund.note ?? (orderId === null ? null : warningOf(db, orderId));
  const { lastId } = db.run(
    `INSERT INTO refund_tasks (company_id, order_id, receipt_id, transfer_id, amount, reason, note, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    companyId,
    orderId,
    refund.receiptId,
    refund.transferId,
    amount,
    reason,
    note,
    clock.now(),
  );
  const invoice = orderId === null ? null : invoiceNumber(orderId);
  outbox.addCompanyEvent(companyId, REALTIME_EVENT_TYPES.REFUND_DUE, {
    company_id: companyId,
    refund_id: lastId,
    amount,
    reason,
    message: `Cần hoàn tiền ${formatVnd(amount)}: ${why(reason, invoice)}`,
    ...(orderId === null || invoice === null ? {} : { order_id: orderId, invoice_number: invoice }),
  });
  return lastId;
}

/**
 * What must be known before money of this order goes back: what a cashier has confirmed and the bank has not told may be the
 * same money in another amount, or none at all.
 */
function warningOf(db: Database, orderId: number): string | null {
  const sql = `SELECT sum(amount) AS amount FROM receipts WHERE order_id = ? AND method = 'manual' AND transfer_id IS NULL`;
  const amount = db.get<{ amount: number | null }>(sql, orderId)?.amount ?? null;
  return amount === null
    ? null
    : `Ngân hàng chưa báo ${formatVnd(amount)} xác nhận bằng tay của đơn này: kiểm tra trước khi hoàn.`;
}

function why(reason: RefundReason, invoice: string | null): string {
  switch (reason) {
    case 'order_cancelled':
      return `đơn ${invoice} đã hủy`;
    case 'order_already_paid':
      return `đơn ${invoice} đã thanh toán`;
    case 'overpaid':
      return `đơn ${invoice} nhận thừa`;
    case 'unmatched':
      return 'không thuộc đơn nào';
    default:
      return assertNever(reason);
  }
}
