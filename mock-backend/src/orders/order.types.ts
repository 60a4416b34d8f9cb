/** `unpaid → partially_paid → paid → overpaid`; `cancelled` from the first two. */
export const ORDER_STATUSES = ['unpaid', 'partially_paid', 'paid', 'overpaid', 'cancelled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface OrderItem {
  product_id: number;
  name: string;
  price: number;
  quantity: number;
}

/** Money that has arrived for an order. */
export interface OrderPayment {
  payment_id: number;
  method: string;
  amount: number;
  status: 'received';
  /** The bank's own reference. */
  reference: string | null;
  payer: string | null;
  booked_at: number;
  /** It came after the countdown of its code. */
  late: boolean;
}

/** An order as the API tells it. Money in VND, times in ms since 1970. */
export interface Order {
  order_id: number;
  company_id: number;
  invoice_number: string;
  status: OrderStatus;
  total: number;
  paid: number;
  remaining: number;
  items: OrderItem[];
  payments: OrderPayment[];
  till_id: string | null;
  created_at: number;
  created_by: number;
  created_by_name: string;
  paid_at: number | null;
  cancelled_at: number | null;
  cancel_reason: string | null;
}

/** The number printed on the invoice of an order. */
export function invoiceNumber(orderId: number): string {
  return `HD-${orderId}`;
}
