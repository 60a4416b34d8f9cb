import type { RealtimeStatus } from '@vppos/core/types';

/** `degraded`: by polling, a little later, but they come. */
export function areEventsComing({ state, fresh, degraded }: RealtimeStatus): boolean {
  return fresh && (state === 'live' || degraded);
}
