/** How money comes: by the bank, into the drawer, or by the bank on a cashier's word. */
export const PAYMENT_METHODS = ['vietqr', 'cash', 'manual'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Money that has arrived for an order. Amounts in VND, times in ms since 1970. */
export interface Receipt {
  receipt_id: number;
  payment_id: number;
  method: PaymentMethod;
  amount: number;
  status: 'received';
  /** The bank's own reference, or what the cashier has read of it. */
  reference: string | null;
  payer: string | null;
  booked_at: number;
  /** It was sent after the countdown of its code. */
  late: boolean;
  /** The till that asked for it. */
  till_id: string | null;
  /** What the customer handed over, and what went back; only cash has the first. */
  tendered: number | null;
  change: number;
  /** Who has confirmed it by hand. */
  confirmed_by_name: string | null;
  /** The bank has told of it. */
  bank_confirmed: boolean;
}
