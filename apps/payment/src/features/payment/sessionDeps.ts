import type { Clock } from '@vppos/core/time';
import type { Order } from '../../api/schemas.ts';
import type { PaymentStore } from '../../store/createPaymentStore.ts';
import type { Booking } from './booking.ts';

/** Money that has arrived since the read before. */
export interface Received {
  /** In VND: what came, not the order's total. */
  readonly amount: number;
  readonly order: Order;
}

export interface SessionDeps {
  readonly store: PaymentStore;
  readonly clock: Clock;
  readonly orderId: number;
  readonly tillId: string | undefined;
  readonly onReceived: (received: Received) => void;
  /** The server has booked what the cashier confirmed. */
  readonly onBooked: (booking: Booking) => void;
}

/** What outlives an await asks here whether anybody still waits for it. */
export interface SessionLife {
  readonly isStopped: boolean;
}
