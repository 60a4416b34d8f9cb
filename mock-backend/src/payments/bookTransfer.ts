import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { addRefund } from '../refunds/addRefund.ts';
import { type BookingDeps, bookMoney, type PaidFor } from './bookMoney.ts';
import { decideBooking } from './paymentState.ts';

/** The payment some transfer was sent for, and its order as it stands. */
export interface MatchedPayment extends PaidFor {
  readonly expiresAt: number;
}

export interface ArrivedTransfer {
  /** Its row in `transfers`. */
  readonly id: number;
  readonly amount: number;
  readonly reference: string | null;
  readonly payer: string | null;
  readonly transferredAt: number;
  /** The user who has matched it by hand. */
  readonly confirmedBy?: number;
}

/**
 * What the bank tells of an order: put to the receipt a cashier has already made of it by hand, else booked, else a refund.
 * Must run inside a transaction.
 */
export function bookTransfer(
  deps: BookingDeps,
  payment: MatchedPayment,
  transfer: ArrivedTransfer,
): 'booked' | 'refund' {
  const waiting = findWaitingReceipt(deps, payment, transfer);
  if (waiting !== null) {
    confirmReceipt(deps, payment, { receiptId: waiting, transfer });
    return 'booked';
  }
  const decision = decideBooking(payment, transfer.amount);
  const { companyId, orderId } = payment;
  if (decision.kind === 'refund') {
    const { amount, id: transferId } = transfer;
    addRefund(deps, { companyId, orderId, receiptId: null, transferId, amount, reason: decision.reason });
    return 'refund';
  }
  const money = {
    method: 'vietqr',
    amount: transfer.amount,
    reference: transfer.reference,
    payer: transfer.payer,
    transferId: transfer.id,
    tendered: null,
    confirmedBy: transfer.confirmedBy ?? null,
    late: transfer.transferredAt > payment.expiresAt,
  } as const;
  bookMoney(deps, payment, { money, decision });
  return 'booked';
}

/** The oldest receipt of the order that a cashier has confirmed by hand with this amount and the bank has not told of. */
function findWaitingReceipt({ db }: BookingDeps, payment: MatchedPayment, transfer: ArrivedTransfer): number | null {
  const row = db.get<{ id: number }>(
    `SELECT id FROM receipts
     WHERE order_id = ? AND amount = ? AND method = 'manual' AND transfer_id IS NULL ORDER BY id LIMIT 1`,
    payment.orderId,
    transfer.amount,
  );
  return row?.id ?? null;
}

function confirmReceipt(
  { db, outbox }: BookingDeps,
  payment: MatchedPayment,
  { receiptId, transfer }: { receiptId: number; transfer: ArrivedTransfer },
): void {
  db.run(
    'UPDATE receipts SET transfer_id = ?, reference = coalesce(?, reference), payer = coalesce(?, payer) WHERE id = ?',
    transfer.id,
    transfer.reference,
    transfer.payer,
    receiptId,
  );
  outbox.addCompanyEvent(payment.companyId, REALTIME_EVENT_TYPES.RESOURCE_UPDATED, {
    resource: 'receipt',
    action: 'updated',
    data: { id: receiptId, order_id: payment.orderId },
    company_id: payment.companyId,
  });
}
