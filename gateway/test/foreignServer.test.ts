import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { realClock } from '@vppos/core/time';
import fastify, { type FastifyInstance } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { createGateway } from '../src/index.ts';
import { streamRequest } from './testing/crowd.ts';
import { testConfig } from './testing/testGateway.ts';
import { cashierToken } from './testing/tokens.ts';
import { turns, until } from './testing/until.ts';

/** TLS by a key that both know: a certificate would have to be made first. */
const KEY = Buffer.from('0123456789abcdef');
const PSK = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const;
const KINDS = [
  ['over TCP', false],
  ['over TLS', true],
] as const;
const HEARTBEAT_MS = 50;

/** A gateway on a server of somebody else's, without `serverOptions`, and one reader of it. */
async function startForeign(options: { isTls?: boolean; heartbeatMs?: number; app?: FastifyInstance } = {}) {
  const https = { ...PSK, pskCallback: () => KEY };
  // Fastify's types tell servers with TLS from those without; these tests do not.
  const made = options.isTls === true ? (fastify({ https }) as unknown as FastifyInstance) : fastify();
  const app = options.app ?? made;
  const { heartbeatMs = 15_000 } = options;
  const deps = { clock: realClock, random: Math.random, newId: () => 'x' };
  const gateway = await createGateway(testConfig({ heartbeatMs }), deps);
  await app.register(gateway.plugin);
  const port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  onTestFinished(() => app.close());
  const at = { port, host: '127.0.0.1' };
  const pskCallback = () => ({ psk: KEY, identity: 'x' });
  const secure = () => connectTls({ ...at, ...PSK, pskCallback, checkServerIdentity: () => undefined });
  const heard = hear(options.isTls === true ? secure() : connect(at));
  heard.socket.write(streamRequest(await cashierToken()));
  await until(() => heard.text().includes('event: stream.live'), 'live');
  return { gateway, app, ...heard };
}

function hear(socket: Socket): { socket: Socket; text: () => string } {
  let text = '';
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    text += bytes;
  });
  onTestFinished(() => {
    socket.destroy();
  });
  return { socket, text: () => text };
}

it.each(KINDS)('[STR16] answers nothing that comes behind a stream %s', async (_says, isTls) => {
  const { gateway, app, socket, text } = await startForeign({ isTls, heartbeatMs: HEARTBEAT_MS });
  const beats = (): number => text().split('event: stream.heartbeat').length;
  let requests = 0;
  app.server.on('request', () => {
    requests += 1;
  });

  socket.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\nthis is no request\r\n\r\n');
  const before = beats();
  await until(() => beats() > before + 1, 'heartbeats');

  expect(text().match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect([gateway.connectedClients, requests]).toEqual([1, 0]);
});

it.each(KINDS)('[STR17] cuts a reader that floods it %s, and none that says a little', async (_says, isTls) => {
  const { gateway, socket } = await startForeign({ isTls });
  socket.write(Buffer.alloc(60_000));
  await until(() => socket.writableLength === 0, 'the bytes to leave');
  await turns(50);
  expect(gateway.connectedClients).toBe(1);

  socket.write(Buffer.alloc(10_000));
  await until(() => gateway.connectedClients === 0, 'the stream to end');

  expect(gateway.timers).toBe(0);
});

it('[LIB13] tells the hooks of its server of no abort, and outlives its timeouts', async () => {
  const limits = { connectionTimeout: 100, requestTimeout: 100, keepAliveTimeout: 100, handlerTimeout: 100 };
  const app = fastify({ ...limits, http: { headersTimeout: 100, connectionsCheckingInterval: 20 } });
  const told: string[] = [];
  app.addHook('onRequestAbort', async (_request) => {
    told.push('abort');
  });
  app.addHook('onTimeout', async () => {
    told.push('timeout');
  });
  app.addHook('onError', async () => {
    told.push('error');
  });
  const { gateway, socket, text } = await startForeign({ app, heartbeatMs: HEARTBEAT_MS });

  await until(() => text().split('event: stream.heartbeat').length > 6, 'more heartbeats than any timeout lasts');
  expect(gateway.connectedClients).toBe(1);
  socket.destroy();
  await until(() => gateway.connectedClients === 0, 'the end');

  expect(told).toEqual([]);
});
