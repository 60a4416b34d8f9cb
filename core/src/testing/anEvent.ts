import { formatCursor } from '../protocol/index.ts';
import type { Cursor } from '../types/index.ts';

/** What `publishRealtimeEvent` takes, with whatever the test says changed. Give each event its own `seq`. */
export interface EventDraft {
  readonly id: Cursor;
  readonly type: string;
  readonly data: unknown;
  readonly origin: 'live' | 'replay' | 'history';
  readonly via: 'sse' | 'tab' | 'poll';
  readonly receivedAt: number;
}

/** A live `notify` at position `seq` of the epoch `test`. */
export function anEvent(seq: number, changed: Partial<EventDraft> = {}): EventDraft {
  return {
    id: formatCursor({ epoch: 'test', seq }),
    type: 'notify',
    data: { message: `number ${seq}` },
    origin: 'live',
    via: 'sse',
    receivedAt: Date.now(),
    ...changed,
  };
}

/** The payload of an `order_paid` of company 1, with whatever the test says changed. */
export function anOrderPaid(orderId: number, changed: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    company_id: 1,
    order_id: orderId,
    invoice_number: `HD-${orderId}`,
    message: 'Đã thanh toán',
    total: 250_000,
    ...changed,
  };
}
