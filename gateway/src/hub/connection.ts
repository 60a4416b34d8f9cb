import type { Cursor } from '@vppos/core/types';
import type { Hub } from './hub.ts';
import type { Stream } from './stream.ts';

/** One stream as an operator may know it: what it was when it was asked for. */
export interface Connection {
  readonly clientId: string;
  readonly userId: string;
  /** Null: a service without a company. */
  readonly companyId: number | null;
  readonly sessionId: string | null;
  /** ms since 1970. */
  readonly connectedAt: number;
  /** Every event it may see up to here was handed to its socket. */
  readonly position: Cursor;
  /** Bytes its socket was given and has not passed on. */
  readonly pendingBytes: number;
  /** The `meta.*` of its request, which is the client's own word, with what `setMetadata` made of it. */
  readonly metadata: Readonly<Record<string, string>>;
}

export function connectionOf(hub: Pick<Hub, 'positionOf'>, stream: Stream): Connection {
  const { clientId, userId, companyId, sessionId } = stream.viewer;
  return {
    clientId,
    userId,
    companyId,
    sessionId,
    connectedAt: stream.openedAt,
    position: hub.positionOf(stream),
    pendingBytes: stream.pendingBytes,
    metadata: stream.metadata,
  };
}
