import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { Clock } from '../time/index.ts';
import type { RealtimeEventType } from '../types/index.ts';
import { type Reads, scheduleReads } from './snapshot/reads.ts';
import { SNAPSHOT_RETRY, SNAPSHOT_SPACING_MS } from './snapshot/snapshot.ts';
import { type EventOf, useRealtimeHints } from './useRealtimeHints.ts';

/** So many different tags are collected between two invalidations; one more, and everything is invalidated. */
export const PENDING_TAGS_MAX = 100;

export interface RealtimeTagsOptions<Tag, K extends RealtimeEventType> {
  readonly clock: Clock;
  /** The types of events that may change what was read. Test events are not believed. */
  readonly events: readonly K[];
  /** Everything this hook keeps fresh: invalidated whenever something may have been missed. */
  readonly tags: readonly Tag[];
  /** What one event puts in doubt; none if it concerns nothing. Default: `tags`. */
  readonly tagsOf?: (event: NoInfer<EventOf<K>>) => readonly Tag[];
  readonly invalidate: (tags: Tag[]) => void;
  /** Default true. Becoming true invalidates `tags`. */
  readonly enabled?: boolean;
}

/**
 * `useRealtimeSnapshot` for state that a cache holds, such as RTK Query's: events and staleness become invalidations of its
 * tags. All of one tick are one invalidation, further ones keep `SNAPSHOT_SPACING_MS` apart; the cache reads again, with
 * invalidations that wait for a running read (`delayed`, RTK's default).
 *
 * @example
 * useRealtimeTags({ clock, events: ['order_paid'], tags: ['Orders'], invalidate: (tags) => dispatch(api.util.invalidateTags(tags)) });
 */
export function useRealtimeTags<Tag, K extends RealtimeEventType>(options: RealtimeTagsOptions<Tag, K>): void {
  const { clock, events, tags, tagsOf, enabled = true } = options;
  // By their JSON: a tag may be an object that is written anew each time.
  const pending = useRef(new Map<string, Tag>());
  const reads = useRef<Reads | null>(null);

  const add = (doubted: readonly Tag[]): void => {
    for (const tag of doubted) pending.current.set(JSON.stringify(tag), tag);
    if (pending.current.size > PENDING_TAGS_MAX)
      pending.current = new Map(tags.map((tag) => [JSON.stringify(tag), tag]));
    if (pending.current.size > 0) reads.current?.request();
  };
  const flush = useEffectEvent(async (): Promise<boolean> => {
    const doubted = [...pending.current.values()];
    pending.current.clear();
    options.invalidate(doubted);
    return true;
  });

  useRealtimeHints(events, { onEvent: (event) => add(tagsOf?.(event) ?? tags), onStale: () => add(tags), enabled });

  useLayoutEffect(() => {
    const scheduled = scheduleReads(flush, {
      clock,
      spacingMs: SNAPSHOT_SPACING_MS,
      retry: SNAPSHOT_RETRY,
      random: Math.random,
    });
    reads.current = scheduled;
    return scheduled.stop;
  }, [clock]);

  const wasEnabled = useRef(enabled);
  const onEnabled = useEffectEvent(() => add(tags));
  // A layout effect after the others: it listens by now, and what came before was missed.
  useLayoutEffect(() => {
    if (enabled && !wasEnabled.current) onEnabled();
    wasEnabled.current = enabled;
  }, [enabled]);
}
