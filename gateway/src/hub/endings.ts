import { type ControlData, encodeControl } from '@vppos/core/protocol';
import type { Viewer } from '../auth/visibility.ts';
import type { Deadlines } from './deadlines.ts';
import { Named } from './named.ts';
import type { EndReason, Stream } from './stream.ts';
import { count } from './tally.ts';
import type { TargetIndex } from './targets.ts';
import type { TimerWheel } from './timerWheel.ts';

type ByeReason = ControlData<'stream.bye'>['reason'];

/** The least wait a client is told, in ms; up to `RETRY_SPREAD_MS` is drawn on top where all come back at once. */
const RETRY_AFTER_MS: Record<ByeReason, number> = {
  deploy: 1000,
  token_expired: 0,
  signed_out: 0,
  kicked: 60_000,
  idle: 1000,
};
const RETRY_SPREAD_MS = 4000;

export interface EndingsOptions {
  readonly index: TargetIndex<Stream>;
  readonly deadlines: Deadlines;
  readonly wheel: TimerWheel;
  readonly random: () => number;
  readonly drainMs: number;
  /** Also of streams that have ended and wait for their last bytes to leave. */
  readonly maxPerUser: number;
  /** `wasConnected`: it had its place; false for one that was superseded on arrival. */
  readonly onEnded: (stream: Stream, reason: EndReason, wasConnected: boolean) => void;
}

/** How streams end. Each ends once, leaves the index at once, and is forgotten when its socket has closed. */
export class Endings {
  readonly #options: EndingsOptions;
  /** Ended, but the socket has not closed yet. */
  readonly #closing = new Set<Stream>();
  readonly #closingOfUser = new Named<Stream>();
  #onEmpty: (() => void)[] = [];

  constructor(options: EndingsOptions) {
    this.#options = options;
  }

  bye(stream: Stream, reason: ByeReason): void {
    const spreadMs = RETRY_AFTER_MS[reason] === 0 ? 0 : Math.floor(this.#options.random() * RETRY_SPREAD_MS);
    const data = { reason, retry_after_ms: RETRY_AFTER_MS[reason] + spreadMs };
    this.#finish(stream, reason, encodeControl('stream.bye', data));
  }

  supersede(stream: Stream): void {
    this.#finish(stream, 'superseded', encodeControl('stream.superseded', {}));
  }

  /** Ends without a frame. */
  cut(stream: Stream, reason: Extract<EndReason, 'stalled' | 'log_failed' | 'destroyed'>): void {
    if (stream.phase === 'ended' && !this.#closing.has(stream)) return;
    if (reason === 'stalled') stream.counts.stalled += 1;
    const wasOpen = stream.phase !== 'ended';
    const wasConnected = this.#options.index.remove(stream);
    this.#options.deadlines.stop(stream);
    this.#closing.add(stream);
    stream.destroy();
    if (wasOpen) this.#ended(stream, reason, wasConnected);
  }

  /** The socket has closed, whoever closed it. */
  closed(stream: Stream): void {
    const wasOpen = stream.phase !== 'ended';
    stream.phase = 'ended';
    const wasConnected = this.#options.index.remove(stream);
    this.#options.deadlines.stop(stream);
    this.#closing.delete(stream);
    this.#closingOfUser.remove(userOf(stream.viewer), stream);
    if (wasOpen) this.#ended(stream, 'closed', wasConnected);
    if (this.#isEmpty()) for (const resolve of this.#onEmpty.splice(0)) resolve();
  }

  /** Says goodbye to all, spread evenly over the drain time, and resolves once every socket has closed. */
  async drain(): Promise<void> {
    const streams = [...this.#options.index.all()];
    for (const [index, stream] of streams.entries()) {
      const delayMs = (index * this.#options.drainMs) / streams.length;
      if (delayMs < 1) this.bye(stream, 'deploy');
      else this.#options.wheel.after(delayMs, () => this.bye(stream, 'deploy'));
    }
    if (this.#isEmpty()) return;
    await new Promise<void>((resolve) => {
      this.#onEmpty.push(resolve);
    });
  }

  destroyAll(): void {
    for (const stream of [...this.#options.index.all(), ...this.#closing]) this.cut(stream, 'destroyed');
  }

  #finish(stream: Stream, reason: EndReason, lastFrame: string): void {
    if (stream.phase === 'ended') return;
    const wasConnected = this.#options.index.remove(stream);
    this.#closing.add(stream);
    stream.finish(lastFrame);
    this.#options.deadlines.end(stream);
    this.#ended(stream, reason, wasConnected);
    this.#boundClosing(stream);
  }

  /** Who supersedes streams without reading them must not collect sockets: the one that has waited longest is cut. */
  #boundClosing(stream: Stream): void {
    const user = userOf(stream.viewer);
    this.#closingOfUser.add(user, stream);
    if (this.#closingOfUser.count(user) <= this.#options.maxPerUser) return;
    const oldest = this.#closingOfUser.first(user);
    if (oldest === undefined) return;
    this.#closingOfUser.remove(user, oldest);
    oldest.destroy();
  }

  #ended(stream: Stream, reason: EndReason, wasConnected: boolean): void {
    // As often as streams were opened, in the end.
    if (wasConnected) count(stream.counts.ended, reason);
    this.#options.onEnded(stream, reason, wasConnected);
  }

  #isEmpty(): boolean {
    return this.#options.index.size === 0 && this.#closing.size === 0;
  }
}

function userOf({ companyId, userId }: Viewer): string {
  return `${companyId ?? ''}:${userId}`;
}
