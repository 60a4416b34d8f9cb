import type { Clock } from '../time/index.ts';
import { REALTIME_EVENT_TYPES } from '../types/index.ts';
import { useRealtimeSnapshot, useRealtimeTags } from './index.ts';

interface Table {
  readonly total: number;
  readonly cursor?: string | null;
}
const read = async (_signal: AbortSignal) => ({ data: { total: 0 } as Table });
const readOrFail = async () =>
  Math.random() > 0 ? { data: { total: 0 } as Table } : { error: { code: 'OFFLINE' as const } };

/** Checked by the compiler, never run: the call forms, and what must not compile. */
export function CallForms({ clock }: { clock: Clock }): null {
  const { data, error } = useRealtimeSnapshot({
    clock,
    key: 1001,
    read: readOrFail,
    events: [REALTIME_EVENT_TYPES.ORDER_PAID, REALTIME_EVENT_TYPES.NOTIFY],
    concerns: (event) => event.type === 'notify' || event.data.order_id === 1001,
    // The type tells the payload.
    apply: (table, event) => (event.type === 'order_paid' ? { ...table, total: event.data.total } : null),
  });
  data?.total satisfies number | undefined;
  error?.code satisfies 'OFFLINE' | 'READ_FAILED' | undefined;
  useRealtimeTags({
    clock,
    events: ['order_paid', 'notify'],
    tags: ['Orders'],
    tagsOf: ({ type }) => (type === 'notify' ? [] : ['Orders']),
    invalidate: (tags) => tags satisfies string[],
  });

  // @ts-expect-error an event name nobody has
  useRealtimeSnapshot({ clock, key: 1, read, events: ['order_payed'] });
  // @ts-expect-error a payment has no message
  useRealtimeSnapshot({ clock, key: 1, read, events: ['payment_received'], concerns: (e) => e.data.message === '' });
  // @ts-expect-error a list has no place for the cursor: wrap it
  useRealtimeSnapshot({ clock, key: 1, read: async () => ({ data: ['a'] }), events: ['notify'] });
  // @ts-expect-error without a read there is nothing
  useRealtimeSnapshot({ clock, key: 1, events: ['notify'] });
  // @ts-expect-error what was applied must be what was read
  useRealtimeSnapshot({ clock, key: 1, read, events: ['notify'], apply: () => ({ sum: 1 }) });
  return null;
}
