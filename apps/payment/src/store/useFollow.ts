import { type EventOf, useRealtimeTags } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { usePaymentDispatch } from './createPaymentStore.ts';
import { paymentApi } from './paymentApi.ts';

const { ORDER_CREATED, ORDER_PAID, ORDER_CANCELLED, PAYMENT_RECEIVED, NOTIFY } = REALTIME_EVENT_TYPES;
const { TRANSFER_UNMATCHED, REFUND_DUE, RESOURCE_UPDATED } = REALTIME_EVENT_TYPES;

const EVENTS = [
  ORDER_CREATED,
  ORDER_PAID,
  ORDER_CANCELLED,
  PAYMENT_RECEIVED,
  NOTIFY,
  TRANSFER_UNMATCHED,
  REFUND_DUE,
  RESOURCE_UPDATED,
] as const;

/** What the lists of this app are kept by. */
type Tag = 'OpenOrders' | 'Receipts' | 'Transfers' | 'Refunds' | 'Shifts';

/** Keeps lists as fresh as the events: whatever may have moved money or orders makes them be read again. */
export function useFollow(tags: readonly Tag[], clock: Clock): void {
  const dispatch = usePaymentDispatch();
  useRealtimeTags({
    clock,
    events: EVENTS,
    tags,
    tagsOf: (event) => (concernsMoney(event) ? tags : []),
    invalidate: (doubted) => dispatch(paymentApi.util.invalidateTags(doubted)),
  });
}

/** A notify may be about anything; only one that names an order is about orders. */
function concernsMoney(event: EventOf<(typeof EVENTS)[number]>): boolean {
  if (event.type === NOTIFY) return event.data.order_id !== undefined;
  return event.type !== RESOURCE_UPDATED || ['receipt', 'transfer', 'refund', 'shift'].includes(event.data.resource);
}
