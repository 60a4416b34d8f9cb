import { useCallback, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { Clock } from '../time/index.ts';
import type { RealtimeEventType } from '../types/index.ts';
import type { Answer } from './snapshot/readWithin.ts';
import type { WithCursor } from './snapshot/snapshot.machine.ts';
import { keepSnapshot, type Snapshot, type SnapshotView } from './snapshot/snapshot.ts';
import { useOwner } from './useOwner.ts';
import { type EventOf, useRealtimeHints } from './useRealtimeHints.ts';

export interface RealtimeSnapshotOptions<T extends WithCursor, E, K extends RealtimeEventType> {
  readonly clock: Clock;
  /** What is read: `orders/1001`. Another key is another snapshot, which begins empty. */
  readonly key: string | number;
  /** Reads the whole state. Failures are values; a throw counts as one. Heed `signal`: nobody waits after it. */
  readonly read: (signal: AbortSignal) => Promise<Answer<T, E>>;
  /** The types of events that change it. Test events are not believed. */
  readonly events: readonly K[];
  /** Whether an event concerns this state. Default: all do. */
  readonly concerns?: (event: NoInfer<EventOf<K>>) => boolean;
  /**
   * The state after an event; null when only the server can tell. Pure, and idempotent: the same event twice changes nothing.
   * Without it every event that is newer than the state is a read.
   */
  readonly apply?: (data: T, event: NoInfer<EventOf<K>>) => T | null;
  /** Default true. False keeps what is shown, and neither reads nor listens. */
  readonly enabled?: boolean;
  readonly spacingMs?: number;
}

/** Without data and without error it is still loading. */
export interface RealtimeSnapshot<T, E> extends SnapshotView<T, E> {
  /** Reads again at once. The same function at every render. */
  readonly refetch: () => void;
}

/**
 * A state of the server's, read over HTTP and kept current by events: listens first, then reads, then applies what came
 * between, and reads again whenever something may have been missed (a resync, the stream live again, the page looked at again).
 *
 * @example
 * const { data, error, refetch } = useRealtimeSnapshot({ clock, key: 'tables', read: readTables, events: ['notify'] });
 */
export function useRealtimeSnapshot<T extends WithCursor, E, K extends RealtimeEventType>(
  options: RealtimeSnapshotOptions<T, E, K>,
): RealtimeSnapshot<T, E> {
  const { clock, key, events, concerns, enabled = true, spacingMs } = options;
  // What was read for one person is not shown to the next.
  const place = `${useOwner()} ${key}`;
  const [shown, setShown] = useState<{ place: string; view: SnapshotView<T, E> }>({ place, view: NOTHING_YET });
  const view = shown.place === place ? shown.view : NOTHING_YET;
  const snapshot = useRef<Snapshot<EventOf<K>> | null>(null);

  useRealtimeHints(events, {
    onEvent: (event) => {
      if (concerns?.(event) ?? true) snapshot.current?.offer(event);
    },
    onStale: () => snapshot.current?.hint(),
    enabled,
  });
  const read = useEffectEvent(options.read);
  const apply = useEffectEvent((data: T, event: EventOf<K>) => options.apply?.(data, event) ?? null);
  const shownData = useEffectEvent(() => view.data);

  // A layout effect after those of the hints: everything listens before the first read begins.
  useLayoutEffect(() => {
    if (!enabled) return undefined;
    const onView = (next: SnapshotView<T, E>): void => setShown({ place, view: next });
    const kept = keepSnapshot({ clock, read, apply, onView, initial: shownData(), spacingMs });
    snapshot.current = kept;
    return () => {
      snapshot.current = null;
      kept.stop();
    };
  }, [clock, place, enabled, spacingMs]);

  const refetch = useCallback(() => snapshot.current?.refetch(), []);
  return { ...view, isReading: enabled && view.isReading, refetch };
}

const NOTHING_YET = { data: undefined, error: null, isReading: false } as const;
