import { compareCursors, decodeEvent, isCursor, type PayloadIssue } from '@vppos/core/protocol';
import type { Clock } from '@vppos/core/time';
import type { Cursor, RealtimeOrigin, RealtimeVia, ResyncReason } from '@vppos/core/types';
import type { MfeEventBus } from '../../utils/mfeEventBus.ts';
import type { SourceFrame } from '../source.ts';
import { createRecentIds } from './recentIds.ts';

/** How a frame came to this page. */
export interface Route {
  readonly origin: Exclude<RealtimeOrigin, 'history'>;
  readonly via: RealtimeVia;
}

/** What one login's stream has brought that never became an event, and what came again. */
export interface InboxCounts {
  readonly delivered: number;
  /** Known by their id, dropped. */
  readonly duplicates: number;
  /** Frames no event could be read from. */
  readonly broken: number;
  /** Known types whose payload failed its schema. */
  readonly invalid: number;
}

/**
 * Between whatever brings events (the stream, another tab, polling) and this page's bus, for one login: each event once, in
 * order; the cursor moves only after the bus has delivered.
 */
export interface Inbox {
  /** Where the next stream goes on; null before anything was served. */
  cursor(): Cursor | null;
  /** A business frame. */
  deliver(frame: SourceFrame, route: Route): void;
  /** A resync: the pages refetch, the stream goes on from `id`. */
  resync(reason: ResyncReason, id: string): void;
  /** The stream's position, told by a control frame. Never back in the same log: only a resync goes there. */
  moveTo(id: string): void;
  counts(): InboxCounts;
}

export interface InboxDeps {
  readonly bus: Pick<MfeEventBus, 'publishEvent' | 'publishInvalid' | 'publishResync'>;
  readonly clock: Clock;
}

export function createInbox(deps: InboxDeps): Inbox {
  return new StreamInbox(deps);
}

class StreamInbox implements Inbox {
  readonly #deps: InboxDeps;
  readonly #recent = createRecentIds();
  #cursor: Cursor | null = null;
  #counts = { delivered: 0, duplicates: 0, broken: 0, invalid: 0 };

  constructor(deps: InboxDeps) {
    this.#deps = deps;
  }

  cursor(): Cursor | null {
    return this.#cursor;
  }

  counts(): InboxCounts {
    return { ...this.#counts };
  }

  moveTo(id: string): void {
    if (isCursor(id) && (this.#cursor === null || compareCursors(id, this.#cursor) !== -1)) this.#cursor = id;
  }

  resync(reason: ResyncReason, id: string): void {
    // The log has lost its end and gives its ids out again: what they meant before is no duplicate.
    if (reason === 'ahead') this.#recent.clear();
    this.#deps.bus.publishResync(reason);
    if (isCursor(id)) this.#cursor = id;
  }

  deliver(frame: SourceFrame, route: Route): void {
    const decoded = decodeEvent(frame);
    if (!decoded.ok && (decoded.code === 'BAD_ID' || decoded.code === 'BAD_TYPE')) this.#counts.broken += 1;
    else if (!this.#recent.add(frame.id)) {
      this.#counts.duplicates += 1;
    } else if (decoded.ok) this.#publish(frame, decoded.event, route);
    else this.#refuse(frame, decoded.code === 'BAD_PAYLOAD' ? decoded.issues : [{ path: '', message: 'Not JSON' }]);
    // After the bus, and past a bad frame too: served again it would be as bad.
    this.moveTo(frame.id);
  }

  #publish(frame: SourceFrame, event: { id: Cursor; type: string; data: unknown }, route: Route): void {
    const { bus, clock } = this.#deps;
    try {
      bus.publishEvent({ ...event, ...route, receivedAt: clock.now() });
      this.#counts.delivered += 1;
    } catch (error) {
      // No listener's throw comes here. The payload itself cannot be carried: nested too deep, for one.
      this.#refuse(frame, [{ path: '', message: error instanceof Error ? error.message : 'Undeliverable' }]);
    }
  }

  /** Reported, and followed by a resync: what the event would have told is read from the server instead. */
  #refuse({ id, type }: SourceFrame, issues: readonly PayloadIssue[]): void {
    this.#counts.invalid += 1;
    this.#deps.bus.publishInvalid({ id, type, issues });
    this.#deps.bus.publishResync('invalid_payload');
  }
}
