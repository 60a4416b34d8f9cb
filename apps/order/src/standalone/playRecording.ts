import { publishAuth, publishRealtimeEvent, publishRealtimeStatus } from '@vppos/core/bus';
import type { Clock, Stop } from '@vppos/core/time';
import { type Cursor, REALTIME_EVENT_TYPES, type RealtimeEventType } from '@vppos/core/types';
import { RECORDED_PRODUCTS, type RecordedShop } from './recordedShop.ts';

/** A step every so often, in ms. */
const STEP_MS = 4_000;
const COMPANY = { company_id: 1 };

/** Signs a cashier in and plays a short shift on the bus: a colleague's orders come, and some are paid. */
export function playRecording(shop: RecordedShop, clock: Clock): Stop {
  publishAuth({ id: 1, name: 'Nguyễn Thị Lan', ...COMPANY, roles: ['cashier'], till_id: 'quay-1' });
  publishRealtimeStatus({ state: 'live', since: clock.now(), role: 'alone', degraded: false, fresh: true });
  shop.add({ status: 'paid', paid: 250_000, items: [itemOf(3)] });
  const waiting = shop.add({ total: 110_000, items: [itemOf(0)] });
  const publish = publisher(clock);

  const steps: readonly (() => void)[] = [
    () => {
      const { order_id, invoice_number } = shop.add({ total: 80_000, items: [itemOf(1)] });
      publish(REALTIME_EVENT_TYPES.ORDER_CREATED, { order_id, invoice_number, message: `Đơn mới ${invoice_number}` });
    },
    () => {
      const { order_id, invoice_number, total } = waiting;
      shop.change(order_id, { status: 'paid', paid: total });
      publish(REALTIME_EVENT_TYPES.ORDER_PAID, {
        order_id,
        invoice_number,
        total,
        message: `${invoice_number} đã trả`,
      });
    },
  ];
  const stops = steps.map((step, index) => clock.after(STEP_MS * (index + 1), step));
  return () => {
    for (const stop of stops) stop();
  };
}

function publisher(clock: Clock) {
  let seq = 0;
  return (type: RealtimeEventType, data: Readonly<Record<string, unknown>>): void => {
    seq += 1;
    publishRealtimeEvent({
      // The recording is its own log; nobody compares its cursors with another's.
      id: `recorded-${seq}` as Cursor,
      type,
      data: { ...COMPANY, ...data, occurred_at: clock.now() },
      origin: 'live',
      via: 'sse',
      receivedAt: clock.now(),
    });
  };
}

function itemOf(index: number) {
  const { id = 0, name = '?', price = 0 } = RECORDED_PRODUCTS[index] ?? {};
  return { product_id: id, name, price, quantity: 1, note: null };
}
