import { useEffectEvent, useLayoutEffect } from 'react';
import { type BusEvent, listenRealtime } from '../bus/index.ts';
import type { RealtimeEvent, RealtimeEventType } from '../types/index.ts';
import { useMfeName } from './mfeName.ts';
import { useStaleHint } from './useStaleHint.ts';

/** One event of one of several types: `event.type` tells which payload `event.data` is. */
export type EventOf<T extends RealtimeEventType> = { [K in T]: RealtimeEvent<K> }[T];

export interface RealtimeHints<T extends RealtimeEventType> {
  readonly onEvent: (event: NoInfer<EventOf<T>>) => void;
  /** Anything may have changed unseen, see `useStaleHint`. */
  readonly onStale: () => void;
  /** Default true. */
  readonly enabled?: boolean | undefined;
}

/** Everything that hints that what was read may have changed: events of these types, but no test events, and staleness. */
export function useRealtimeHints<T extends RealtimeEventType>(
  types: readonly T[],
  { onEvent, onStale, enabled = true }: RealtimeHints<T>,
): void {
  const mfe = useMfeName();
  // Of these types the container delivers only what their schemas accepted, and only they are listened to.
  const handle = useEffectEvent((event: BusEvent) => {
    const known = event as BusEvent & EventOf<T>;
    if (known.data.test !== true) onEvent(known);
  });
  // A list written into the render is a new one each time: its names are what counts.
  const names = types.join(' ');

  useLayoutEffect(() => {
    if (!enabled) return undefined;
    const stops = names.split(' ').map((type) => listenRealtime(type, handle, { mfe }));
    return () => {
      for (const stop of stops) stop();
    };
  }, [names, enabled, mfe]);
  useStaleHint(() => {
    if (enabled) onStale();
  });
}
