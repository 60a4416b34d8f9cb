import { setTimeout as pause } from 'node:timers/promises';
import { signToken } from '../../../e2e/src/api.ts';
import { publishEvents } from '../publishEvents.ts';
import type { Asked } from './paidOrders.ts';

const BATCH = 20;

/** Publishes `order_paid` of each order, evenly within `withinMs`. Gives the events' ids in the order of the log. */
export async function publishPaid(gatewayUrl: string, asked: readonly Asked[], withinMs: number): Promise<string[]> {
  const serviceToken = await signToken({ sub: 'bench', roles: ['service'], livesForS: 600 });
  const beganAt = performance.now();
  const ids: string[] = [];
  for (let done = 0; done < asked.length; done += BATCH) {
    const waitMs = beganAt + (done * withinMs) / asked.length - performance.now();
    if (waitMs > 1) await pause(waitMs);
    const batch = asked.slice(done, done + BATCH).map(toEvent);
    ids.push(...(await publishEvents({ gatewayUrl, serviceToken }, batch)));
  }
  return ids;
}

function toEvent({ orderId, amount, tillId }: Asked) {
  const data = {
    company_id: 1,
    order_id: orderId,
    invoice_number: `HD-${orderId}`,
    message: 'Đơn đã thanh toán',
    total: amount,
    till_id: tillId,
    occurred_at: Date.now(),
  };
  return { event: 'order_paid', data };
}
