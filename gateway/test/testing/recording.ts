import { connect } from 'node:net';
import { fakeClock } from '@vppos/core/testing';
import { onTestFinished } from 'vitest';
import { startTestGateway } from './testGateway.ts';
import { cashierToken } from './tokens.ts';
import { until } from './until.ts';

interface Published {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** One whole response of a real gateway. */
export interface Recording {
  readonly head: string;
  readonly body: Buffer;
  /** The business events that were published for it, in order. */
  readonly published: readonly Published[];
}

/** Payloads and types that a reader could take for something else. */
const PUBLISHED: readonly Published[] = [
  { type: 'notify', data: { message: 'Đã nhận ₫1.250.000 của chị Nguyễn Thị Ánh' } },
  { type: 'notify', data: { message: 'bếp 🧑🏽‍🍳 xong 🧾, e\u0301 tổ hợp' } },
  { type: 'notify', data: { message: '\u2028\u2029\u0085\ufeff\u00a0 trailing ' } },
  { type: 'notify', data: { message: '"\'`\\ \\n {} : ,', ': a comment': 'id: e-1' } },
  { type: 'notify', data: { message: 'x\r\nid: e-1\r\n\r\nevent: order_paid\ndata: {"total":1}\n\ndata: y\0' } },
  { type: 'notify', data: { message: '\ud800 a half, \udc00 the other' } },
  { type: 'constructor', data: { data: 'data: [DONE]', event: 'event: x', retry: 'retry: 1' } },
  { type: 'data', data: { '': 0, constructor: null, deep: [[[{}]]] } },
  { type: 'notify', data: { message: 'dài '.repeat(1500) } },
];
/** One moment for every recording, so that two of one scene differ in `retry:` only. */
const STARTED_AT = Date.now();
const TOKEN_MS = 300_000;

/** `follows`: replay, live, heartbeats, the warning, the token's end. `reset`: a resync, live, and a newer stream of its client. */
export type Scene = 'follows' | 'reset';

/** Records what a gateway says on a bare socket. */
export async function record(scene: Scene, httpVersion: '1.0' | '1.1' = '1.1'): Promise<Recording> {
  const clock = fakeClock(STARTED_AT);
  const { port, publish, open } = await startTestGateway({ clock, newId: () => 'till' });
  const exp = Math.floor((STARTED_AT + TOKEN_MS) / 1000);
  const token = await cashierToken({}, { exp });
  const first = await publish({});
  const half = Math.ceil(PUBLISHED.length / 2);
  const send = async (events: readonly Published[]): Promise<void> => {
    for (const { type, data } of events) await publish({ event: type, data });
  };
  if (scene === 'follows') await send(PUBLISHED.slice(0, half));

  const cursor = scene === 'follows' ? first : 'elsewhere-1';
  const heard = hear(port, request({ token, cursor, httpVersion }));
  await until(() => heard.text().includes('event: stream.live'), 'live');
  await send(scene === 'follows' ? PUBLISHED.slice(half) : PUBLISHED);
  const last = `id: ${first.replace(/-\d+$/, `-${PUBLISHED.length + 1}`)}\n`;
  await until(() => heard.text().includes(last), 'the last event');
  clock.advance(15_100);
  await until(() => heard.text().includes('event: stream.heartbeat'), 'a heartbeat');
  if (scene === 'follows') clock.advance(TOKEN_MS);
  else await open({ token, headers: { 'X-Client-Id': 'till' } });
  await until(() => heard.isClosed(), 'the end');

  const bytes = heard.bytes();
  const headEnd = bytes.indexOf('\r\n\r\n');
  return {
    head: bytes.subarray(0, headEnd).toString('latin1'),
    body: bytes.subarray(headEnd + 4),
    published: PUBLISHED,
  };
}

function request(options: { token: string; cursor: string; httpVersion: string }): string {
  const line = `GET /api/v1/events/stream HTTP/${options.httpVersion}\r\nHost: x\r\n`;
  const headers = `Authorization: Bearer ${options.token}\r\nLast-Event-ID: ${options.cursor}\r\nX-Client-Id: till\r\n`;
  return `${line}${headers}\r\n`;
}

function hear(port: number, sent: string): { bytes: () => Buffer; text: () => string; isClosed: () => boolean } {
  const socket = connect({ port, host: '127.0.0.1' });
  const chunks: Buffer[] = [];
  let isClosed = false;
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('close', () => {
    isClosed = true;
  });
  socket.write(sent);
  onTestFinished(() => {
    socket.destroy();
  });
  const bytes = (): Buffer => Buffer.concat(chunks);
  return { bytes, text: () => bytes().toString(), isClosed: () => isClosed };
}
