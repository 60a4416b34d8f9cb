import { publishAuth, publishRealtimeEvent, publishRealtimeStatus } from '@vppos/core/bus';
import type { Clock, Stop } from '@vppos/core/time';
import { type Cursor, REALTIME_EVENT_TYPES } from '@vppos/core/types';
import type { RecordedBank } from './recordedBank.ts';

/** When the recorded customers pay, in ms after the start. */
const PARTIAL_AFTER_MS = 12_000;
const REST_AFTER_MS = 24_000;
const PARTIAL_VND = 150_000;
const COMPANY = { company_id: 1 };

/** Signs a cashier in and plays one order on the bus: 150.000đ come first, the rest a little later. */
export function playRecording(bank: RecordedBank, clock: Clock): Stop {
  publishAuth({ id: 1, name: 'Nguyễn Thị Lan', ...COMPANY, roles: ['cashier'], till_id: 'quay-1' });
  publishRealtimeStatus({ state: 'live', since: clock.now(), role: 'alone', degraded: false, fresh: true });
  const { order_id, total } = bank.add({});
  bank.add({ total: 80_000 });

  const arrive = (seq: number, amount: number): void => {
    const { paid, status, payments } = bank.pay(order_id, amount);
    const payment_id = payments.at(-1)?.payment_id ?? 0;
    publishRealtimeEvent({
      // The recording is its own log; nobody compares its cursors with another's.
      id: `recorded-${seq}` as Cursor,
      type: REALTIME_EVENT_TYPES.PAYMENT_RECEIVED,
      data: { ...COMPANY, order_id, payment_id, amount, paid, remaining: total - paid, status, method: 'vietqr' },
      origin: 'live',
      via: 'sse',
      receivedAt: clock.now(),
    });
  };
  const stops = [
    clock.after(PARTIAL_AFTER_MS, () => arrive(1, PARTIAL_VND)),
    clock.after(REST_AFTER_MS, () => arrive(2, total - PARTIAL_VND)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
