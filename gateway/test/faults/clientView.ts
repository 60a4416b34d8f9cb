import { decodeControl, decodeEvent } from '@vppos/core/protocol';
import type { History } from './history.ts';
import type { Page } from './page.ts';
import type { Frame } from './streamConnection.ts';
import type { Tally } from './tally.ts';

export interface ClientViewOptions {
  readonly history: History;
  readonly tally: Tally;
  readonly onResync: () => void;
}

/** What a client makes of what it is sent: it writes everything down, and its cursor moves after that. */
export class ClientView {
  cursor: string | null = null;
  readonly #options: ClientViewOptions;

  constructor(options: ClientViewOptions) {
    this.#options = options;
  }

  /** @throws Error on a frame that is none of the contract's. */
  take({ id = '', event, json }: Frame): void {
    const { history, tally } = this.#options;
    if (!event.startsWith('stream.')) {
      this.#event(id, { type: event, json });
      return;
    }
    const control = decodeControl(event, json);
    if (!control.ok) throw new Error(`A ${event} frame cannot be decoded: ${control.code}`);
    tally.add('frames', event);
    if (control.type === 'stream.resync') this.#resync(id, control.data.reason);
    else if (control.type === 'stream.live') this.#position('live', { id, replayed: control.data.replayed });
    else if (control.type === 'stream.heartbeat') this.#position('heartbeat', { id });
    else history.note(event);
  }

  /** @throws Error on an event that is none of the contract's. */
  takePage({ events, cursor, resync }: Page): void {
    this.#options.tally.add('pages', 'all');
    for (const { id, event, data } of events) this.#event(id, { type: event, json: JSON.stringify(data) });
    if (resync === undefined) this.#position('page', { id: cursor });
    else this.#resync(cursor, resync.reason);
  }

  #position(by: 'live' | 'heartbeat' | 'page', named: { id: string; replayed?: number }): void {
    this.#options.history.add({ kind: 'position', by, ...named });
    this.cursor = named.id;
  }

  #resync(id: string, reason: string): void {
    const { history, tally, onResync } = this.#options;
    history.add({ kind: 'resync', id, reason });
    tally.add('resyncs', reason);
    this.cursor = id;
    onResync();
  }

  #event(id: string, frame: { type: string; json: string }): void {
    const { history, tally } = this.#options;
    const decoded = decodeEvent({ id, ...frame });
    if (!decoded.ok) throw new Error(`Event ${id} cannot be decoded: ${decoded.code}`);
    // What is published in these runs has an `n`; anything else reads as no event at all.
    const { n } = decoded.event.data as { n?: unknown };
    history.add({ kind: 'event', id, n: Number(n) });
    tally.add('deliveries', 'all');
    this.cursor = id;
  }
}
