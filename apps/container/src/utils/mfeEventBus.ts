import {
  type BusEvent,
  type InvalidEvent,
  listenRealtimeCommands,
  publishInvalidEvent,
  publishRealtimeEvent,
  publishRealtimeResync,
  publishRealtimeStatus,
  type RealtimeCommand,
} from '@vppos/core/bus';
import type { Stop } from '@vppos/core/time';
import type { RealtimeStatus, ResyncReason } from '@vppos/core/types';

/** The container's end of the bus: what the stream brings goes out here, what pages ask of it comes in. */
export interface MfeEventBus {
  /** Every listener has run when this returns. */
  publishEvent(event: Omit<BusEvent, 'v'>): void;
  publishInvalid(invalid: Omit<InvalidEvent, 'v'>): void;
  publishResync(reason: ResyncReason): void;
  publishStatus(status: RealtimeStatus): void;
  listenCommands(listener: (command: RealtimeCommand) => void): Stop;
}

/** The bus of this window (CONTRACT 6), shared with every micro-frontend on it. */
export function createMfeEventBus(): MfeEventBus {
  return {
    publishEvent: publishRealtimeEvent,
    publishInvalid: publishInvalidEvent,
    publishResync: publishRealtimeResync,
    publishStatus: publishRealtimeStatus,
    listenCommands: listenRealtimeCommands,
  };
}
