import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anEvent } from '../testing/index.ts';
import {
  type BusEvent,
  clearRealtimeHistory,
  currentAuth,
  currentRealtimeStatus,
  HISTORY_MAX_AGE_MS,
  HISTORY_MAX_EVENTS,
  ListenerError,
  listenAllRealtime,
  listenAnnouncementRequests,
  listenAuth,
  listenNavigate,
  listenRealtime,
  listenRealtimeResync,
  listenStoreSync,
  listenToasts,
  navigate,
  publishAuth,
  publishRealtimeEvent,
  publishRealtimeResync,
  publishRealtimeStatus,
  publishStoreSync,
  requestAnnouncement,
  type SlowListener,
  toastUtils,
} from './index.ts';

const user = { id: 1, name: 'Thu Ngân 1', company_id: 1, roles: ['cashier'] as const, till_id: 'till-1' };
const reported: unknown[] = [];
const onReported = (event: ErrorEvent): void => {
  reported.push(event.error);
  event.preventDefault();
};

beforeEach(() => {
  reported.length = 0;
  clearRealtimeHistory();
  window.addEventListener('error', onReported);
});
afterEach(() => {
  window.removeEventListener('error', onReported);
});

describe('business events', () => {
  it('[B1] has run every listener, in the order of publishing, when publish returns', () => {
    const seen: string[] = [];
    const stops = [
      listenRealtime('notify', (event) => seen.push(`typed ${event.id}`)),
      listenAllRealtime((event) => seen.push(`all ${event.id}`)),
    ];

    publishRealtimeEvent(anEvent(1));
    publishRealtimeEvent(anEvent(2));

    expect(seen).toEqual(['typed test-1', 'all test-1', 'typed test-2', 'all test-2']);
    for (const stop of stops) stop();
  });

  it('[B2] serves the other listeners when one throws, and reports it with its owner', () => {
    const seen: string[] = [];
    const stops = [
      listenRealtime(
        'notify',
        () => {
          throw new Error('broken');
        },
        { mfe: 'order' },
      ),
      listenRealtime('notify', (event) => seen.push(event.id)),
    ];

    publishRealtimeEvent(anEvent(1));

    expect(seen).toEqual(['test-1']);
    expect(reported).toHaveLength(1);
    expect(reported[0]).toBeInstanceOf(ListenerError);
    expect(reported[0]).toMatchObject({ code: 'LISTENER_THREW', mfe: 'order', channel: 'vppos:realtime:notify' });
    for (const stop of stops) stop();
  });

  it('[B3] does not call a listener that unsubscribed during the delivery', () => {
    const second = vi.fn();
    const stopFirst = listenRealtime('notify', () => stopSecond());
    const stopSecond = listenRealtime('notify', second);

    publishRealtimeEvent(anEvent(1));
    stopSecond();

    expect(second).not.toHaveBeenCalled();
    stopFirst();
  });

  it('[B4] carries a type this build has never heard of', () => {
    const seen: BusEvent[] = [];
    const stop = listenRealtime('table_called', (event) => seen.push(event));

    publishRealtimeEvent(anEvent(1, { type: 'table_called', data: { table: 7 } }));

    expect(seen).toMatchObject([{ v: 1, id: 'test-1', type: 'table_called', data: { table: 7 }, origin: 'live' }]);
    stop();
  });

  it('[B5] names the owner of a listener slower than 50 ms', () => {
    const slow: SlowListener[] = [];
    const onSlow = (event: Event): void => void slow.push((event as CustomEvent<SlowListener>).detail);
    window.addEventListener('vppos:listener-slow', onSlow);
    const stop = listenRealtime(
      'notify',
      () => {
        const end = performance.now() + 60;
        while (performance.now() < end);
      },
      { mfe: 'payment' },
    );

    publishRealtimeEvent(anEvent(1));

    expect(slow).toMatchObject([{ v: 1, mfe: 'payment', channel: 'vppos:realtime:notify' }]);
    stop();
    window.removeEventListener('vppos:listener-slow', onSlow);
  });

  it('[B6] freezes the detail, so that no listener changes what the next one sees', () => {
    const stop = listenRealtime('notify', (event) => {
      (event.data as { list: number[] }).list.push(1);
    });

    publishRealtimeEvent(anEvent(1, { data: { message: '', list: [] } }));

    expect(reported[0]).toMatchObject({ cause: expect.any(TypeError) });
    stop();
  });

  it('[B10] ignores a detail without a version or of an older one, and takes a newer one', () => {
    const seen: unknown[] = [];
    const stop = listenRealtime('notify', (event) => seen.push(event.v));
    for (const detail of [undefined, null, 'text', {}, { v: 0 }, { v: 2 }]) {
      window.dispatchEvent(new CustomEvent('vppos:realtime:notify', { detail }));
    }

    expect(seen).toEqual([2]);
    stop();
  });
});

describe('the history', () => {
  it('[B9] is for who asks, in order, marked as history', () => {
    publishRealtimeEvent(anEvent(1));
    publishRealtimeEvent(anEvent(2, { type: 'order_paid' }));
    publishRealtimeEvent(anEvent(3));
    const seen: string[] = [];

    const stops = [
      listenRealtime('notify', (event) => seen.push(`${event.id} ${event.origin}`), { sinceMs: 60_000 }),
      listenRealtime('notify', () => seen.push('not asked')),
    ];

    expect(seen).toEqual(['test-1 history', 'test-3 history']);
    for (const stop of stops) stop();
  });

  it('[B9] keeps the newest 100 events', () => {
    for (let seq = 1; seq <= HISTORY_MAX_EVENTS + 5; seq++) publishRealtimeEvent(anEvent(seq));
    const seen: string[] = [];

    const stop = listenRealtime('notify', (event) => seen.push(event.id), { sinceMs: Number.MAX_SAFE_INTEGER });

    expect(seen).toHaveLength(HISTORY_MAX_EVENTS);
    expect(seen[0]).toBe('test-6');
    stop();
  });

  it('[B9] keeps back what is older than two minutes, however much is asked for', () => {
    publishRealtimeEvent(anEvent(1, { receivedAt: Date.now() - HISTORY_MAX_AGE_MS - 1 }));
    publishRealtimeEvent(anEvent(2));
    const seen: string[] = [];

    const stop = listenRealtime('notify', (event) => seen.push(event.id), { sinceMs: Number.MAX_SAFE_INTEGER });

    expect(seen).toEqual(['test-2']);
    stop();
  });

  it.each([
    ['is empty for who listens after the resync of a log that gives its ids out again', 'ahead', []],
    ['outlives every other resync', 'trimmed', ['test-1']],
  ] as const)('[B9] %s', (_what, reason, expected) => {
    publishRealtimeEvent(anEvent(1));
    const seen: string[] = [];
    const stops: (() => void)[] = [];
    const listen = (): void => {
      stops.push(listenRealtime('notify', (event) => seen.push(event.id), { sinceMs: 60_000 }));
    };
    stops.push(listenRealtimeResync(listen));

    publishRealtimeResync(reason);

    expect(seen).toEqual(expected);
    for (const stop of stops) stop();
  });

  it('[B9] guards a listener that throws over the history too', () => {
    publishRealtimeEvent(anEvent(1));

    const stop = listenRealtime(
      'notify',
      () => {
        throw new Error('broken');
      },
      { sinceMs: 60_000 },
    );

    expect(reported).toHaveLength(1);
    stop();
  });
});

describe('sticky values', () => {
  it('[B7] tells status and login to who listens late', () => {
    publishRealtimeStatus({ state: 'live', since: 5, role: 'alone', degraded: false, fresh: true });
    publishAuth(user);

    expect(currentRealtimeStatus()).toMatchObject({ v: 1, state: 'live', since: 5 });
    expect(currentAuth()).toEqual(user);
  });

  it('[B7] forgets the login when nobody is signed in', () => {
    const seen: unknown[] = [];
    const stop = listenAuth((now) => seen.push(now));
    publishAuth(user);
    publishAuth(null);

    expect(seen).toEqual([user, null]);
    expect(currentAuth()).toBeNull();
    stop();
  });

  it('[B8] is understood by a second copy of core on the page', async () => {
    vi.resetModules();
    const other = await import('./index.ts');
    expect(other.publishRealtimeEvent).not.toBe(publishRealtimeEvent);
    const seen: string[] = [];
    const stop = other.listenRealtime('notify', (event) => seen.push(event.id));

    publishRealtimeEvent(anEvent(1));
    publishAuth(user);

    expect(seen).toEqual(['test-1']);
    expect(other.currentAuth()).toEqual(user);
    expect(other.copiesOfCore()).toBe(2);
    stop();
  });
});

describe('the other channels', () => {
  it('carries navigation, toasts and resyncs', () => {
    const seen: unknown[] = [];
    const stops = [
      listenNavigate((to) => seen.push(to)),
      listenToasts((toast) => seen.push(toast)),
      listenRealtimeResync((reason) => seen.push(reason)),
    ];

    navigate('/payment/1001', { replace: true });
    toastUtils.success('Đã nhận 250.000đ', { label: 'Mở hóa đơn', to: '/payment/1001' });
    publishRealtimeResync('trimmed');

    expect(seen).toMatchObject([
      { to: '/payment/1001', replace: true },
      { kind: 'success', message: 'Đã nhận 250.000đ', action: { label: 'Mở hóa đơn', to: '/payment/1001' } },
      'trimmed',
    ]);
    for (const stop of stops) stop();
  });

  it("[B11] keeps the highest version of a store's value, whatever order they come in", () => {
    const seen: unknown[] = [];
    const stop = listenStoreSync('cart', (sync) => seen.push([sync.key, sync.value]));
    publishStoreSync({ slice: 'cart', key: 'a', value: 'new', version: 2 });
    publishStoreSync({ slice: 'cart', key: 'a', value: 'old', version: 1 });
    publishStoreSync({ slice: 'cart', key: 'a', value: 'again', version: 2 });
    publishStoreSync({ slice: 'cart', key: 'b', value: 'other', version: 1 });
    publishStoreSync({ slice: 'table', key: 'a', value: 'elsewhere', version: 9 });

    expect(seen).toEqual([
      ['a', 'new'],
      ['b', 'other'],
    ]);
    stop();
  });
});

describe('announcing', () => {
  it('[B13] tells the announcer of the order whose money a screen has just read', () => {
    const heard: number[] = [];
    const stop = listenAnnouncementRequests((orderId) => heard.push(orderId));

    requestAnnouncement(1001);
    stop();
    requestAnnouncement(1002);

    expect(heard).toEqual([1001]);
  });
});
