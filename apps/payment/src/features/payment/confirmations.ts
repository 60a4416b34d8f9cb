import { request } from '@vppos/core/http';
import { BOOKED } from '../../api/schemas.ts';
import { type Booking, type BookingWish, bookingBody, toBooking } from './booking.ts';
import { paymentActions } from './paymentSlice.ts';
import type { SessionDeps, SessionLife } from './sessionDeps.ts';

/** The cashier's word that money is there, on its way to the server. */
export interface Confirmations {
  readonly confirm: (wish: BookingWish) => void;
  readonly again: () => void;
  /** The server has not said yet what became of one. */
  readonly isOpen: () => boolean;
}

/** One confirmation at a time; the order is read again after each answer, and that read is what the screen shows. */
export function confirmations(deps: SessionDeps, life: SessionLife, reread: () => void): Confirmations {
  const { store, clock, orderId, tillId, onBooked } = deps;

  const send = async (booking: Booking): Promise<void> => {
    store.dispatch(paymentActions.bookingSent(booking));
    const body = bookingBody(booking, tillId);
    const result = await request({ path: `/api/v1/orders/${orderId}/payments`, body, answer: BOOKED }, clock);
    if (life.isStopped) return;
    store.dispatch(paymentActions.bookingAnswered({ booking, result }));
    reread();
    if (!('error' in result)) onBooked(booking);
  };

  return {
    confirm: (wish) => {
      const { order, confirmation } = store.getState().payment;
      const isFree = confirmation.status === 'none' || confirmation.status === 'refused';
      if (order !== null && isFree) void send(toBooking(order, wish));
    },
    again: () => {
      const { confirmation } = store.getState().payment;
      if (confirmation.status === 'unanswered') void send(confirmation.booking);
    },
    isOpen: () => ['sending', 'unanswered'].includes(store.getState().payment.confirmation.status),
  };
}
