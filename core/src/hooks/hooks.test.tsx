import { act, cleanup, render, renderHook } from '@testing-library/react';
import { StrictMode, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  clearRealtimeHistory,
  publishAuth,
  publishRealtimeEvent,
  publishRealtimeResync,
  publishRealtimeStatus,
} from '../bus/index.ts';
import { anEvent, anOrderPaid } from '../testing/index.ts';
import { REALTIME_EVENT_TYPES } from '../types/index.ts';
import { useAuthUser, useRealtimeEvent, useRealtimeResync, useRealtimeStatus, useStaleHint } from './index.ts';

beforeEach(() => clearRealtimeHistory());
afterEach(() => cleanup());

function LateChild({ late }: { late: () => void }): null {
  useRealtimeEvent('notify', late);
  return null;
}

/** Takes its child away when an order is paid. */
function FlippingParent({ late }: { late: () => void }) {
  const [isShown, setShown] = useState(true);
  useRealtimeEvent('order_paid', () => setShown(false));
  return isShown ? <LateChild late={late} /> : null;
}

describe('useRealtimeEvent', () => {
  it('[HK1] calls its handler thirty times for thirty events in one tick, with the payload and the event', () => {
    const seen: [number, string][] = [];
    renderHook(() =>
      useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_PAID, (data, event) => seen.push([data.order_id, event.id])),
    );

    for (let seq = 1; seq <= 30; seq++)
      publishRealtimeEvent(anEvent(seq, { type: 'order_paid', data: anOrderPaid(1000 + seq) }));

    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => [1001 + index, `test-${index + 1}`]));
  });

  it("[HK2] calls the latest render's handler without subscribing again", () => {
    const addListener = vi.spyOn(window, 'addEventListener');
    const seen: string[] = [];
    const { rerender } = renderHook(({ name }) => useRealtimeEvent('notify', () => void seen.push(name)), {
      initialProps: { name: 'first' },
    });
    const subscriptions = addListener.mock.calls.filter(([channel]) => channel === 'vppos:realtime:notify').length;

    rerender({ name: 'second' });
    publishRealtimeEvent(anEvent(1));

    expect(seen).toEqual(['second']);
    expect(addListener.mock.calls.filter(([channel]) => channel === 'vppos:realtime:notify')).toHaveLength(
      subscriptions,
    );
    addListener.mockRestore();
  });

  it('[HK3] handles nothing while disabled', () => {
    const handler = vi.fn();
    const { rerender } = renderHook(({ on }) => useRealtimeEvent('notify', handler, on), {
      initialProps: { on: false },
    });
    publishRealtimeEvent(anEvent(1));
    rerender({ on: true });
    publishRealtimeEvent(anEvent(2));
    rerender({ on: false });
    publishRealtimeEvent(anEvent(3));

    expect(handler.mock.calls.map(([, event]) => event.id)).toEqual(['test-2']);
  });

  it('[HK3] handles nothing after unmount, also in the middle of a delivery', () => {
    const late = vi.fn();
    const second = renderHook(() => useRealtimeEvent('notify', late));
    // Mounted later, called later: so the one that unmounts must stand first.
    second.unmount();
    const first = renderHook(() => useRealtimeEvent('notify', () => act(() => third.unmount())));
    const third = renderHook(() => useRealtimeEvent('notify', late));

    publishRealtimeEvent(anEvent(1));

    expect(late).not.toHaveBeenCalled();
    first.unmount();
  });

  it('[HK3] handles nothing in a component whose parent takes it away because of the same event', () => {
    const late = vi.fn();
    render(<FlippingParent late={late} />);

    act(() => publishRealtimeEvent(anEvent(1, { type: 'order_paid', data: anOrderPaid(1001) })));
    publishRealtimeEvent(anEvent(2));

    expect(late).not.toHaveBeenCalled();
  });

  it('[HK4] handles an event once under StrictMode and when it is switched off and on', () => {
    publishRealtimeEvent(anEvent(1));
    const handler = vi.fn();
    const { rerender } = renderHook(({ on }) => useRealtimeEvent('notify', handler, { enabled: on, since: 60_000 }), {
      initialProps: { on: true },
      wrapper: StrictMode,
    });
    rerender({ on: false });
    rerender({ on: true });
    publishRealtimeEvent(anEvent(2));

    expect(handler.mock.calls.map(([, event]) => event.id)).toEqual(['test-1', 'test-2']);
  });

  it('[HK4] handles an event once that is dispatched twice', () => {
    const handler = vi.fn();
    renderHook(() => useRealtimeEvent('notify', handler));
    publishRealtimeEvent(anEvent(1));
    publishRealtimeEvent(anEvent(1));

    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('[HK5] asks for the history at its first subscription only', () => {
    const handler = vi.fn();
    const { rerender } = renderHook(({ on }) => useRealtimeEvent('notify', handler, { enabled: on, since: 60_000 }), {
      initialProps: { on: true },
    });
    rerender({ on: false });
    publishRealtimeEvent(anEvent(1));
    rerender({ on: true });

    expect(handler).not.toHaveBeenCalled();
  });

  it('[HK7] never renders by itself', () => {
    let renders = 0;
    renderHook(() => {
      renders += 1;
      useRealtimeEvent('notify', () => undefined);
    });
    for (let seq = 1; seq <= 5; seq++) act(() => publishRealtimeEvent(anEvent(seq)));

    expect(renders).toBe(1);
  });
});

describe('the sticky hooks', () => {
  it('[HK6] show the last status and login at the first render, and follow them', () => {
    const user = { id: 1, name: 'Thu Ngân 1', company_id: 1, roles: ['cashier'] as const, till_id: 'till-1' };
    publishRealtimeStatus({ state: 'live', since: 1, role: 'alone', degraded: false, fresh: true });
    publishAuth(user);
    const { result } = renderHook(() => [useRealtimeStatus().state, useAuthUser()?.name]);
    expect(result.current).toEqual(['live', 'Thu Ngân 1']);

    act(() => {
      publishRealtimeStatus({
        state: 'waiting',
        since: 2,
        role: 'alone',
        degraded: false,
        fresh: true,
        attempt: 1,
        retryAt: 3,
      });
      publishAuth(null);
    });

    expect(result.current).toEqual(['waiting', undefined]);
  });

  it("calls the latest render's resync handler, and not after unmount", () => {
    const seen: string[] = [];
    const { rerender, unmount } = renderHook(
      ({ name }) => useRealtimeResync((reason) => seen.push(`${name} ${reason}`)),
      { initialProps: { name: 'a' } },
    );
    rerender({ name: 'b' });
    publishRealtimeResync('trimmed');
    unmount();
    publishRealtimeResync('slow');

    expect(seen).toEqual(['b trimmed']);
  });
});

describe('useStaleHint', () => {
  it('[HK8] hints after a resync, when the stream is live again, and when the page is looked at again', () => {
    const status = { since: 1, role: 'alone', degraded: false, fresh: true } as const;
    const hint = vi.fn();
    publishRealtimeStatus({ ...status, state: 'live' });
    const { unmount } = renderHook(() => useStaleHint(hint));
    expect(hint).not.toHaveBeenCalled();

    publishRealtimeResync('trimmed');
    expect(hint).toHaveBeenCalledTimes(1);
    act(() => publishRealtimeStatus({ ...status, state: 'waiting' }));
    expect(hint).toHaveBeenCalledTimes(1);
    act(() => publishRealtimeStatus({ ...status, state: 'live' }));
    expect(hint).toHaveBeenCalledTimes(2);
    for (const type of ['focus', 'online', 'pageshow']) window.dispatchEvent(new Event(type));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(hint).toHaveBeenCalledTimes(6);
    unmount();
    window.dispatchEvent(new Event('focus'));
    expect(hint).toHaveBeenCalledTimes(6);
  });
});
