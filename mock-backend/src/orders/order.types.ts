import type { Receipt } from '../receipts/receipt.types.ts';

/** `unpaid → partially_paid → paid → overpaid`; `cancelled` from the first two. */
export const ORDER_STATUSES = ['unpaid', 'partially_paid', 'paid', 'overpaid', 'cancelled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface OrderItem {
  /** From 0, in the order the lines were typed. */
  line: number;
  product_id: number;
  name: string;
  price: number;
  quantity: number;
  note: string | null;
}

/** An order as the API tells it. Money in VND, times in ms since 1970. */
export interface Order {
  order_id: number;
  company_id: number;
  invoice_number: string;
  status: OrderStatus;
  /** What the lines cost; less the discount it is the total. */
  subtotal: number;
  discount: number;
  total: number;
  paid: number;
  remaining: number;
  note: string | null;
  /** Null at the counter. */
  table: string | null;
  items: OrderItem[];
  /** What has arrived. */
  payments: Receipt[];
  till_id: string | null;
  created_at: number;
  created_by: number;
  created_by_name: string;
  paid_at: number | null;
  cancelled_at: number | null;
  cancel_reason: string | null;
  cancelled_by_name: string | null;
}

/** The number printed on the invoice of an order. */
export function invoiceNumber(orderId: number): string {
  return `HD-${orderId}`;
}
