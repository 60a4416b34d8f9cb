import { createHmac } from 'node:crypto';
import type { Endpoint } from './endpoint.ts';
import { FIRST_N } from './scan.ts';

/** The gateway's demo secret: the benchmark talks to loopback only. */
const SECRET = 'demo-jwt-secret-not-for-production';
const HOUR_S = 3600;

function token(claims: Record<string, unknown>): string {
  const exp = Math.floor(Date.now() / 1000) + HOUR_S;
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part({ alg: 'HS256' })}.${part({ iss: 'vppos', aud: 'vppos-realtime', exp, ...claims })}`;
  return `${head}.${createHmac('sha256', SECRET).update(head).digest('base64url')}`;
}

/** A service that belongs to no company. */
export function serviceToken(): string {
  return token({ sub: 'bench', roles: ['service'] });
}

/** The bytes that open stream number `index`; each belongs to a user of its own. */
export function openRequest(endpoint: Endpoint, index: number, cursor: string | null): string {
  const lines = ['Host: bench'];
  if (endpoint.kind === 'socket.io') {
    lines.push('Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13');
    lines.push(`Sec-WebSocket-Key: ${Buffer.from(`bench-${index}`.padEnd(16)).toString('base64')}`);
  } else lines.push('Accept: text/event-stream');
  if (endpoint.kind === 'gateway') {
    const claims = { sub: `u${index}`, company_id: 1, sid: `s${index}`, roles: ['cashier'] };
    lines.push(`Authorization: Bearer ${token(claims)}`, `X-Client-Id: c${index}`);
  }
  if (cursor !== null) lines.push(`Last-Event-ID: ${cursor}`);
  return `GET ${endpoint.streamPath} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** Engine.io's "connect to the default namespace", as a masked text frame with a mask of zeros. */
export const SOCKET_IO_CONNECT = Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]);

export interface PublishPost {
  readonly headers: Readonly<Record<string, string>>;
  bodyOf(n: number): string;
}

/** How event number `n` is published; `padBytes` makes the payload as big as the scenario wants it. */
export function publishPost(endpoint: Endpoint, padBytes: number): PublishPost {
  const pad = 'x'.repeat(padBytes);
  const payloadOf = (n: number): string => `{"pad":"${pad}","n":${FIRST_N + n}}`;
  if (endpoint.kind !== 'gateway') return { headers: {}, bodyOf: payloadOf };
  return {
    headers: { authorization: `Bearer ${serviceToken()}` },
    bodyOf: (n) => `{"event":"bench","target":"company","companyId":1,"data":${payloadOf(n)}}`,
  };
}
