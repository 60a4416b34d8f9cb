/** The states of the one connection (see `connection.machine.ts` in the container). */
export type ConnectionStateName =
  | 'idle'
  | 'connecting'
  | 'syncing'
  | 'live'
  | 'waiting'
  | 'authorizing'
  | 'suspended'
  | 'stopped';

/** Who holds the stream: this tab for others, another tab, or this tab for itself. */
export type ConnectionRole = 'leader' | 'follower' | 'alone';

/** What a page may know of the connection. Times are ms of this page's clock. */
export interface RealtimeStatus {
  readonly state: ConnectionStateName;
  readonly since: number;
  readonly role: ConnectionRole;
  /** Events come by polling. */
  readonly degraded: boolean;
  /** False: the gateway itself has lost its log's tail, silence means nothing. */
  readonly fresh: boolean;
  readonly attempt?: number;
  /** When the next attempt is due. */
  readonly retryAt?: number;
  readonly reason?: string;
}

/** Why a page's knowledge may be stale. The first six come from the gateway. */
export type ResyncReason =
  | 'trimmed'
  | 'epoch'
  | 'ahead'
  | 'malformed'
  | 'too_many'
  | 'slow'
  | 'invalid_payload'
  | (string & {});
