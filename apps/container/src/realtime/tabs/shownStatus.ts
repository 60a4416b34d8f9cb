import type { RealtimeStatus } from '@vppos/core/types';
import type { ConnectionStatus } from '../connectionStatus.ts';
import type { TabPart } from './role.machine.ts';

/** In ms: since when the tab has its part, and since when it misses something of what the leader has. */
interface Since {
  readonly since: number;
  readonly behindSince: number | null;
}

/** Pure: what pages see of a tab in its part. `status`: the connection's, whichever tab holds it; null before it is known. */
export function shownStatus(part: TabPart, status: ConnectionStatus | null, times: Since): RealtimeStatus {
  const { since, behindSince } = times;
  const role = part === 'alone' || part === 'leader' ? part : 'follower';
  const bare = { since, role, degraded: false, fresh: true } as const;
  if (part === 'ended') return { ...bare, state: 'idle' };
  if (part === 'away') return { ...bare, state: 'suspended' };
  if (status === null) return { ...bare, state: 'connecting' };
  if (behindSince === null || status.state !== 'live') return { ...status, role };
  return { ...status, role, state: 'syncing', since: behindSince };
}
