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
  const { lastId } = db.run(
    `INSERT INTO refund_tasks (company_id, order_id, receipt_id, transfer_id, amount, reason, note, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    companyId,
    orderId,
    refund.receiptId,
    refund.transferId,
    amount,
    reason,
    refund.note ?? null,
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
