import { useRealtimeEvent, useStaleHint } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import { useOrderDispatch } from '../store/createOrderStore.ts';
import { orderApi } from '../store/orderApi.ts';
import { type Coalesced, coalesce } from './coalesce.ts';

/**
 * Keeps every order on the screen fresh: whatever hints that one may have changed (its events, a resync, the stream back to
 * live, the window looked at again) makes the server be asked. Events are never applied themselves, so doubled, late or
 * missing ones cannot show anything wrong.
 */
export function useFreshOrders(clock: Clock): void {
  const dispatch = useOrderDispatch();
  const reads = useRef<Coalesced | null>(null);
  const reread = useEffectEvent(() => void dispatch(orderApi.util.invalidateTags(['Orders', 'Order'])));

  // A layout effect like the subscriptions below: everything listens before the first read of the lists begins.
  useLayoutEffect(() => {
    const coalesced = coalesce(reread, clock);
    reads.current = coalesced;
    return coalesced.stop;
  }, [clock]);

  const hint = (): void => reads.current?.request();
  const hintUnlessTest = (data: { readonly test?: boolean }): void => {
    if (data.test !== true) hint();
  };

  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_CREATED, hintUnlessTest);
  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_PAID, hintUnlessTest);
  useRealtimeEvent(REALTIME_EVENT_TYPES.PAYMENT_RECEIVED, hintUnlessTest);
  useRealtimeEvent(REALTIME_EVENT_TYPES.NOTIFY, (data) => {
    if (data['order_id'] !== undefined) hintUnlessTest(data);
  });
  useStaleHint(hint);
}
