export const REFUND_REASONS = ['order_cancelled', 'order_already_paid', 'overpaid', 'unmatched'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

export const REFUND_METHODS = ['cash', 'transfer'] as const;
export type RefundMethod = (typeof REFUND_METHODS)[number];

/** Money that must go back to whoever sent it. Amounts in VND, times in ms since 1970. */
export interface Refund {
  refund_id: number;
  /** Null for money that belonged to no order. */
  order_id: number | null;
  invoice_number: string | null;
  amount: number;
  reason: RefundReason;
  payer: string | null;
  reference: string | null;
  created_at: number;
  done_at: number | null;
  done_by_name: string | null;
  done_method: RefundMethod | null;
  note: string | null;
}
