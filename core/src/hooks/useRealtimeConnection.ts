import { useCallback, useEffect, useState } from 'react';
import { type BusEvent, listenAllRealtime, type RealtimeCommand, sendRealtimeCommand } from '../bus/index.ts';
import type { RealtimeStatus } from '../types/index.ts';
import { useMfeName } from './mfeName.ts';
import { recentIds } from './recentIds.ts';
import { useOwner } from './useOwner.ts';
import { useRealtimeStatus } from './useRealtimeStatus.ts';

/** How many events `useRealtimeConnection` keeps unless told otherwise; the oldest go first. */
export const CONNECTION_MAX_EVENTS = 100;

/** Why no stream is open or on its way. `retryAt` is this page's clock, in ms; absent where nothing will try by itself. */
export interface RealtimeConnectionError {
  readonly reason: string;
  readonly attempt?: number;
  readonly retryAt?: number;
}

/** The container's one connection, seen from a component. */
export interface RealtimeConnection {
  /** The stream is live. While it is not, events may still come by polling: see `useRealtimeStatus().degraded`. */
  readonly isConnected: boolean;
  /** The stream is on its way, and nothing is wrong so far. */
  readonly isConnecting: boolean;
  /** Null unless the connection waits for its next attempt or has stopped. */
  readonly error: RealtimeConnectionError | null;
  readonly lastEvent: BusEvent | null;
  /** Every event of every type since this component mounted, or since `clearEvents`; the newest last. */
  readonly events: readonly BusEvent[];
  readonly connect: () => void;
  /** For the whole till, not for this component alone. */
  readonly disconnect: () => void;
  readonly clearEvents: () => void;
}

const NO_EVENTS: readonly BusEvent[] = [];

/**
 * For screens about the connection itself. It renders at every event, once for all events of a tick: what only reacts to
 * events takes `useRealtimeEvent`. Test events are among `events`.
 *
 * @example
 * const { isConnected, error, connect } = useRealtimeConnection();
 */
export function useRealtimeConnection({ maxEvents = CONNECTION_MAX_EVENTS } = {}): RealtimeConnection {
  if (!Number.isInteger(maxEvents) || maxEvents < 1)
    throw new RangeError(`useRealtimeConnection: maxEvents is ${maxEvents}; it must be a whole number from 1 on.`);
  const status = useRealtimeStatus();
  const { events, clearEvents } = useCollectedEvents(maxEvents);
  return {
    isConnected: status.state === 'live',
    isConnecting: status.state === 'connecting' || status.state === 'syncing' || status.state === 'authorizing',
    error: errorOf(status),
    lastEvent: events.at(-1) ?? null,
    events,
    connect,
    disconnect,
    clearEvents,
  };
}

const command = (name: RealtimeCommand) => () => sendRealtimeCommand(name);
// Made once, so that every render gives the same functions.
const connect = command('connect');
const disconnect = command('disconnect');

function useCollectedEvents(maxEvents: number) {
  const mfe = useMfeName();
  const owner = useOwner();
  const [isFirst] = useState(recentIds);
  const [collected, setCollected] = useState({ owner, events: NO_EVENTS });
  useEffect(
    () =>
      listenAllRealtime(
        (event) => {
          if (!isFirst(event.id, maxEvents)) return;
          setCollected(({ owner: before, events }) => {
            const own = before === owner ? events : NO_EVENTS;
            return { owner, events: [...own, event].slice(-maxEvents) };
          });
        },
        { mfe },
      ),
    [mfe, owner, maxEvents, isFirst],
  );
  const clearEvents = useCallback(() => setCollected({ owner, events: NO_EVENTS }), [owner]);
  // What one person's till received is not for the next.
  return { events: collected.owner === owner ? collected.events : NO_EVENTS, clearEvents };
}

function errorOf({ state, reason = state, attempt, retryAt }: RealtimeStatus): RealtimeConnectionError | null {
  if (state !== 'waiting' && state !== 'stopped') return null;
  return { reason, ...(attempt !== undefined && { attempt }), ...(retryAt !== undefined && { retryAt }) };
}
