import { useSyncExternalStore } from 'react';
import { currentRealtimeStatus, listenRealtimeStatus } from '../bus/index.ts';
import type { RealtimeStatus } from '../types/index.ts';

const BEFORE_THE_CONTAINER_SPOKE: RealtimeStatus = Object.freeze({
  state: 'idle',
  since: 0,
  role: 'alone',
  degraded: false,
  fresh: true,
});

/** The state of the connection; renders again when it changes. `idle` before the container told any. */
export function useRealtimeStatus(): RealtimeStatus {
  return useSyncExternalStore(listenRealtimeStatus, () => currentRealtimeStatus() ?? BEFORE_THE_CONTAINER_SPOKE);
}
