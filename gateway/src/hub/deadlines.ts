import { encodeControl } from '@vppos/core/protocol';
import type { Clock } from '@vppos/core/time';
import type { EndReason, Stream } from './stream.ts';
import type { Alarm, TimerWheel } from './timerWheel.ts';

/** How long before its token's end a stream is told. */
const TOKEN_EXPIRING_MS = 60_000;
const NEVER = Number.MAX_SAFE_INTEGER;

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

/** When what of one stream is due, in ticks of the wheel, and the one alarm that is set to the first of them. */
class Agenda implements Alarm {
  dueTick = 0;
  heartbeat = NEVER;
  tokenExpiring = NEVER;
  tokenExpired = NEVER;
  idle = NEVER;
  stall = NEVER;
  /** What the socket had taken, and what was left in it, when the watch for a stall began. */
  takenBefore = 0;
  unsentBefore = 0;
  readonly stream: Stream;
  readonly #deadlines: Deadlines;

  constructor(stream: Stream, deadlines: Deadlines) {
    this.stream = stream;
    this.#deadlines = deadlines;
  }

  first(): number {
    return Math.min(this.heartbeat, this.tokenExpiring, this.tokenExpired, this.idle, this.stall);
  }

  ring(): void {
    this.#deadlines.keep(this);
  }
}

/** What time does to the open streams: heartbeats, the end of a token, idleness, and sockets that take nothing. */
export class Deadlines {
  readonly #options: DeadlineOptions;
  readonly #agendas = new Map<Stream, Agenda>();

  constructor(options: DeadlineOptions) {
    this.#options = options;
  }

  start(stream: Stream): void {
    const { wheel, clock, heartbeatMs, idleTimeoutMs } = this.#options;
    const agenda = new Agenda(stream, this);
    const leftMs = Math.max(0, stream.tokenExpiresAt - clock.now());
    agenda.heartbeat = wheel.tickAfter(heartbeatMs);
    agenda.tokenExpired = wheel.tickAfter(leftMs);
    if (leftMs > TOKEN_EXPIRING_MS) agenda.tokenExpiring = wheel.tickAfter(leftMs - TOKEN_EXPIRING_MS);
    if (idleTimeoutMs > 0) agenda.idle = wheel.tickAfter(idleTimeoutMs);
    this.#agendas.set(stream, agenda);
    wheel.set(agenda, agenda.first());
  }

  /** Watches a stream that has bytes pending; one watch a stream. */
  watchStall(stream: Stream): void {
    if (stream.pendingBytes === 0) return;
    const agenda = this.#agendas.get(stream);
    if (agenda === undefined || agenda.stall !== NEVER) return;
    agenda.takenBefore = stream.takenBytes;
    agenda.unsentBefore = stream.unsentBytes;
    agenda.stall = this.#options.wheel.tickAfter(this.#options.stallMs);
    this.#options.wheel.set(agenda, agenda.first());
  }

  /** Nothing of the stream's is due any more, but that what it was written last must leave. */
  end(stream: Stream): void {
    this.stop(stream);
    this.#agendas.set(stream, new Agenda(stream, this));
    this.watchStall(stream);
  }

  stop(stream: Stream): void {
    const agenda = this.#agendas.get(stream);
    if (agenda === undefined) return;
    this.#options.wheel.clear(agenda);
    this.#agendas.delete(stream);
  }

  /** Does everything of an agenda that is due, and sets its alarm to what comes next. */
  keep(agenda: Agenda): void {
    const { wheel, heartbeatMs, queue, end } = this.#options;
    const { stream } = agenda;
    const { tick } = wheel;
    if (agenda.stall <= tick) this.#lookForProgress(agenda);
    if (agenda.tokenExpired <= tick) end(stream, 'token_expired');
    if (agenda.idle <= tick) this.#lookForEvents(agenda);
    // Ended by one of these, the stream has another agenda or none.
    if (this.#agendas.get(stream) !== agenda) return;
    if (agenda.tokenExpiring <= tick) this.#warn(agenda);
    if (agenda.heartbeat <= tick) {
      agenda.heartbeat = wheel.tickAfter(heartbeatMs);
      stream.isHeartbeatDue = true;
      queue(stream);
    }
    const next = agenda.first();
    if (next !== NEVER) wheel.set(agenda, next);
  }

  #lookForProgress(agenda: Agenda): void {
    const { stream, takenBefore, unsentBefore } = agenda;
    agenda.stall = NEVER;
    const isStuck = stream.takenBytes === takenBefore && stream.unsentBytes === unsentBefore;
    if (isStuck && stream.pendingBytes > 0) this.#options.onStalled(stream);
    else this.watchStall(stream);
  }

  #lookForEvents(agenda: Agenda): void {
    const { clock, wheel, idleTimeoutMs, end } = this.#options;
    const leftMs = agenda.stream.lastEventAt + idleTimeoutMs - clock.now();
    if (leftMs <= 0) end(agenda.stream, 'idle');
    else agenda.idle = wheel.tickAfter(leftMs);
  }

  #warn(agenda: Agenda): void {
    agenda.tokenExpiring = NEVER;
    const { stream } = agenda;
    stream.write(encodeControl('stream.token_expiring', { expires_at: stream.tokenExpiresAt }));
    this.watchStall(stream);
  }
}
