import type { RealtimeStatus } from '@vppos/core/types';

/** How much the list on the screen can be trusted. `asOf`: when it was read, in ms since 1970. */
export type Staleness = { readonly kind: 'current' } | { readonly kind: 'stale'; readonly asOf: number | null };

interface Knowledge {
  readonly status: Pick<RealtimeStatus, 'state' | 'fresh' | 'degraded'>;
  /** The newest read failed. */
  readonly hasFailed: boolean;
  readonly readAt: number | undefined;
}

/** Pure. A short reconnect (`connecting`, `syncing`) is no news; a lost connection or a failed read is. */
export function staleness({ status, hasFailed, readAt }: Knowledge): Staleness {
  const isCut = status.state === 'waiting' || status.state === 'suspended' || status.state === 'stopped';
  const isStale = hasFailed || !status.fresh || (isCut && !status.degraded);
  return isStale ? { kind: 'stale', asOf: readAt ?? null } : { kind: 'current' };
}
