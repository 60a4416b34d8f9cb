import type { RealtimeStatus } from '@vppos/core/types';
import type { ConnectionState } from './connectionState.ts';

/** What pages may know of a connection, whichever tab holds it. */
export type ConnectionStatus = Omit<RealtimeStatus, 'role'>;

/** `degraded`: the last poll has brought what there was, and no stream is proven. */
export function toConnectionStatus(state: ConnectionState, degraded: boolean): ConnectionStatus {
  const base = { state: state.status, since: state.since, degraded, fresh: true } as const;
  switch (state.status) {
    case 'connecting':
      return { ...base, attempt: state.tries.failures + 1 };
    case 'waiting':
      return { ...base, attempt: state.tries.failures, retryAt: state.dueAt, reason: state.reason };
    case 'syncing':
    case 'live':
      return { ...base, fresh: state.fresh };
    case 'stopped':
      return { ...base, reason: state.reason };
    case 'idle':
    case 'authorizing':
    case 'suspended':
      return base;
  }
}

/** Whether a page would see no difference. */
export function isSameStatus(a: ConnectionStatus, b: ConnectionStatus): boolean {
  return (
    a.state === b.state &&
    a.since === b.since &&
    a.degraded === b.degraded &&
    a.fresh === b.fresh &&
    a.attempt === b.attempt &&
    a.retryAt === b.retryAt &&
    a.reason === b.reason
  );
}
