import { type ControlData, encodeControl, formatCursor } from '@vppos/core/protocol';
import type { Clock } from '@vppos/core/time';
import type { Cursor } from '@vppos/core/types';
import type { Revocations } from '../auth/revocations.ts';
import type { Viewer } from '../auth/visibility.ts';
import { checkCursor } from '../log/bounds.ts';
import type { EventLog, LogEntry, Target } from '../log/eventLog.ts';
import { countVisible } from './countVisible.ts';
import { Deadlines } from './deadlines.ts';
import { Endings, type EndingsOptions } from './endings.ts';
import { LogFollower } from './follower.ts';
import type { HubOptions } from './hubOptions.ts';
import { type AdmissionRefusal, Places } from './places.ts';
import { Puller } from './puller.ts';
import { Stream, type StreamOptions } from './stream.ts';
import { Sweeper } from './sweeper.ts';
import { Tally } from './tally.ts';
import { TargetIndex } from './targets.ts';
import { TimerWheel } from './timerWheel.ts';

export interface HubDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly revocations: Revocations;
  readonly onConnected: (stream: Stream) => void;
  readonly onEnded: EndingsOptions['onEnded'];
  readonly onFailed: (error: unknown) => void;
}

/** One reader who asks for a stream. `head`: the response's status line and headers, written with the first frames. */
export interface OpenRequest extends Omit<StreamOptions, 'counts' | 'openedAt'> {
  readonly head: string;
  /** As it came, trusted for nothing; null for "from now on". */
  readonly cursor: string | null;
}

/** The wheel's tick: fine enough for the heartbeat, coarse enough to cost nothing. */
const TICK_MAX_MS = 50;

/** Matches log entries to open streams. `startHub` makes one that follows its log. */
export class Hub {
  readonly tally = new Tally();
  readonly #options: HubOptions;
  readonly #deps: HubDeps;
  readonly #index: TargetIndex<Stream>;
  readonly #follower: LogFollower;
  readonly #wheel: TimerWheel;
  readonly #deadlines: Deadlines;
  readonly #endings: Endings;
  readonly #places: Places;
  readonly #sweeper: Sweeper<Stream>;
  readonly #puller: Puller;
  #tickets = 0;

  /** `follower` tells `onEntry` of this hub; `startHub` ties the two. */
  constructor(options: HubOptions, deps: HubDeps, follower: LogFollower) {
    this.#options = options;
    this.#deps = deps;
    this.#follower = follower;
    const index = new TargetIndex<Stream>();
    const wheel = new TimerWheel(deps.clock, Math.min(TICK_MAX_MS, Math.max(1, Math.floor(options.heartbeatMs / 20))));
    const queue = (stream: Stream): void => this.#sweeper.queue(stream);
    this.#index = index;
    this.#wheel = wheel;
    this.#sweeper = new Sweeper(deps.clock, (stream) => this.#puller.pull(stream));
    this.#deadlines = new Deadlines({
      ...options,
      clock: deps.clock,
      wheel,
      queue,
      end: (stream, reason) => this.#endings.bye(stream, reason),
      onStalled: (stream) => this.#endings.cut(stream, 'stalled'),
    });
    const { random, onEnded } = deps;
    this.#endings = new Endings({ ...options, index, wheel, random, onEnded, deadlines: this.#deadlines });
    this.#places = new Places({ ...options, index, endings: this.#endings, tally: this.tally });
    this.#puller = new Puller({
      follower,
      log: deps.log,
      clock: deps.clock,
      tally: this.tally,
      queue,
      onWritten: (stream) => this.#deadlines.watchStall(stream),
      onLogFailed: (stream, error) => this.#logFailed(stream, error),
    });
  }

  get connectedClients(): number {
    return this.#index.size;
  }

  get isFresh(): boolean {
    return this.#follower.isFresh;
  }

  get isDraining(): boolean {
    return this.#places.isShut;
  }

  /** Timers that wait: none without streams. */
  get timers(): number {
    return this.#wheel.size;
  }

  /** The order of arrival; to be taken before anything is awaited. */
  takeTicket(): number {
    this.#tickets += 1;
    return this.#tickets;
  }

  matching(target: Target): number {
    return this.#index.count(target);
  }

  /** Open streams of one company, or of all. */
  streams(companyId: number | null): Stream[] {
    return [...(companyId === null ? this.#index.all() : this.#index.company(companyId))];
  }

  positionOf(stream: Stream): Cursor {
    return formatCursor({ epoch: this.#follower.epoch, seq: stream.positionAt(this.#follower.ring.lastSeq) });
  }

  /** Why a stream of this viewer would be refused now, or null. */
  refusal(viewer: Viewer): AdmissionRefusal | null {
    return this.#places.refusal(viewer);
  }

  /** Opens a stream that `refusal` lets in. What it may see begins in this very moment, or right after its cursor. */
  open(request: OpenRequest): void {
    const { viewer, head, cursor, ...rest } = request;
    const counts = this.tally.of(viewer.companyId);
    const stream = new Stream({ ...rest, viewer, counts, openedAt: this.#deps.clock.now() });
    const start = cursor === null ? null : checkCursor(cursor, this.#deps.log.knownBounds());
    this.#hearSocket(stream, request.socket);
    const replay = start?.ok === true ? 'follows' : 'reset';
    stream.write(head + this.#greeting(stream, start === null ? 'none' : replay));
    if (!this.#places.take(stream)) return;
    this.#deps.onConnected(stream);
    this.#deadlines.start(stream);
    this.#deadlines.watchStall(stream);
    if (start?.ok === true && start.seq < this.#follower.ring.lastSeq) stream.pendingSeq = start.seq + 1;
    if (start?.ok === false) this.#puller.resync(stream, start.reason);
    this.#begin(stream).catch((error) => this.#logFailed(stream, error));
  }

  /** An entry was committed and is in the ring. */
  onEntry(entry: LogEntry): void {
    const { record, seq } = entry;
    if (record.kind === 'event') {
      this.#index.forEachMatch(record.target, (stream) => {
        stream.markPending(seq);
        this.#sweeper.queue(stream);
      });
      return;
    }
    this.#deps.revocations.add(record);
    // By the session and not by its time: the word may come late, and a stream that is still open must end all the same.
    for (const stream of this.streams(record.companyId)) {
      if (stream.viewer.sessionId === record.sessionId) this.#endings.bye(stream, 'signed_out');
    }
  }

  /** A client's streams inside a company: one for each user who uses that id. */
  clientStreams(companyId: number, clientId: string): Stream[] {
    return this.#index.named('client', companyId, clientId);
  }

  /** Ends a client's streams inside a company; how many there were. */
  kick(companyId: number, clientId: string): number {
    const streams = this.clientStreams(companyId, clientId);
    for (const stream of streams) this.#endings.bye(stream, 'kicked');
    return streams.length;
  }

  /** Lets nobody in, ends every stream spread over the drain time, and resolves once all sockets are closed. */
  async drain(): Promise<void> {
    this.#places.shut();
    await this.#endings.drain();
  }

  /** Stops following the log and every timer. Streams still open are cut. */
  stop(): void {
    this.#places.shut();
    this.#follower.stop();
    this.#endings.destroyAll();
    this.#wheel.stop();
  }

  #greeting(stream: Stream, replay: ControlData<'stream.hello'>['replay']): string {
    const retryMs = 1000 + Math.floor(this.#deps.random() * 3001);
    const hello = encodeControl('stream.hello', {
      client_id: stream.viewer.clientId,
      heartbeat_ms: this.#options.heartbeatMs,
      replay,
      token_expires_at: stream.tokenExpiresAt,
      server_time: this.#deps.clock.now(),
    });
    return `retry: ${retryMs}\n\n${hello}`;
  }

  /** Counts before it sends: a replay that would be too long is not begun. */
  async #begin(stream: Stream): Promise<void> {
    if (stream.pendingSeq !== null) {
      const max = this.#options.replayMaxEvents;
      const { epoch, trail } = this.#follower;
      const request = { epoch, fromSeq: stream.pendingSeq, max, isWanted: () => stream.phase !== 'ended' };
      const visible = await countVisible({ log: this.#deps.log, trail }, stream.viewer, request);
      if (stream.phase === 'ended') return;
      if (visible > max) this.#puller.resync(stream, 'too_many');
    }
    stream.phase = 'replaying';
    this.#sweeper.queue(stream);
  }

  #hearSocket(stream: Stream, socket: OpenRequest['socket']): void {
    socket.on('drain', () => {
      if (stream.wait === 'socket') stream.wait = 'nothing';
      this.#sweeper.queue(stream);
    });
    // An error is always followed by a close, where it is dealt with; unheard it would end the process.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#endings.closed(stream));
  }

  #logFailed(stream: Stream, error: unknown): void {
    this.#deps.onFailed(error);
    this.#endings.cut(stream, 'log_failed');
  }
}

/** A hub at the head of its log, with the revocations that are still in force. */
export async function startHub(options: HubOptions, deps: HubDeps): Promise<Hub> {
  let hub: Hub | null = null;
  const follower = await LogFollower.start({ ...deps, onEntry: (entry) => hub?.onEntry(entry) });
  hub = new Hub(options, deps, follower);
  // After the tail is followed: one that is committed meanwhile is told by both.
  for (const record of await deps.log.revocations()) deps.revocations.add(record);
  return hub;
}
