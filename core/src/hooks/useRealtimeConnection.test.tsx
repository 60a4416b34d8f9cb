import { act, cleanup, renderHook } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  clearRealtimeHistory,
  listenRealtimeCommands,
  publishAuth,
  publishRealtimeEvent,
  publishRealtimeResync,
  publishRealtimeStatus,
} from '../bus/index.ts';
import { anEvent } from '../testing/index.ts';
import type { ConnectionStateName, RealtimeStatus } from '../types/index.ts';
import { CONNECTION_MAX_EVENTS, useRealtimeConnection } from './index.ts';

const LIVE = { state: 'live', since: 1, role: 'alone', degraded: false, fresh: true } as const;
const lan = { id: 1, name: 'Lan', company_id: 1, roles: ['cashier'] as const, till_id: 'quay-1' };

beforeEach(() => {
  clearRealtimeHistory();
  publishRealtimeStatus(LIVE);
  publishAuth(lan);
});
afterEach(() => cleanup());

const publish = (...seqs: readonly number[]): void => {
  act(() => {
    for (const seq of seqs) publishRealtimeEvent(anEvent(seq));
  });
};

describe('the state', () => {
  it.each<[ConnectionStateName, boolean, boolean]>([
    ['idle', false, false],
    ['connecting', false, true],
    ['syncing', false, true],
    ['live', true, false],
    ['waiting', false, false],
    ['authorizing', false, true],
    ['suspended', false, false],
    ['stopped', false, false],
  ])('[HK10] of a connection that is %s: connected %s, connecting %s', (state, isConnected, isConnecting) => {
    const { result } = renderHook(() => useRealtimeConnection());

    act(() => publishRealtimeStatus({ ...LIVE, state }));

    expect(result.current).toMatchObject({ isConnected, isConnecting });
  });

  it('[HK10] has an error with its reason while it waits or has stopped, and none otherwise', () => {
    const { result } = renderHook(() => useRealtimeConnection());
    const errorIn = (status: Partial<RealtimeStatus>) => {
      act(() => publishRealtimeStatus({ ...LIVE, ...status }));
      return result.current.error;
    };

    expect(result.current.error).toBeNull();
    expect(errorIn({ state: 'waiting', reason: 'network', attempt: 2, retryAt: 5 })).toEqual({
      reason: 'network',
      attempt: 2,
      retryAt: 5,
    });
    expect(errorIn({ state: 'waiting' })).toEqual({ reason: 'waiting' });
    expect(errorIn({ state: 'stopped', reason: 'forbidden' })).toEqual({ reason: 'forbidden' });
    expect(errorIn({ state: 'connecting', reason: 'network', attempt: 3 })).toBeNull();
    expect(errorIn({})).toBeNull();
  });
});

describe('the events', () => {
  it('[HK11] are those since it mounted, of every type, the newest last', () => {
    publish(1);
    const { result } = renderHook(() => useRealtimeConnection(), { wrapper: StrictMode });
    expect(result.current).toMatchObject({ events: [], lastEvent: null });

    publish(2);
    act(() => publishRealtimeEvent(anEvent(3, { type: 'table_called', data: { table: 7 } })));

    expect(result.current.events.map(({ id }) => id)).toEqual(['test-2', 'test-3']);
    expect(result.current.lastEvent).toMatchObject({ id: 'test-3', type: 'table_called', data: { table: 7 } });
  });

  it('[HK11] of one tick are an entry each, once each, and one render for all', () => {
    let renders = 0;
    const { result } = renderHook(() => {
      renders += 1;
      return useRealtimeConnection();
    });
    const before = renders;

    publish(...Array.from({ length: 30 }, (_, index) => index + 1), 30, 7);

    expect(result.current.events.map(({ id }) => id)).toEqual(
      Array.from({ length: 30 }, (_, index) => `test-${index + 1}`),
    );
    expect(renders - before).toBe(1);
  });

  it('[HK11] are bounded, and forgotten from the oldest on', () => {
    const byDefault = renderHook(() => useRealtimeConnection());
    const few = renderHook(() => useRealtimeConnection({ maxEvents: 3 }));

    publish(...Array.from({ length: CONNECTION_MAX_EVENTS + 5 }, (_, index) => index + 1));

    expect(byDefault.result.current.events).toHaveLength(CONNECTION_MAX_EVENTS);
    expect(byDefault.result.current.events[0]?.id).toBe('test-6');
    expect(few.result.current.events.map(({ id }) => id)).toEqual(['test-103', 'test-104', 'test-105']);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('[HK11] refuse a bound that is none: %s', (maxEvents) => {
    // React reports what a render throws.
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);

    expect(() => renderHook(() => useRealtimeConnection({ maxEvents }))).toThrow(`maxEvents is ${maxEvents}`);
    quiet.mockRestore();
  });

  it('[HK11] are gone after clearEvents, and collected anew', () => {
    const { result } = renderHook(() => useRealtimeConnection());
    publish(1);

    act(() => result.current.clearEvents());
    expect(result.current).toMatchObject({ events: [], lastEvent: null });
    publish(2);

    expect(result.current.events.map(({ id }) => id)).toEqual(['test-2']);
  });

  it('[HK11] are collected again under ids that the log gives out again', () => {
    const { result } = renderHook(() => useRealtimeConnection(), { wrapper: StrictMode });
    publish(5);

    act(() => publishRealtimeResync('ahead'));
    publish(5, 5);

    expect(result.current.events.map(({ id }) => id)).toEqual(['test-5', 'test-5']);
  });

  it('[HK11] are an entry each however many are kept and however late they come again', () => {
    const { result } = renderHook(() => useRealtimeConnection({ maxEvents: 500 }));

    publish(...Array.from({ length: 300 }, (_, index) => index + 1), 1);

    expect(result.current.events).toHaveLength(300);
  });

  it('[HK11] of one person are not shown to the next', () => {
    const { result } = renderHook(() => useRealtimeConnection());
    publish(1);

    act(() => publishAuth({ ...lan, name: 'Lan Anh' }));
    expect(result.current.events).toHaveLength(1);
    act(() => publishAuth({ ...lan, id: 2 }));
    expect(result.current.events).toEqual([]);
    publish(2);

    expect(result.current.events.map(({ id }) => id)).toEqual(['test-2']);
  });

  it('[HK11] are not collected after unmount', () => {
    const { result, unmount } = renderHook(() => useRealtimeConnection());
    unmount();

    publish(1);

    expect(result.current.events).toEqual([]);
  });
});

it('[HK12] commands the container, with functions that stay the same', () => {
  const commands: string[] = [];
  const stop = listenRealtimeCommands((command) => commands.push(command));
  const { result, rerender } = renderHook(() => useRealtimeConnection());
  const { connect, disconnect, clearEvents } = result.current;

  disconnect();
  connect();
  publish(1);
  rerender();

  expect(commands).toEqual(['disconnect', 'connect']);
  expect(result.current).toMatchObject({ connect, disconnect, clearEvents });
  stop();
});
