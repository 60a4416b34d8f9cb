import type { ApiFailure, ApiResult } from '@vppos/core/http';
import { isUnanswered, problemCode } from '../../api/problemCode.ts';
import type { Order } from '../../api/schemas.ts';

/** Money the cashier says is there: cash in the hand, or a transfer seen in the bank's app. */
export type BookingWish =
  | { readonly method: 'cash'; readonly amount: number; readonly tendered: number }
  | { readonly method: 'manual'; readonly amount: number; readonly reference: string };

/** One confirmation. However often it is sent, its key lets the server book it once. */
export type Booking = BookingWish & { readonly key: string };

export type Refusal = 'already' | 'tooMuch' | 'over' | 'other';

/** Where the cashier's word stands. `unanswered`: it may or may not be booked; only the same key may ask again. */
export type Confirmation =
  | { readonly status: 'none' }
  | { readonly status: 'sending' | 'unanswered'; readonly booking: Booking }
  | { readonly status: 'refused'; readonly booking: Booking; readonly why: Refusal };

/**
 * The key names what the cashier knew when confirming, not the moment: after a reload, or on a screen that has missed a
 * booking, the same order with the same sum paid gives the same key, so that nothing is booked a second time.
 */
export function toBooking(order: Order, wish: BookingWish): Booking {
  return { ...wish, key: `order-${order.order_id}-paid-${order.paid}` };
}

/** What is asked of `POST /orders/:id/payments`. */
export function bookingBody(booking: Booking, tillId: string | undefined): Readonly<Record<string, unknown>> {
  const { method, amount, key } = booking;
  const said =
    booking.method === 'cash'
      ? { tendered: booking.tendered }
      : booking.reference === ''
        ? {}
        : { reference: booking.reference };
  return { method, amount, ...said, ...(tillId === undefined ? {} : { till_id: tillId }), idempotency_key: key };
}

export function confirmationAfter(booking: Booking, result: ApiResult<unknown>): Confirmation {
  if (!('error' in result)) return { status: 'none' };
  if (isUnanswered(result.error)) return { status: 'unanswered', booking };
  return { status: 'refused', booking, why: refusalOf(result.error) };
}

function refusalOf(failure: ApiFailure): Refusal {
  switch (problemCode(failure)) {
    case 'key-reused':
      return 'already';
    case 'amount-too-large':
      return 'tooMuch';
    case 'order-paid':
    case 'order-cancelled':
      return 'over';
    default:
      return 'other';
  }
}
