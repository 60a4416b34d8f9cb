import { useRealtimeEvent, useStaleHint } from '@vppos/core/hooks';
import { type NotifyPayload, type OrderCreatedPayload, REALTIME_EVENT_TYPES } from '@vppos/core/types';

interface Hints {
  /** An event named this order. It is a hint, not a fact: ask the server. */
  readonly onOrder: (orderId: number) => void;
  /** Anything may have changed unseen: a resync, the stream back to live, the window looked at again. */
  readonly onStale: () => void;
}

/** Hints that money may have come, while `isEnabled`. Test events are not among them. */
export function usePaymentHints({ onOrder, onStale }: Hints, isEnabled: boolean): void {
  const hint = ({ order_id, test }: { readonly order_id: number; readonly test?: boolean }): void => {
    if (test !== true) onOrder(order_id);
  };
  const stale = (): void => {
    if (isEnabled) onStale();
  };
  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_PAID, hint, isEnabled);
  useRealtimeEvent(REALTIME_EVENT_TYPES.PAYMENT_RECEIVED, hint, isEnabled);
  useStaleHint(stale);
}

/** Hints that an order was made, cancelled or refunded, while `isEnabled`. */
export function useOrderHints(onOrder: (orderId: unknown) => void, isEnabled: boolean): void {
  const hint = ({ order_id, test }: OrderCreatedPayload | NotifyPayload): void => {
    if (order_id !== undefined && test !== true) onOrder(order_id);
  };
  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_CREATED, hint, isEnabled);
  useRealtimeEvent(REALTIME_EVENT_TYPES.NOTIFY, hint, isEnabled);
}
