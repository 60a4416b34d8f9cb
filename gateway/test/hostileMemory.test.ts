import type { Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { connection, inParallel } from './testing/crowd.ts';
import { type MeasuredGateway, startMeasured } from './testing/measured.ts';
import { answerTo, statusOf } from './testing/rawAnswer.ts';
import { startTestGateway } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';
import { until } from './testing/until.ts';

const MIB = 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, 0x20);
const CHUNK = Buffer.concat([Buffer.from(`${PIECE.length.toString(16)}\r\n`), PIECE, Buffer.from('\r\n')]);

interface Upload {
  readonly authorization: string;
  readonly bytes: number;
  readonly isChunked: boolean;
}

/** Sends a body piece by piece, as fast as it is taken, and gives what was answered. */
async function upload(gateway: MeasuredGateway, { authorization, bytes, isChunked }: Upload): Promise<number> {
  const socket = await connection(gateway.port);
  onTestFinished(() => {
    socket.destroy();
  });
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  const framing = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes}`;
  const headers = `Host: x\r\nContent-Type: application/json\r\n${authorization}${framing}\r\n`;
  socket.write(`POST /api/v1/events HTTP/1.1\r\n${headers}\r\n`);
  for (let sent = 0; sent < bytes && !socket.closed; sent += PIECE.length)
    await send(socket, isChunked ? CHUNK : PIECE);
  await until(() => text !== '' || socket.closed, 'an answer');
  return statusOf(text);
}

/** Resolves when there is room for more, or nobody takes it any more. */
function send(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    socket.write(bytes, () => resolve());
  });
}

async function grownBy(gateway: MeasuredGateway, work: () => Promise<void>): Promise<number> {
  const before = (await gateway.weigh()).peakRssBytes;
  await work();
  return (await gateway.weigh()).peakRssBytes - before;
}

it('[HOST4] holds of each body no more than its limit, however much is sent', async () => {
  const gateway = await startMeasured();
  const authorization = `Authorization: Bearer ${await serviceToken()}\r\n`;
  const statuses: number[] = [];
  const uploads = (isChunked: boolean) => () =>
    inParallel(40, 40, async () => {
      statuses.push(await upload(gateway, { authorization, bytes: 10 * MIB, isChunked }));
    });

  const declared = await grownBy(gateway, uploads(false));
  const chunked = await grownBy(gateway, uploads(true));

  process.stdout.write(`[memory] peak grown by, MiB: ${Math.round(declared / MIB)}, ${Math.round(chunked / MIB)}\n`);
  // 0: the connection was closed while its client was still sending, which an answer may not survive.
  expect(statuses.filter((status) => status !== 413 && status !== 0)).toEqual([]);
  expect(statuses).toContain(413);
  // 400 MiB were sent each time; 40 are 1 MiB of each.
  expect(declared).toBeLessThan(100 * MIB);
  expect(chunked).toBeLessThan(160 * MIB);
  expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
}, 30_000);

it.each([
  ['nobody', 401, async () => ''],
  ['a cashier', 403, async () => `Authorization: Bearer ${await cashierToken()}\r\n`],
])(
  '[HOST4] answers %s before the body has come, and holds nothing of it',
  async (_who, status, authorizationOf) => {
    const gateway = await startMeasured();
    const authorization = await authorizationOf();
    const statuses: number[] = [];

    const grown = await grownBy(gateway, () =>
      inParallel(200, 50, async () => {
        // One byte less than what is let in, so that the end of it never comes.
        statuses.push(await upload(gateway, { authorization, bytes: 15 * PIECE.length, isChunked: true }));
      }),
    );

    process.stdout.write(`[memory] peak grown by, MiB: ${Math.round(grown / MIB)}\n`);
    expect(new Set(statuses)).toEqual(new Set([status]));
    expect(grown).toBeLessThan(100 * MIB);
  },
  30_000,
);

it.each([
  ['DELETE', '/api/v1/events/connections/till-1', 401],
  ['POST', '/api/v1/events/sessions/s7/revoke', 401],
  ['POST', '/api/v1/events/test', 401],
  ['OPTIONS', '/api/v1/events', 204],
  ['POST', '/nothing', 404],
])('[HOST4] does not wait for the body of %s %s', async (method, path, status) => {
  const { port } = await startTestGateway();
  const headers = 'Host: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n';

  const answer = await answerTo(port, `${method} ${path} HTTP/1.1\r\n${headers}\r\n{`);

  expect(statusOf(answer)).toBe(status);
});
