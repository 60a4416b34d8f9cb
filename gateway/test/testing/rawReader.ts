import { connect, type Socket } from 'node:net';
import { createParser } from 'eventsource-parser';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

export interface Frame {
  readonly id: string | undefined;
  readonly event: string;
  readonly json: string;
}

export interface ReaderOptions {
  readonly port: number;
  readonly token: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

/** Reads a stream off a bare socket, frame by frame. `socket` is there to be paused, cut and looked at. */
export class RawReader {
  readonly socket: Socket;
  readonly frames: Frame[] = [];
  head = '';
  isClosed = false;
  #body: string | null = null;
  readonly #parser = createParser({
    onEvent: ({ id, event, data }) => this.frames.push({ id, event: event ?? 'message', json: data }),
  });

  constructor(options: ReaderOptions) {
    const { port, token, path = '/api/v1/events/stream', headers = {}, method = 'GET' } = options;
    this.socket = connect({ port, host: '127.0.0.1' });
    const lines = Object.entries({ Host: 'x', Authorization: `Bearer ${token}`, ...headers });
    const request = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    this.socket.write(`${method} ${path} HTTP/1.1\r\n${request}\r\n`);
    const decoder = new TextDecoder();
    this.socket.on('data', (bytes: Buffer) => this.#take(decoder.decode(bytes, { stream: true })));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => {
      this.isClosed = true;
    });
    onTestFinished(() => {
      this.socket.destroy();
    });
  }

  get status(): number {
    return Number(this.head.split(' ')[1] ?? 0);
  }

  /** Everything after the head, for answers that are no stream. */
  get body(): string {
    return this.#body ?? '';
  }

  /** Frames of business events. */
  get events(): Frame[] {
    return this.frames.filter((frame) => !frame.event.startsWith('stream.'));
  }

  names(): string[] {
    return this.frames.map((frame) => frame.event);
  }

  /** The first frame of that name, once it is there, as its data. */
  async frame(event: string, limitMs?: number): Promise<{ id: string | undefined; data: Record<string, unknown> }> {
    const find = (): Frame | undefined => this.frames.find((frame) => frame.event === event);
    await until(
      () => find() !== undefined,
      () => `${event} among ${this.names().join(', ')}`,
      limitMs,
    );
    return { id: find()?.id, data: JSON.parse(find()?.json ?? '') };
  }

  async eventCount(count: number, limitMs?: number): Promise<void> {
    await until(
      () => this.events.length >= count,
      () => `${count} events, there are ${this.events.length}`,
      limitMs,
    );
  }

  async closed(limitMs?: number): Promise<void> {
    await until(() => this.isClosed, 'the socket to close', limitMs);
  }

  async answered(): Promise<void> {
    await until(() => this.#body !== null, 'a response');
  }

  #take(text: string): void {
    if (this.#body !== null) {
      this.#body += text;
      this.#parser.feed(text);
      return;
    }
    this.head += text;
    const end = this.head.indexOf('\r\n\r\n');
    if (end === -1) return;
    this.#body = this.head.slice(end + 4);
    this.head = this.head.slice(0, end);
    this.#parser.feed(this.#body);
  }
}
