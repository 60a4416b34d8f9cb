import { encodeControl, formatCursor, type StreamResyncReason } from '@vppos/core/protocol';
import type { Clock } from '@vppos/core/time';
import type { Cursor } from '@vppos/core/types';
import type { EventLog, LogEntry, ReadResult } from '../log/eventLog.ts';
import { type Batch, collectBatch, SharedBatches, WRITE_MAX_BYTES } from './batch.ts';
import type { LogFollower } from './follower.ts';
import { encodeEntry, type RingEntry } from './ring.ts';
import type { Stream } from './stream.ts';
import { count, type Tally } from './tally.ts';

/** Entries read from the log at once for a stream that has left the ring, and about how many bytes of them. */
const PAGE_ENTRIES = 256;
const PAGE_BYTES = 2 * WRITE_MAX_BYTES;

export interface PullerOptions {
  readonly follower: LogFollower;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly tally: Tally;
  readonly queue: (stream: Stream) => void;
  readonly onWritten: (stream: Stream) => void;
  readonly onLogFailed: (stream: Stream, error: unknown) => void;
}

/**
 * The one way out for everything with an id. Each pull is at most one write: entries in log order first; then, only when
 * none is pending, `stream.live` and the heartbeat, so that neither ever names a position that was not served.
 */
export class Puller {
  readonly #options: PullerOptions;
  readonly #batches: SharedBatches;

  constructor(options: PullerOptions) {
    this.#options = options;
    this.#batches = new SharedBatches(options.follower.ring);
  }

  pull(stream: Stream): void {
    if (!stream.canPull) return;
    const { ring } = this.#options.follower;
    if (stream.pendingSeq !== null && stream.pendingSeq < ring.firstSeq) this.#passInvisible(stream, stream.pendingSeq);
    if (stream.pendingSeq !== null && stream.pendingSeq < ring.firstSeq) {
      this.#readPage(stream, stream.pendingSeq);
      return;
    }
    const batch = stream.pendingSeq === null ? null : this.#batches.from(stream.pendingSeq, stream.viewer);
    this.#serve(stream, batch);
  }

  /** The order to refetch: what the stream had not got is skipped, and its position becomes the head. */
  resync(stream: Stream, reason: StreamResyncReason): void {
    stream.pendingSeq = null;
    const cursor = this.#cursorOf(this.#options.follower.ring.lastSeq);
    count(stream.counts.resynced, reason);
    stream.write(encodeControl('stream.resync', { reason, cursor }, cursor));
    this.#options.onWritten(stream);
  }

  #serve(stream: Stream, batch: Batch | null): void {
    if (batch !== null) this.#advance(stream, batch);
    const chunk = batch?.chunk ?? null;
    const control = stream.pendingSeq === null ? this.#controlFrames(stream) : '';
    const bytes = chunk !== null && control !== '' ? Buffer.concat([chunk, Buffer.from(control)]) : (chunk ?? control);
    if (bytes.length > 0) {
      stream.write(bytes);
      this.#options.onWritten(stream);
    }
    if (stream.pendingSeq !== null && stream.wait === 'nothing') this.#options.queue(stream);
  }

  #advance(stream: Stream, batch: Batch): void {
    stream.pendingSeq = batch.nextSeq > this.#options.follower.ring.lastSeq ? null : batch.nextSeq;
    const { tally, clock } = this.#options;
    const events = batch.served.types.length;
    if (events === 0) return;
    stream.lastEventAt = clock.now();
    if (stream.phase === 'live') {
      stream.delivered += events;
      tally.served(stream.counts, batch.served, true);
      tally.writeDelay.add(stream.lastEventAt - batch.oldestAt);
    } else {
      stream.replayed += events;
      tally.served(stream.counts, batch.served, false);
    }
  }

  #controlFrames(stream: Stream): string {
    const id = this.#cursorOf(this.#options.follower.ring.lastSeq);
    let frames = '';
    if (stream.phase === 'replaying') {
      stream.phase = 'live';
      frames += encodeControl('stream.live', { cursor: id, replayed: stream.replayed }, id);
    }
    if (!stream.isHeartbeatDue) return frames;
    stream.isHeartbeatDue = false;
    const data = { server_time: this.#options.clock.now(), fresh: this.#options.follower.isFresh };
    return frames + encodeControl('stream.heartbeat', data, id);
  }

  /** What is for others need not be read, to be passed by. */
  #passInvisible(stream: Stream, fromSeq: number): void {
    const { trail } = this.#options.follower;
    if (fromSeq < trail.firstSeq) return;
    const next = trail.nextVisible(fromSeq, stream.viewer);
    stream.pendingSeq = next > trail.lastSeq ? null : next;
  }

  #readPage(stream: Stream, fromSeq: number): void {
    stream.wait = 'log';
    this.#options.log.read(this.#cursorOf(fromSeq - 1), PAGE_ENTRIES, PAGE_BYTES).then(
      (page) => this.#servePage(stream, page),
      (error) => this.#options.onLogFailed(stream, error),
    );
  }

  #servePage(stream: Stream, page: ReadResult): void {
    stream.wait = 'nothing';
    if (!stream.canPull) return;
    if (page.kind === 'gap') {
      // The cursor was good when the stream began to be served from it: the log has overtaken a slow reader.
      this.resync(stream, page.reason === 'trimmed' ? 'slow' : page.reason);
      this.#options.queue(stream);
      return;
    }
    const first = page.entries[0];
    if (first === undefined || first.seq > this.#options.follower.ring.lastSeq) {
      this.#options.queue(stream);
      return;
    }
    // A log may be ahead of its tail; what the tail has not brought yet comes through the ring.
    const lastSeq = Math.min(first.seq + page.entries.length - 1, this.#options.follower.ring.lastSeq);
    const source = { at: (seq: number) => encodedAt(page.entries, seq - first.seq) };
    this.#serve(stream, collectBatch(source, stream.viewer, { fromSeq: first.seq, lastSeq }));
  }

  #cursorOf(seq: number): Cursor {
    return formatCursor({ epoch: this.#options.follower.epoch, seq });
  }
}

/** Encoded only when it is asked for: one write may not take the whole page. */
function encodedAt(entries: readonly LogEntry[], index: number): RingEntry | undefined {
  const entry = entries[index];
  return entry === undefined ? undefined : encodeEntry(entry);
}
