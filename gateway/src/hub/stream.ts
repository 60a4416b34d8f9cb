import type { Socket } from 'node:net';
import type { Viewer } from '../auth/visibility.ts';
import type { Counts } from './tally.ts';

/** Why a stream ended. `closed`: the reader left. `deploy`: the gateway drained. `destroyed`: it was cut with the gateway. */
export type EndReason =
  | 'closed'
  | 'stalled'
  | 'superseded'
  | 'deploy'
  | 'token_expired'
  | 'signed_out'
  | 'kicked'
  | 'idle'
  | 'log_failed'
  | 'destroyed';

/**
 * `opening`: said hello, not yet counted · `replaying`: not yet said live · `live` · `ended`: written to no more.
 * Entries leave only while replaying or live.
 */
export type StreamPhase = 'opening' | 'replaying' | 'live' | 'ended';

/** What the next pull waits for: a `socket` that drains, a page of the `log`, or nothing. */
export type StreamWait = 'nothing' | 'socket' | 'log';

/** What a socket is to a stream. `net.Socket` is one. */
export interface StreamSocket
  extends Pick<Socket, 'write' | 'destroy' | 'destroySoon' | 'destroyed' | 'writableLength' | 'bytesWritten' | 'on'> {
  /** Bytes of the write under way that the machine has not taken yet. Node's own timeouts look here for progress. */
  readonly _handle?: { readonly writeQueueSize: number } | null;
}

export interface StreamOptions {
  readonly socket: StreamSocket;
  readonly viewer: Viewer;
  /** Order of arrival; the highest of one client lives. */
  readonly ticket: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly openedAt: number;
  /** ms since 1970. */
  readonly tokenExpiresAt: number;
  readonly counts: Counts;
}

/** One open response: a socket and a cursor. There is no queue: what is not written yet is in the ring or in the log. */
export class Stream {
  readonly viewer: Viewer;
  readonly ticket: number;
  metadata: Readonly<Record<string, string>>;
  readonly openedAt: number;
  readonly tokenExpiresAt: number;
  readonly counts: Counts;
  phase: StreamPhase = 'opening';
  wait: StreamWait = 'nothing';
  isQueued = false;
  isHeartbeatDue = false;
  /** The first entry that may be visible and was not served; null when everything up to the head was. */
  pendingSeq: number | null = null;
  /** Visible entries written before `stream.live`. */
  replayed = 0;
  /** … and after it. */
  delivered = 0;
  lastEventAt: number;
  readonly #socket: StreamSocket;
  /** Written on this connection before, in answer to other requests. */
  readonly #bytesBefore: number;

  constructor(options: StreamOptions) {
    this.#socket = options.socket;
    this.#bytesBefore = options.socket.bytesWritten;
    this.viewer = options.viewer;
    this.ticket = options.ticket;
    this.metadata = options.metadata;
    this.openedAt = options.openedAt;
    this.lastEventAt = options.openedAt;
    this.tokenExpiresAt = options.tokenExpiresAt;
    this.counts = options.counts;
  }

  /** The last entry served, given the head of the log. */
  positionAt(headSeq: number): number {
    return this.pendingSeq === null ? headSeq : this.pendingSeq - 1;
  }

  /** An entry for this stream was committed. */
  markPending(seq: number): void {
    this.pendingSeq ??= seq;
  }

  get canPull(): boolean {
    return this.wait === 'nothing' && (this.phase === 'replaying' || this.phase === 'live') && !this.#socket.destroyed;
  }

  /** Bytes the socket has been given and has not passed on. */
  get pendingBytes(): number {
    return this.#socket.writableLength;
  }

  /** Bytes of this stream passed on so far, in steps of one write. */
  get takenBytes(): number {
    return this.#socket.bytesWritten - this.#bytesBefore - this.#socket.writableLength;
  }

  /** Of the write under way, what is left. */
  get unsentBytes(): number {
    return this.#socket._handle?.writeQueueSize ?? 0;
  }

  /** Text is a head or a control frame: ASCII. */
  write(bytes: Buffer | string): void {
    this.counts.bytes += bytes.length;
    // A page that is on its way is still waited for: with the socket's drain instead, it would be asked for twice.
    if (!this.#socket.write(bytes) && this.wait !== 'log') this.wait = 'socket';
  }

  /** Writes the last words and closes once they are out. */
  finish(lastFrame: string): void {
    this.phase = 'ended';
    this.counts.bytes += lastFrame.length;
    this.#socket.write(lastFrame);
    this.#socket.destroySoon();
  }

  destroy(): void {
    this.phase = 'ended';
    this.#socket.destroy();
  }
}
