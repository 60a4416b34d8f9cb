import { type EventOf, useRealtimeTags } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { useOrderDispatch } from '../../store/createOrderStore.ts';
import { orderApi } from '../../store/orderApi.ts';

const { ORDER_CREATED, ORDER_PAID, ORDER_CANCELLED, PAYMENT_RECEIVED, NOTIFY } = REALTIME_EVENT_TYPES;
const EVENTS = [ORDER_CREATED, ORDER_PAID, ORDER_CANCELLED, PAYMENT_RECEIVED, NOTIFY] as const;
const TAGS = ['Orders', 'Order'] as const;

/**
 * Keeps every order on the screen fresh: whatever hints that one may have changed makes the server be asked. Events are
 * never applied themselves, so doubled, late or missing ones cannot show anything wrong.
 */
export function useFreshOrders(clock: Clock): void {
  const dispatch = useOrderDispatch();
  useRealtimeTags({
    clock,
    events: EVENTS,
    tags: TAGS,
    tagsOf,
    invalidate: (tags) => dispatch(orderApi.util.invalidateTags(tags)),
  });
}

/** A notify may be about anything; only one that names an order is about orders. */
function tagsOf({ data }: EventOf<(typeof EVENTS)[number]>): typeof TAGS | readonly [] {
  return data.order_id === undefined ? [] : TAGS;
}
