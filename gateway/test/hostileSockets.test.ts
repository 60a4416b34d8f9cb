import { connect, type Server, type Socket } from 'node:net';
import { realClock } from '@vppos/core/time';
import fastify from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { createServer } from '../src/http/server.ts';
import { arrivalLimits } from '../src/http/serverOptions.ts';
import { createGateway, serverOptions } from '../src/index.ts';
import { connection, inParallel, streamRequest } from './testing/crowd.ts';
import { answerTo, statusOf } from './testing/rawAnswer.ts';
import { RawReader } from './testing/rawReader.ts';
import { notify, startTestGateway, testConfig } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';
import { until } from './testing/until.ts';

const EVENTS = '/api/v1/events';
const ARRIVAL_MAX_MS = 300;
const DRIBBLE_MS = 20;

/** A gateway on a server of somebody else's, with `serverOptions` and less patience. */
async function startImpatient() {
  const gateway = await createGateway(testConfig(), { clock: realClock, random: Math.random, newId: () => 'x' });
  const app = fastify({ ...serverOptions, ...arrivalLimits(ARRIVAL_MAX_MS) });
  await app.register(gateway.plugin);
  const port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  onTestFinished(() => app.close());
  const headers = { authorization: `Bearer ${await serviceToken()}`, 'content-type': 'application/json' };
  const publish = async (): Promise<void> => {
    const body = JSON.stringify(notify());
    expect((await fetch(`http://127.0.0.1:${port}${EVENTS}`, { method: 'POST', headers, body })).status).toBe(202);
  };
  return { port, publish };
}

/** Sends `first`, then `piece` again and again until the server has had enough; what it answered, and after how long. */
async function dribble(port: number, first: string, piece: string): Promise<{ status: number; afterMs: number }> {
  const startedAt = Date.now();
  const socket = connect({ port, host: '127.0.0.1' });
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes;
  });
  socket.on('error', () => undefined);
  const timer = setInterval(() => socket.write(piece), DRIBBLE_MS);
  onTestFinished(() => {
    clearInterval(timer);
    socket.destroy();
  });
  socket.write(first);
  await until(() => socket.closed, 'the server to cut', 10 * ARRIVAL_MAX_MS);
  clearInterval(timer);
  return { status: statusOf(text), afterMs: Date.now() - startedAt };
}

const POST = 'POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

it('[HOST1] cuts who sends too slowly, wherever in the request, and leaves open streams alone', async () => {
  const { port, publish } = await startImpatient();
  const auth = `Authorization: Bearer ${await serviceToken()}\r\n`;
  const healthy = new RawReader({ port, token: await cashierToken() });
  await healthy.frame('stream.live');
  const slow = [
    ['', ''],
    ['G', ''],
    ['GET /health HTTP/1.1\r\nHost: x\r\n', 'X: y\r\n'],
    [`${POST}${auth}Content-Length: 100000\r\n\r\n`, ' '],
    [`${POST}${auth}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  ] as const;

  const cuts = await Promise.all(slow.map(([first, piece]) => dribble(port, first, piece)));
  await publish();
  await healthy.eventCount(1);

  for (const { status, afterMs } of cuts) {
    expect(status).toBe(408);
    expect(afterMs).toBeGreaterThanOrEqual(ARRIVAL_MAX_MS);
    // The limit, what Node's look for late ones adds, and patience for a busy machine.
    expect(afterMs).toBeLessThan(5 * ARRIVAL_MAX_MS);
  }
  expect(healthy.isClosed).toBe(false);
});

it('[HOST1] [STR16] takes nothing that a reader sends behind its request for a request that is late', async () => {
  const { port, publish } = await startImpatient();
  const reader = new RawReader({ port, token: await cashierToken() });
  await reader.frame('stream.live');

  reader.socket.write('GET /health HTTP/1.1\r\nHo');
  // Begun later and cut: the time of the stream's reader would be over too.
  await dribble(port, 'GET /health HTTP/1.1\r\nHo', '');
  await publish();
  await reader.eventCount(1);

  expect(reader.names()).toEqual(['stream.hello', 'stream.live', 'notify']);
  expect(reader.body).not.toContain('HTTP/1.1');
});

it('[HOST1] gives every server that carries the routes the same 30 s for head and body', () => {
  const app = fastify(serverOptions);
  const own = createServer({ logLevel: 'silent' });

  for (const { server } of [app, own]) {
    expect([server.headersTimeout, server.requestTimeout]).toEqual([30_000, 30_000]);
  }
});

it.each([
  ['before its request', () => ''],
  ['in the middle of its head', () => 'GET /api/v1/events/stream HTTP/1.1\r\nHo'],
  ['in the middle of its body', (auth: string) => `${POST}${auth}Content-Length: 100\r\n\r\n{`],
  ['in the middle of a chunk', (auth: string) => `${POST}${auth}Transfer-Encoding: chunked\r\n\r\n64\r\n{`],
])('[HOST2] closes a connection that is half closed %s', async (_says, bytesWith) => {
  const { port, app } = await startTestGateway();
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => {
    socket.destroy();
  });
  socket.on('error', () => undefined).resume();
  let isEnded = false;
  socket.on('end', () => {
    isEnded = true;
  });

  socket.end(bytesWith(`Authorization: Bearer ${await serviceToken()}\r\n`));
  await until(() => isEnded || socket.closed, 'the server to close too');
  socket.destroy();

  await connectionsFallTo(app.server, 0);
});

it('[HOST2] ends a stream whose reader has half closed its connection', async () => {
  const { port, gateway } = await startTestGateway();
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => {
    socket.destroy();
  });
  socket.on('error', () => undefined).resume();
  socket.write(streamRequest(await cashierToken()));
  await until(() => gateway.connectedClients === 1, 'the stream');

  socket.end();
  await until(() => gateway.connectedClients === 0, 'the stream to end');

  expect(gateway.timers).toBe(0);
});

it.each([
  // What cannot be read is found before the request in front of it is answered.
  ['garbage', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03', 400],
  ['a request of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['half a request', 'GET /health HTTP/1.1\r\nHost', 200],
])('[HOST2] gives one answer and closes where a request is followed by %s', async (_says, garbage, status) => {
  const { port, app } = await startTestGateway();
  const socket = await connection(port);
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes;
  });
  onTestFinished(() => {
    socket.destroy();
  });

  socket.end(Buffer.from(`GET /health HTTP/1.1\r\nHost: x\r\n\r\n${garbage}`, 'latin1'));
  await until(() => socket.closed, 'the server to close');

  expect(statusOf(text)).toBe(status);
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  await connectionsFallTo(app.server, 0);
});

it('[HOST3] goes on serving its streams while hundreds of connections flood it', async () => {
  const { port, publish, open, gateway, app } = await startTestGateway();
  const healthy = await open();
  const huge = `GET /health HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(50_000)}\r\n\r\n`;
  const many = `GET /health HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 5000 }, (_, n) => `X${n}: y\r\n`).join('')}\r\n`;
  const silent: Socket[] = [];
  await inParallel(400, 100, async () => {
    silent.push(await connection(port));
  });
  onTestFinished(() => {
    for (const socket of silent) socket.destroy();
  });

  const statuses = new Set<number>();
  const ids: string[] = [];
  await inParallel(200, 50, async (n) => {
    statuses.add(statusOf(await answerTo(port, n % 2 === 0 ? huge : many)));
    if (n % 10 === 0) ids.push(await publish({}));
  });
  await healthy.eventCount(ids.length);

  expect(statuses).toEqual(new Set([431]));
  expect(new Set(healthy.events.map(({ id }) => id))).toEqual(new Set(ids));
  expect(gateway.connectedClients).toBe(1);
  for (const socket of silent) socket.destroy();
  // The healthy one, and those by which events were published.
  await connectionsFallTo(app.server, 20);
}, 20_000);

async function connectionsFallTo(server: Server, count: number): Promise<void> {
  let open = Number.POSITIVE_INFINITY;
  const isReached = (): boolean => {
    server.getConnections((_error, now) => {
      open = now;
    });
    return open <= count;
  };
  await until(isReached, () => `${count} connections, there are ${open}`);
}
