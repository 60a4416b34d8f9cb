import { assertNever } from '../assertNever.ts';
import type { OrderStatus } from '../orders/order.types.ts';

/** What becomes of money that has arrived for an order. */
export type BookingDecision =
  | {
      readonly kind: 'book';
      readonly status: 'partially_paid' | 'paid' | 'overpaid';
      /** All that the order has got, this money included. */
      readonly paid: number;
      readonly remaining: number;
    }
  | { readonly kind: 'refund'; readonly reason: 'order_cancelled' | 'order_already_paid' };

export interface Payable {
  readonly status: OrderStatus;
  readonly total: number;
  readonly paid: number;
}

/** Pure. Money for an open order is booked, whatever its amount; for any other it must go back. */
export function decideBooking(order: Payable, amount: number): BookingDecision {
  switch (order.status) {
    case 'cancelled':
      return { kind: 'refund', reason: 'order_cancelled' };
    case 'paid':
    case 'overpaid':
      return { kind: 'refund', reason: 'order_already_paid' };
    case 'unpaid':
    case 'partially_paid': {
      const paid = order.paid + amount;
      return { kind: 'book', status: statusOf(paid, order.total), paid, remaining: Math.max(0, order.total - paid) };
    }
    default:
      return assertNever(order.status);
  }
}

/** Whether a decision is the one that makes its order fully paid. */
export function isFullyPaid(decision: Extract<BookingDecision, { kind: 'book' }>): boolean {
  return decision.remaining === 0;
}

function statusOf(paid: number, total: number): 'partially_paid' | 'paid' | 'overpaid' {
  if (paid < total) return 'partially_paid';
  return paid === total ? 'paid' : 'overpaid';
}
