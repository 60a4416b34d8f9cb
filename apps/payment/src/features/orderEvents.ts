import type { EventOf } from '@vppos/core/hooks';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';

const { ORDER_CREATED, ORDER_PAID, ORDER_CANCELLED, PAYMENT_RECEIVED, REFUND_DUE, NOTIFY } = REALTIME_EVENT_TYPES;

/** Whatever may tell of an order: that it was made, paid, cancelled or refunded. A hint, not a fact: ask the server. */
export const ORDER_EVENTS = [ORDER_CREATED, ORDER_PAID, ORDER_CANCELLED, PAYMENT_RECEIVED, REFUND_DUE, NOTIFY] as const;

export type OrderEvent = EventOf<(typeof ORDER_EVENTS)[number]>;
