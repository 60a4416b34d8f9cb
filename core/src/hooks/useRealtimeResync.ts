import { useEffectEvent, useLayoutEffect } from 'react';
import { listenRealtimeResync } from '../bus/index.ts';
import type { ResyncReason } from '../types/index.ts';
import { useMfeName } from './mfeName.ts';

/** Calls the latest `handler` whenever what the page shows may be stale. Refetch there. */
export function useRealtimeResync(handler: (reason: ResyncReason) => void): void {
  const mfe = useMfeName();
  const onResync = useEffectEvent(handler);
  useLayoutEffect(() => listenRealtimeResync(onResync, mfe), [mfe]);
}
