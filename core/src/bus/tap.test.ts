import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { anEvent } from '../testing/index.ts';
import {
  listenAllRealtime,
  listenRealtime,
  listenRealtimeResync,
  type MeasuredListener,
  publishRealtimeEvent,
  publishRealtimeResync,
  tapRealtime,
} from './index.ts';

const reported: unknown[] = [];
const onReported = (event: ErrorEvent): void => {
  reported.push(event.error);
  event.preventDefault();
};

beforeEach(() => {
  reported.length = 0;
  window.addEventListener('error', onReported);
});
afterEach(() => window.removeEventListener('error', onReported));

it('[B12] is told of each run of a listener for a business event, with its owner and times', () => {
  const measured: MeasuredListener[] = [];
  const stopTap = tapRealtime((run) => measured.push(run));
  const stops = [
    listenRealtime('notify', () => undefined, { mfe: 'order' }),
    listenAllRealtime(() => undefined, { mfe: 'payment' }),
    listenRealtimeResync(() => undefined, 'order'),
  ];
  const before = performance.now();

  publishRealtimeEvent(anEvent(1));
  publishRealtimeResync('trimmed');

  expect(measured).toMatchObject([
    { id: 'test-1', type: 'notify', channel: 'vppos:realtime:notify', mfe: 'order' },
    { id: 'test-1', type: 'notify', channel: 'vppos:realtime', mfe: 'payment' },
  ]);
  for (const { startedAt, durationMs } of measured) {
    expect(startedAt).toBeGreaterThanOrEqual(before);
    expect(durationMs).toBeGreaterThanOrEqual(0);
  }
  stopTap();
  stopTap();
  publishRealtimeEvent(anEvent(2));
  expect(measured).toHaveLength(2);
  for (const stop of stops) stop();
});

it('[B12] that throws is reported, and harms no listener and no other tap', () => {
  const seen: string[] = [];
  const stops = [
    tapRealtime(() => {
      throw new Error('broken tap');
    }),
    tapRealtime((run) => seen.push(`tap ${run.id}`)),
    listenRealtime('notify', (event) => seen.push(`listener ${event.id}`)),
  ];

  publishRealtimeEvent(anEvent(1));

  expect(seen).toEqual(['listener test-1', 'tap test-1']);
  expect(reported).toMatchObject([{ message: 'broken tap' }]);
  for (const stop of stops) stop();
});

it('[B12] hears the listeners of a second copy of core', async () => {
  vi.resetModules();
  const other = await import('./index.ts');
  const measured: MeasuredListener[] = [];
  const stops = [
    tapRealtime((run) => measured.push(run)),
    other.listenRealtime('notify', () => undefined, { mfe: 'other' }),
  ];

  publishRealtimeEvent(anEvent(1));

  expect(measured).toMatchObject([{ id: 'test-1', mfe: 'other' }]);
  for (const stop of stops) stop();
});

it('[B12] finds its place on a page whose first copy of core has none', () => {
  const page = globalThis as unknown as Record<symbol, { taps?: unknown }>;
  delete page[Symbol.for('vppos.bus.v1')]?.taps;
  const seen: string[] = [];

  const stops = [tapRealtime((run) => seen.push(run.id)), listenRealtime('notify', () => undefined)];
  publishRealtimeEvent(anEvent(1));

  expect(seen).toEqual(['test-1']);
  for (const stop of stops) stop();
});
