import { connect, type Socket } from 'node:net';
import type { Endpoint } from './endpoint.ts';
import { openRequest, SOCKET_IO_CONNECT } from './request.ts';
import { NumberScanner } from './scan.ts';

/** Connections on their way at once. */
const CONNECTING_MAX = 100;
const READ_BYTES = 256 * 1024;
/** A frame that names how the server ends a healthy stream. */
const BYE = Buffer.from('stream.bye');

interface OpenStream {
  readonly index: number;
  readonly socket: Socket;
  readonly scanner: NumberScanner;
  isReady: boolean;
  head: string;
  saidBye: boolean;
  closedAt: number | null;
}

export interface StreamSetOptions {
  readonly endpoint: Endpoint;
  readonly onNumber: (stream: number, n: number, at: number) => void;
  /** Looks for the server's goodbye in every chunk. */
  readonly watchesEnd: boolean;
}

/** Many streams to one server, read into one shared piece of memory: the load must cost less than what it measures. */
export class StreamSet {
  readonly #options: StreamSetOptions;
  readonly #shared = Buffer.allocUnsafe(READ_BYTES);
  readonly #streams: OpenStream[] = [];
  readonly #waiting: (() => void)[] = [];
  #connecting = 0;
  #ready = 0;

  constructor(options: StreamSetOptions) {
    this.#options = options;
  }

  get ready(): number {
    return this.#ready;
  }

  get closed(): number {
    return this.#streams.filter((stream) => stream.closedAt !== null).length;
  }

  /** Opens `count` streams, numbered from `firstIndex`; resolves when all of them are ready. */
  async open(count: number, { firstIndex = 0, cursor = null as string | null, isStalled = false } = {}): Promise<void> {
    const opened = Array.from({ length: count }, (_, n) => this.#openOne(firstIndex + n, { cursor, isStalled }));
    await Promise.all(opened);
  }

  /** Cuts all streams as a dying machine does: with a reset, so that no port is kept waiting. */
  drop(): void {
    for (const { socket } of this.#streams) socket.resetAndDestroy();
    this.#streams.length = 0;
    this.#ready = 0;
  }

  /** Of streams that have ended: when, and whether the server had said goodbye. */
  endings(): { at: number; saidBye: boolean }[] {
    return this.#streams.flatMap(({ closedAt, saidBye }) => (closedAt === null ? [] : [{ at: closedAt, saidBye }]));
  }

  async #openOne(index: number, options: { cursor: string | null; isStalled: boolean }): Promise<void> {
    if (this.#connecting >= CONNECTING_MAX) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#connecting += 1;
    await new Promise<void>((resolve, reject) => this.#connect(index, options, { resolve, reject }));
    this.#connecting -= 1;
    this.#waiting.shift()?.();
  }

  #connect(
    index: number,
    { cursor, isStalled }: { cursor: string | null; isStalled: boolean },
    settle: { resolve: () => void; reject: (error: Error) => void },
  ): void {
    const { endpoint } = this.#options;
    const take = (length: number): boolean => {
      const wasReady = stream.isReady;
      this.#take(stream, length);
      if (!wasReady && stream.isReady) settle.resolve();
      // A stalled reader takes nothing more once it is open.
      return !(isStalled && stream.isReady);
    };
    const socket = connect({
      port: endpoint.port,
      host: '127.0.0.1',
      onread: { buffer: this.#shared, callback: take },
    });
    const stream: OpenStream = {
      index,
      socket,
      scanner: new NumberScanner(),
      isReady: false,
      head: '',
      saidBye: false,
      closedAt: null,
    };
    this.#streams.push(stream);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      stream.closedAt = performance.now();
      if (!stream.isReady) settle.reject(new Error(`Stream ${index} was refused: ${stream.head.slice(0, 200)}`));
    });
    socket.write(openRequest(endpoint, index, cursor));
  }

  #take(stream: OpenStream, length: number): void {
    const chunk = this.#shared.subarray(0, length);
    if (!stream.isReady) this.#takeHead(stream, chunk.toString('latin1'));
    const now = performance.now();
    stream.scanner.scan(chunk, (n) => this.#options.onNumber(stream.index, n, now));
    if (this.#options.watchesEnd && chunk.includes(BYE)) stream.saidBye = true;
  }

  #takeHead(stream: OpenStream, text: string): void {
    const { kind, readyMark } = this.#options.endpoint;
    const isUpgraded = stream.head.includes('\r\n\r\n');
    stream.head += text;
    if (kind === 'socket.io' && !isUpgraded && stream.head.includes('\r\n\r\n')) stream.socket.write(SOCKET_IO_CONNECT);
    stream.isReady = stream.head.includes(readyMark);
    if (stream.isReady) {
      this.#ready += 1;
      stream.head = '';
    }
  }
}
