import { act, cleanup, renderHook } from '@testing-library/react';
import { Fragment, StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishRealtimeEvent, publishRealtimeResync } from '../bus/index.ts';
import { anEvent, anOrderPaid, type FakeClock, fakeClock } from '../testing/index.ts';
import { SNAPSHOT_SPACING_MS, useRealtimeTags } from './index.ts';
import { PENDING_TAGS_MAX } from './useRealtimeTags.ts';

type Tag = 'Orders' | { readonly type: 'Order'; readonly id: number };

let clock: FakeClock;
let invalidated: Tag[][];
beforeEach(() => {
  clock = fakeClock();
  invalidated = [];
});
afterEach(() => cleanup());

function renderTags({ isEnabled = true, wrapper = StrictMode } = {}) {
  return renderHook(
    ({ enabled }) =>
      useRealtimeTags<Tag, 'order_paid' | 'notify'>({
        clock,
        events: ['order_paid', 'notify'],
        tags: ['Orders'],
        tagsOf: (event) => (event.type === 'order_paid' ? ['Orders', { type: 'Order', id: event.data.order_id }] : []),
        invalidate: (tags) => invalidated.push(tags),
        enabled,
      }),
    { initialProps: { enabled: isEnabled }, wrapper },
  );
}
const orderPaid = (seq: number, changed: Record<string, unknown> = {}): void =>
  publishRealtimeEvent(anEvent(seq, { type: 'order_paid', data: anOrderPaid(1000 + (seq % 2), changed) }));
const pass = (ms: number): Promise<void> => act(async () => clock.advance(ms));

describe('useRealtimeTags', () => {
  it('[SNAP10] makes one invalidation of all events of a tick, each tag once', async () => {
    renderTags();

    await act(async () => {
      for (let seq = 1; seq <= 30; seq += 1) orderPaid(seq);
    });

    expect(invalidated).toEqual([['Orders', { type: 'Order', id: 1001 }, { type: 'Order', id: 1000 }]]);
  });

  it('[SNAP10] keeps invalidations apart by the spacing, and forgets no event', async () => {
    renderTags();
    await act(async () => orderPaid(1));
    await act(async () => orderPaid(2));
    await pass(SNAPSHOT_SPACING_MS - 1);
    expect(invalidated).toHaveLength(1);
    await pass(1);

    expect(invalidated).toEqual([
      ['Orders', { type: 'Order', id: 1001 }],
      ['Orders', { type: 'Order', id: 1000 }],
    ]);
    expect(clock.pending()).toBe(0);
  });

  it('[SNAP10] invalidates everything it keeps when something may have been missed', async () => {
    renderTags();

    await act(async () => publishRealtimeResync('trimmed'));

    expect(invalidated).toEqual([['Orders']]);
  });

  it('[SNAP10] invalidates everything instead of ever more tags', async () => {
    renderTags();

    await act(async () => {
      for (let seq = 1; seq <= PENDING_TAGS_MAX + 1; seq += 1)
        publishRealtimeEvent(anEvent(seq, { type: 'order_paid', data: anOrderPaid(seq) }));
    });

    // The hundredth order was one tag too many beside `Orders`; the last came after it.
    expect(invalidated).toEqual([['Orders', { type: 'Order', id: PENDING_TAGS_MAX + 1 }]]);
  });

  it('[SNAP8] invalidates nothing for a test event, for one that concerns nothing, or while disabled', async () => {
    const { rerender } = renderTags();
    await act(async () => orderPaid(1, { test: true }));
    await act(async () => publishRealtimeEvent(anEvent(2)));
    rerender({ enabled: false });
    await act(async () => {
      orderPaid(3);
      publishRealtimeResync('trimmed');
    });
    await pass(SNAPSHOT_SPACING_MS);

    expect(invalidated).toEqual([]);
  });

  it.each([
    ['again', true],
    ['for the first time', false],
  ])('[SNAP10] invalidates everything it keeps, once, when it is enabled %s', async (_when, isEnabled) => {
    const { rerender } = renderTags({ isEnabled });
    rerender({ enabled: false });
    await act(async () => orderPaid(1));

    await act(async () => rerender({ enabled: true }));
    rerender({ enabled: true });
    await pass(SNAPSHOT_SPACING_MS);

    expect(invalidated).toEqual([['Orders']]);
  });

  it.each([
    ['once', Fragment],
    ['twice', StrictMode],
  ])('[SNAP10] invalidates nothing for being mounted %s', async (_often, wrapper) => {
    renderTags({ wrapper });

    await pass(SNAPSHOT_SPACING_MS);

    expect(invalidated).toEqual([]);
  });

  it('[SNAP7] invalidates nothing after unmount, also not what was due', async () => {
    const { unmount } = renderTags();
    await act(async () => orderPaid(1));
    await act(async () => orderPaid(2));

    unmount();
    orderPaid(3);
    await pass(SNAPSHOT_SPACING_MS);

    expect(invalidated).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });
});
