import type { RealtimeStatus } from '@vppos/core/types';
import type { ConnectionState } from './connectionState.ts';

/** What pages may know of a state. The role and `degraded` have one value each while every tab holds its own stream. */
export function toRealtimeStatus(state: ConnectionState): RealtimeStatus {
  const base = { state: state.status, since: state.since, role: 'alone', degraded: false, fresh: true } as const;
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
export function isSameStatus(a: RealtimeStatus, b: RealtimeStatus): boolean {
  return (
    a.state === b.state &&
    a.since === b.since &&
    a.fresh === b.fresh &&
    a.attempt === b.attempt &&
    a.retryAt === b.retryAt &&
    a.reason === b.reason
  );
}
