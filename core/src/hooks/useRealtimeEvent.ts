import { useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { type BusEvent, listenRealtime } from '../bus/index.ts';
import type { RealtimeEvent, RealtimeEventType, RealtimePayloadMap } from '../types/index.ts';
import { useMfeName } from './mfeName.ts';
import { recentIds } from './recentIds.ts';

/** `enabled` (default true); `since` (ms): what the bus remembers, at this hook's first subscription only. */
export type RealtimeEventOptions = boolean | { enabled?: boolean; since?: number };

type TypesWithPayload<P> = { [T in RealtimeEventType]: RealtimePayloadMap[T] extends P ? T : never }[RealtimeEventType];

/**
 * Calls `handler` once for every event of one type while the component is mounted and enabled. Always the latest render's
 * handler; never a re-render of its own; nothing after unmount. An event applied twice must change nothing: handlers are
 * idempotent, events are hints, the server's state is the truth.
 *
 * @example
 * useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_PAID, (data) => refetch(data.order_id), isWaitingPayment);
 */
export function useRealtimeEvent<T extends RealtimeEventType>(
  type: T,
  handler: (data: RealtimePayloadMap[T], event: RealtimeEvent<T>) => void,
  options?: RealtimeEventOptions,
): void;
export function useRealtimeEvent<P extends RealtimePayloadMap[RealtimeEventType]>(
  type: TypesWithPayload<P>,
  handler: (data: P, event: RealtimeEvent) => void,
  options?: RealtimeEventOptions,
): void;
export function useRealtimeEvent(
  type: RealtimeEventType,
  // The overloads above tie the payload to the type; here they are one kind.
  handler: (data: never, event: never) => void,
  options: RealtimeEventOptions = true,
): void {
  const { enabled = true, since } = typeof options === 'boolean' ? { enabled: options } : options;
  const mfe = useMfeName();
  const [isFirst] = useState(recentIds);
  const mayAskHistory = useRef(since !== undefined);

  const onEvent = useEffectEvent((event: BusEvent) => {
    // The container delivers a known type only after its schema accepted the payload (B4).
    if (isFirst(event.id)) handler(event.data as never, event as never);
  });
  const historyMs = useEffectEvent(() => {
    const wanted = mayAskHistory.current ? since : undefined;
    mayAskHistory.current = false;
    return wanted;
  });

  // A layout effect: its clean-up runs in the commit that unmounts or disables, so that nothing is handled after it.
  useLayoutEffect(() => {
    if (!enabled) return undefined;
    const sinceMs = historyMs();
    return listenRealtime(type, onEvent, sinceMs === undefined ? { mfe } : { mfe, sinceMs });
  }, [type, enabled, mfe]);
}
