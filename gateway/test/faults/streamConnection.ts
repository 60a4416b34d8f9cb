import { connect, type Socket } from 'node:net';
import { createParser } from 'eventsource-parser';

export interface Frame {
  readonly id: string | undefined;
  readonly event: string;
  readonly json: string;
}

export interface ConnectionOptions {
  readonly port: number;
  readonly token: string;
  readonly clientId: string;
  readonly cursor: string | null;
  /** Bytes of the response after which the socket is reset. */
  readonly cutAfter: number | null;
  readonly onFrame: (frame: Frame) => void;
}

/** One stream on a bare socket, which can be mistreated. Frames are handed over until it is left or closed. */
export class StreamConnection {
  /** Resolves when the socket has closed, whoever closed it. */
  readonly closed: Promise<void>;
  isClosed = false;
  /** 0 before an answer has come. */
  status = 0;
  readonly #socket: Socket;
  readonly #parser: ReturnType<typeof createParser>;
  readonly #decoder = new TextDecoder();
  #bytesLeft: number;
  #isLeft = false;
  /** What has come of the response's head; null once it is over. */
  #head: string | null = '';

  constructor(options: ConnectionOptions) {
    const { port, token, clientId, cursor } = options;
    this.#bytesLeft = options.cutAfter ?? Number.POSITIVE_INFINITY;
    this.#parser = createParser({
      onEvent: ({ id, event, data }) => {
        if (!this.#isLeft) options.onFrame({ id, event: event ?? 'message', json: data });
      },
    });
    this.#socket = connect({ port, host: '127.0.0.1' });
    const lastId = cursor === null ? '' : `Last-Event-ID: ${cursor}\r\n`;
    const head = `Host: x\r\nAuthorization: Bearer ${token}\r\nX-Client-Id: ${clientId}\r\n${lastId}`;
    this.#socket.write(`GET /api/v1/events/stream HTTP/1.1\r\n${head}\r\n`);
    this.#socket.on('data', (bytes: Buffer) => this.#take(bytes));
    // Always followed by a close.
    this.#socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.#socket.on('close', () => {
        this.isClosed = true;
        resolve();
      });
    });
  }

  /** Ends at once, with an RST. What has not been handed over is lost. */
  reset(): void {
    this.#isLeft = true;
    // libuv refuses to reset after a FIN, and Node then never tells of a close.
    if (this.#socket.writable) this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }

  /** Says FIN and reads on. */
  halfClose(): void {
    this.#socket.end();
    this.#socket.resume();
  }

  /** Reads no more. Not after its FIN: it would not learn of the end. */
  pause(): void {
    if (this.#socket.writable) this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Resets once so many more bytes have come, wherever in a frame that is. */
  cutAfter(bytes: number): void {
    this.#bytesLeft = bytes;
  }

  /** Hears nothing more of it, and leaves it open, as a browser does whose network is gone. */
  leave(): void {
    this.#isLeft = true;
  }

  #take(bytes: Buffer): void {
    if (this.#isLeft) return;
    const kept = bytes.subarray(0, this.#bytesLeft);
    this.#bytesLeft -= kept.length;
    this.#read(this.#decoder.decode(kept, { stream: true }));
    if (this.#bytesLeft <= 0) this.reset();
  }

  #read(text: string): void {
    if (this.#head === null) {
      this.#parser.feed(text);
      return;
    }
    this.#head += text;
    const end = this.#head.indexOf('\r\n\r\n');
    if (end === -1) return;
    const body = this.#head.slice(end + 4);
    this.status = Number(this.#head.split(' ')[1]);
    this.#head = null;
    // A refusal keeps its connection open for another request.
    if (this.status !== 200) this.reset();
    else this.#read(body);
  }
}
