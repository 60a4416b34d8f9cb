import { cleanup, renderHook } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type BusEvent,
  clearRealtimeHistory,
  HISTORY_MAX_AGE_MS,
  HISTORY_MAX_EVENTS,
  publishRealtimeEvent,
  publishRealtimeResync,
} from '../bus/index.ts';
import { anEvent } from '../testing/index.ts';
import { useRealtimeEvent } from './index.ts';

beforeEach(() => clearRealtimeHistory());
afterEach(() => cleanup());

const ids = (handler: ReturnType<typeof vi.fn>) => handler.mock.calls.map(([, event]: BusEvent[]) => event?.id);

describe('useRealtimeEvent with since', () => {
  it('[HK4] handles each of five events of the history once under StrictMode, marked as history', () => {
    for (let seq = 1; seq <= 5; seq += 1) publishRealtimeEvent(anEvent(seq));
    const handler = vi.fn();

    renderHook(() => useRealtimeEvent('notify', handler, { since: 60_000 }), { wrapper: StrictMode });

    expect(ids(handler)).toEqual(['test-1', 'test-2', 'test-3', 'test-4', 'test-5']);
    expect(handler.mock.calls.every(([, event]) => event.origin === 'history')).toBe(true);
  });

  it('[HK4] handles what was in the history once, also when it is dispatched again behind others', () => {
    for (let seq = 1; seq <= 5; seq += 1) publishRealtimeEvent(anEvent(seq));
    const handler = vi.fn();
    renderHook(() => useRealtimeEvent('notify', handler, { since: 60_000 }));

    publishRealtimeEvent(anEvent(3));
    publishRealtimeEvent(anEvent(6));
    publishRealtimeEvent(anEvent(5));

    expect(ids(handler)).toEqual(['test-1', 'test-2', 'test-3', 'test-4', 'test-5', 'test-6']);
  });

  it('[HK4] remembers as many ids as the bus can give again, and no more', () => {
    const handler = vi.fn();
    renderHook(() => useRealtimeEvent('notify', handler));
    for (let seq = 1; seq <= HISTORY_MAX_EVENTS + 1; seq += 1) publishRealtimeEvent(anEvent(seq));
    handler.mockClear();

    publishRealtimeEvent(anEvent(2));
    expect(handler).not.toHaveBeenCalled();
    publishRealtimeEvent(anEvent(1));

    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('[HK4] forgets the ids, and those of the history, when the log gives them out again', () => {
    publishRealtimeEvent(anEvent(4));
    const [off, on] = [vi.fn(), vi.fn()];
    const { rerender } = renderHook(({ enabled }) => useRealtimeEvent('notify', off, enabled), {
      initialProps: { enabled: true },
    });
    renderHook(() => useRealtimeEvent('notify', on, { since: 60_000 }));
    publishRealtimeEvent(anEvent(5));
    rerender({ enabled: false });

    publishRealtimeResync('ahead');
    rerender({ enabled: true });
    publishRealtimeEvent(anEvent(4));
    publishRealtimeEvent(anEvent(5));
    publishRealtimeEvent(anEvent(5));

    expect(ids(on)).toEqual(['test-4', 'test-5', 'test-4', 'test-5']);
    expect(ids(off)).toEqual(['test-5', 'test-4', 'test-5']);
  });

  it('[HK4] keeps the ids through every other resync', () => {
    const handler = vi.fn();
    renderHook(() => useRealtimeEvent('notify', handler));
    publishRealtimeEvent(anEvent(5));

    publishRealtimeResync('trimmed');
    publishRealtimeEvent(anEvent(5));

    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('[HK4] lets every instance have its own memory', () => {
    publishRealtimeEvent(anEvent(1));
    const [first, second] = [vi.fn(), vi.fn()];
    renderHook(() => useRealtimeEvent('notify', first, { since: 60_000 }));
    renderHook(() => useRealtimeEvent('notify', second, { since: 60_000 }));

    expect([ids(first), ids(second)]).toEqual([['test-1'], ['test-1']]);
  });

  it('[HK5] asks at the first subscription, also where that comes late', () => {
    const handler = vi.fn();
    const { rerender } = renderHook(({ on }) => useRealtimeEvent('notify', handler, { enabled: on, since: 60_000 }), {
      initialProps: { on: false },
    });
    publishRealtimeEvent(anEvent(1));
    expect(handler).not.toHaveBeenCalled();

    rerender({ on: true });

    expect(ids(handler)).toEqual(['test-1']);
  });

  it('[HK5] asks for nothing older than it said, and never for more than two minutes', () => {
    const ago = (ms: number) => ({ receivedAt: Date.now() - ms });
    publishRealtimeEvent(anEvent(1, ago(HISTORY_MAX_AGE_MS + 1000)));
    publishRealtimeEvent(anEvent(2, ago(60_000)));
    publishRealtimeEvent(anEvent(3, ago(10_000)));
    const [short, long] = [vi.fn(), vi.fn()];

    renderHook(() => useRealtimeEvent('notify', short, { since: 30_000 }));
    renderHook(() => useRealtimeEvent('notify', long, { since: 3_600_000 }));

    expect(ids(short)).toEqual(['test-3']);
    expect(ids(long)).toEqual(['test-2', 'test-3']);
  });

  it.each([[undefined], [0], [-1], [Number.NaN]])('[HK5] asks for nothing with a since of %s', (since) => {
    publishRealtimeEvent(anEvent(1, { receivedAt: Date.now() - 1000 }));
    const handler = vi.fn();

    renderHook(() => useRealtimeEvent('notify', handler, since === undefined ? {} : { since }));

    expect(handler).not.toHaveBeenCalled();
  });

  it('[HK9] works with another copy of core than the one that publishes, history and all', async () => {
    vi.resetModules();
    const other = await import('./index.ts');
    expect(other.useRealtimeEvent).not.toBe(useRealtimeEvent);
    publishRealtimeEvent(anEvent(1));
    const handler = vi.fn();
    renderHook(() => other.useRealtimeEvent('notify', handler, { since: 60_000 }));

    publishRealtimeEvent(anEvent(2));

    expect(ids(handler)).toEqual(['test-1', 'test-2']);
  });

  it('[HK9] forgets the ids when the log of another copy gives them out again', async () => {
    vi.resetModules();
    const other = await import('./index.ts');
    const handler = vi.fn();
    renderHook(() => other.useRealtimeEvent('notify', handler));
    publishRealtimeEvent(anEvent(1));

    publishRealtimeResync('ahead');
    publishRealtimeEvent(anEvent(1));

    expect(ids(handler)).toEqual(['test-1', 'test-1']);
  });
});
