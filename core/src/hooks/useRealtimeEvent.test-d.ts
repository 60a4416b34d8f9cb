import { type OrderPaidPayload, REALTIME_EVENT_TYPES, type RealtimeEvent } from '../types/index.ts';
import { useRealtimeEvent } from './index.ts';

/** Checked by the compiler, never run: the call forms of the contract, and what must not compile. */
export function CallForms({ isWaiting }: { isWaiting: boolean }): null {
  // The payload follows from the type.
  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_PAID, (data) => void (data.total satisfies number));
  useRealtimeEvent('order_paid', (data, event) => {
    data.invoice_number satisfies string;
    event satisfies RealtimeEvent<'order_paid'>;
  });
  // The payload is named.
  useRealtimeEvent<OrderPaidPayload>(REALTIME_EVENT_TYPES.ORDER_PAID, (data) => void (data.total satisfies number));
  // On and off.
  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_PAID, (data) => void data.order_id, isWaiting);
  useRealtimeEvent(REALTIME_EVENT_TYPES.NOTIFY, (data) => void data.message, { enabled: isWaiting, since: 30_000 });

  // @ts-expect-error an event name nobody has
  useRealtimeEvent('order_payed', () => undefined);
  // @ts-expect-error a field this payload has not
  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_CREATED, (data) => data.total);
  // @ts-expect-error the named payload belongs to another event
  useRealtimeEvent<OrderPaidPayload>(REALTIME_EVENT_TYPES.ORDER_CREATED, (data) => data.total);
  // @ts-expect-error a total is a number, not a text
  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_PAID, (data) => void (data.total satisfies string));
  // @ts-expect-error an unknown option
  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_PAID, () => undefined, { once: true });
  // @ts-expect-error enabled is a claim, not a text
  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_PAID, () => undefined, 'yes');
  return null;
}
