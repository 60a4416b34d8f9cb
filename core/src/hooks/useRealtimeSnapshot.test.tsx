import { act, cleanup, renderHook } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearRealtimeHistory, publishAuth, publishRealtimeEvent, publishRealtimeResync } from '../bus/index.ts';
import { anEvent, anOrderPaid, type FakeClock, fakeClock } from '../testing/index.ts';
import { REALTIME_EVENT_TYPES } from '../types/index.ts';
import { type Answer, SNAPSHOT_SPACING_MS, useRealtimeSnapshot } from './index.ts';

interface Shop {
  readonly paid: readonly number[];
  readonly cursor: string | null;
}
interface Props {
  readonly table: string;
  readonly enabled: boolean;
}
type ShopAnswer = Answer<Shop, { readonly code: 'OFFLINE' }>;

const { ORDER_PAID, PAYMENT_RECEIVED } = REALTIME_EVENT_TYPES;
const lan = { id: 1, name: 'Lan', company_id: 1, roles: ['cashier'] as const, till_id: 'quay-1' };
const shop = (seq: number, ...paid: readonly number[]): Shop => ({ paid, cursor: `test-${seq}` });

let clock: FakeClock;
let asked: { readonly table: string; readonly signal: AbortSignal; readonly answer: (answer: ShopAnswer) => void }[];
beforeEach(() => {
  clearRealtimeHistory();
  publishAuth(lan);
  clock = fakeClock();
  asked = [];
});
afterEach(() => cleanup());

function renderShop(changed: Partial<Props> = {}) {
  return renderHook(
    ({ table, enabled }: Props) =>
      useRealtimeSnapshot({
        clock,
        key: table,
        enabled,
        events: [ORDER_PAID, PAYMENT_RECEIVED],
        concerns: ({ data }) => data.order_id < 9000,
        read: (signal): Promise<ShopAnswer> => {
          const { promise, resolve } = Promise.withResolvers<ShopAnswer>();
          asked.push({ table, signal, answer: resolve });
          return promise;
        },
        apply: (data, event) =>
          event.type === 'order_paid' ? { ...data, paid: [...data.paid, event.data.order_id] } : null,
      }),
    { initialProps: { table: 'a', enabled: true, ...changed }, wrapper: StrictMode },
  );
}
const answer = (data: Shop): Promise<void> => act(async () => asked.at(-1)?.answer({ data }));
const orderPaid = (seq: number, changed: Record<string, unknown> = {}): Promise<void> =>
  act(async () => publishRealtimeEvent(anEvent(seq, { type: ORDER_PAID, data: anOrderPaid(1000 + seq, changed) })));
const flush = (): Promise<void> => act(async () => undefined);

describe('useRealtimeSnapshot', () => {
  it('[SNAP1] listens before it reads, reads once under StrictMode, and applies what came between', async () => {
    const { result } = renderShop();
    // In the same task as the mount, before the read has begun.
    publishRealtimeEvent(anEvent(1, { type: ORDER_PAID, data: anOrderPaid(1001) }));
    await flush();
    expect(asked).toHaveLength(1);
    expect(result.current).toMatchObject({ data: undefined, error: null, isReading: true });
    await orderPaid(2);
    await answer(shop(1, 1001));

    expect(result.current).toMatchObject({ data: { paid: [1001, 1002] }, isReading: false });
    await orderPaid(3);
    expect(result.current.data?.paid).toEqual([1001, 1002, 1003]);
    expect(asked).toHaveLength(1);
  });

  it('[SNAP8] believes no test event and heeds none that concerns something else', async () => {
    const { result } = renderShop();
    await flush();
    await answer(shop(0));

    await orderPaid(1, { test: true });
    await orderPaid(2, { order_id: 9001 });
    await act(async () => publishRealtimeEvent(anEvent(3)));

    expect(result.current.data?.paid).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['a resync', () => publishRealtimeResync('trimmed')],
    ['the window looked at again', () => window.dispatchEvent(new Event('focus'))],
    [
      'an event it cannot apply',
      () => publishRealtimeEvent(anEvent(5, { type: PAYMENT_RECEIVED, data: { order_id: 1001 } })),
    ],
  ])('[SNAP3] reads again after %s', async (_what, hint) => {
    const { result } = renderShop();
    await flush();
    await answer(shop(0));

    await act(async () => {
      hint();
      clock.advance(SNAPSHOT_SPACING_MS);
    });
    expect(asked).toHaveLength(2);
    await answer(shop(5, 1001));

    expect(result.current.data?.paid).toEqual([1001]);
  });

  it('[SNAP7] aborts on unmount, leaves no timer, and hears nothing afterwards', async () => {
    const { unmount } = renderShop();
    await flush();

    unmount();
    publishRealtimeResync('trimmed');
    await flush();

    expect(asked[0]?.signal.aborted).toBe(true);
    expect(asked).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });

  it('[SNAP9] begins empty with another key, and drops the late answer for the one before', async () => {
    const { result, rerender } = renderShop();
    await flush();
    await answer(shop(0, 1));
    rerender({ table: 'b', enabled: true });
    expect(result.current.data).toBeUndefined();
    await flush();
    const [, forB] = asked;
    rerender({ table: 'c', enabled: true });
    await flush();
    await answer(shop(0, 3));

    await act(async () => forB?.answer({ data: shop(0, 2) }));

    expect(forB?.signal.aborted).toBe(true);
    expect(asked.map(({ table }) => table)).toEqual(['a', 'b', 'c']);
    expect(result.current.data?.paid).toEqual([3]);
  });

  it('[SNAP9] begins empty for another person', async () => {
    const { result } = renderShop();
    await flush();
    await answer(shop(0, 1));

    await act(async () => publishAuth({ ...lan, id: 2 }));

    expect(result.current.data).toBeUndefined();
    expect(asked).toHaveLength(2);
  });

  it('[SNAP9] keeps what is shown while it is disabled, and then reads again', async () => {
    const { result, rerender } = renderShop();
    await flush();
    await answer(shop(0, 1));
    rerender({ table: 'a', enabled: false });
    await orderPaid(1);
    await act(async () => publishRealtimeResync('trimmed'));
    expect(result.current).toMatchObject({ data: { paid: [1] }, isReading: false });
    expect(asked).toHaveLength(1);

    rerender({ table: 'a', enabled: true });
    await flush();

    expect(result.current).toMatchObject({ data: { paid: [1] }, isReading: true });
    expect(asked).toHaveLength(2);
    rerender({ table: 'a', enabled: false });

    expect(result.current).toMatchObject({ data: { paid: [1] }, isReading: false });
  });

  it('[SNAP6] shows the error beside the data and reads at once when asked to, with one function for ever', async () => {
    const { result } = renderShop();
    const { refetch } = result.current;
    await flush();
    await act(async () => asked[0]?.answer({ error: { code: 'OFFLINE' } }));
    expect(result.current).toMatchObject({ data: undefined, error: { code: 'OFFLINE' } });

    await act(async () => refetch());
    await answer(shop(0, 1));

    expect(result.current).toMatchObject({ data: { paid: [1] }, error: null });
    expect(result.current.refetch).toBe(refetch);
  });

  it('reads with the functions of the latest render, without beginning anew', async () => {
    const [first, second] = [vi.fn(async () => ({ data: shop(0) })), vi.fn(async () => ({ data: shop(0) }))];
    const { rerender } = renderHook(
      ({ read }) => useRealtimeSnapshot({ clock, key: 'a', read, events: ['order_paid'] }),
      { initialProps: { read: first } },
    );
    await flush();
    rerender({ read: second });
    await flush();
    expect(second).not.toHaveBeenCalled();

    await act(async () => {
      publishRealtimeResync('trimmed');
      clock.advance(SNAPSHOT_SPACING_MS);
    });

    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });
});
