import { encodeControl } from '@vppos/core/protocol';
import type { Clock, Stop } from '@vppos/core/time';
import type { EndReason, Stream } from './stream.ts';
import type { TimerWheel } from './timerWheel.ts';

/** How long before its token's end a stream is told. */
const TOKEN_EXPIRING_MS = 60_000;

export interface DeadlineOptions {
  readonly clock: Clock;
  readonly wheel: TimerWheel;
  readonly heartbeatMs: number;
  readonly stallMs: number;
  readonly idleTimeoutMs: number;
  readonly queue: (stream: Stream) => void;
  readonly end: (stream: Stream, reason: Extract<EndReason, 'token_expired' | 'idle'>) => void;
  readonly onStalled: (stream: Stream) => void;
}

/** What time does to the open streams: heartbeats, the end of a token, idleness, and sockets that take nothing. */
export class Deadlines {
  readonly #options: DeadlineOptions;
  readonly #stops = new Map<Stream, Set<Stop>>();
  readonly #watched = new Set<Stream>();

  constructor(options: DeadlineOptions) {
    this.#options = options;
  }

  start(stream: Stream): void {
    this.#stops.set(stream, new Set());
    this.#heartbeat(stream);
    this.#tokenExpiring(stream);
    if (this.#options.idleTimeoutMs > 0) this.#idle(stream, this.#options.idleTimeoutMs);
  }

  /** Watches a stream that has bytes pending; one watch a stream. */
  watchStall(stream: Stream): void {
    if (stream.pendingBytes === 0 || this.#watched.has(stream)) return;
    this.#watched.add(stream);
    const takenBefore = stream.takenBytes;
    this.#after(stream, this.#options.stallMs, () => {
      this.#watched.delete(stream);
      if (stream.pendingBytes > 0 && stream.takenBytes === takenBefore) this.#options.onStalled(stream);
      else this.watchStall(stream);
    });
  }

  /** Nothing of the stream's is due any more, but that what it was written last must leave. */
  end(stream: Stream): void {
    this.#clear(stream);
    if (!this.#stops.has(stream)) this.#stops.set(stream, new Set());
    this.watchStall(stream);
  }

  stop(stream: Stream): void {
    this.#clear(stream);
    this.#stops.delete(stream);
  }

  #clear(stream: Stream): void {
    this.#watched.delete(stream);
    const stops = this.#stops.get(stream);
    if (stops === undefined) return;
    for (const stop of stops) stop();
    stops.clear();
  }

  #after(stream: Stream, delayMs: number, callback: () => void): void {
    const stops = this.#stops.get(stream);
    if (stops === undefined) return;
    const stop = this.#options.wheel.after(delayMs, () => {
      stops.delete(stop);
      callback();
    });
    stops.add(stop);
  }

  #heartbeat(stream: Stream): void {
    this.#after(stream, this.#options.heartbeatMs, () => {
      stream.isHeartbeatDue = true;
      this.#options.queue(stream);
      this.#heartbeat(stream);
    });
  }

  #tokenExpiring(stream: Stream): void {
    const leftMs = Math.max(0, stream.tokenExpiresAt - this.#options.clock.now());
    this.#after(stream, leftMs, () => this.#options.end(stream, 'token_expired'));
    if (leftMs <= TOKEN_EXPIRING_MS) return;
    this.#after(stream, leftMs - TOKEN_EXPIRING_MS, () => {
      stream.write(encodeControl('stream.token_expiring', { expires_at: stream.tokenExpiresAt }));
      this.watchStall(stream);
    });
  }

  #idle(stream: Stream, delayMs: number): void {
    this.#after(stream, delayMs, () => {
      const leftMs = stream.lastEventAt + this.#options.idleTimeoutMs - this.#options.clock.now();
      if (leftMs <= 0) this.#options.end(stream, 'idle');
      else this.#idle(stream, leftMs);
    });
  }
}
