import { realClock } from '@vppos/core/time';
import fastify from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { serverOptions } from '../src/index.ts';
import { MemoryLog } from '../src/log/memoryLog.ts';
import { answerTo } from './testing/rawAnswer.ts';
import { RawReader } from './testing/rawReader.ts';
import { startTestGateway } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';
import { turns } from './testing/until.ts';

const EVENTS = '/api/v1/events';
const LOG_OPTIONS = { maxEvents: 100, maxAgeMs: 3_600_000, idempotencyMaxKeys: 10 };

it.each([
  ['an address that cannot be decoded', 'GET /%ZZ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
  ['a name that is too long', `DELETE ${EVENTS}/connections/${'a'.repeat(2000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 414],
  ['headers that are too large', `GET /health HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['bytes that are no request', 'GET /health HTTP/1.1\r\nHo st: x\r\n\r\n', 400],
  ['a method nobody knows', 'NONSENSE / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
])('[OPS5] answers %s with a problem', async (_what, bytes, status) => {
  const { port } = await startTestGateway();

  const answer = await answerTo(port, bytes.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));

  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
  expect(answer).toContain(`"status":${status}`);
});

it('[OPS8] writes no header into its log, whatever arrives and however much it logs', async () => {
  let logged = '';
  const stream = {
    write: (line: string) => {
      logged += line;
    },
  };
  const app = fastify({ ...serverOptions, logger: { level: 'trace', stream } });
  onTestFinished(() => app.close());
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));

  await answerTo(Number(port), 'GET / HTTP/1.1\r\nAuthorization: Bearer hidden\r\nHo st: x\r\n\r\n');

  expect(logged).toContain('listening');
  expect(logged).not.toContain('hidden');
  expect(logged).not.toContain('rawPacket');
});

it('[OPS4] revokes a session whose id is as long as one may be', async () => {
  const { call } = await startTestGateway();
  const sid = 'ü'.repeat(128);
  const token = await cashierToken({ sid });

  const revoked = await call(`${EVENTS}/sessions/${encodeURIComponent(sid)}/revoke`, { method: 'POST' });

  expect(revoked.status).toBe(204);
  expect((await call(EVENTS, { token })).status).toBe(401);
});

it('[OPS4] ends the streams of a revoked session also when it is told late, after its tokens should have expired', async () => {
  const { call, open } = await startTestGateway();
  const reader = await open();
  const other = await open({ token: await cashierToken({ sid: 'other' }), headers: { 'X-Client-Id': 'other' } });

  await call(`${EVENTS}/sessions/s7/revoke`, { method: 'POST', body: { expires_at: Date.now() - 1 } });

  expect((await reader.frame('stream.bye')).data.reason).toBe('signed_out');
  await reader.closed();
  expect(other.isClosed).toBe(false);
});

it('[STR15] closes the connection of a stream that could not be opened', async () => {
  class BrokenLog extends MemoryLog {
    isBroken = false;

    override knownBounds() {
      if (this.isBroken) throw new Error('disk I/O error');
      return super.knownBounds();
    }
  }
  const log = new BrokenLog(LOG_OPTIONS, { clock: realClock, newId: () => 'e' });
  const { gateway, open } = await startTestGateway({ log });
  log.isBroken = true;

  const reader = await open({ path: `${EVENTS}/stream?lastEventId=e-0` });

  expect(reader.isClosed).toBe(true);
  expect([gateway.connectedClients, gateway.timers]).toEqual([0, 0]);
});

it('[POLL5] bounds the bytes of one answer, and says that there is more', async () => {
  const { gateway, call } = await startTestGateway();
  const pad = 'x'.repeat(60_000);
  for (let n = 0; n < 40; n += 1) {
    await gateway.publish({ kind: 'company', companyId: 1 }, { unknownType: 'big', data: { n, pad } });
  }
  const token = await cashierToken();
  const start = String((await call(EVENTS, { token })).body.cursor).replace(/-\d+$/, '-0');

  const seen: unknown[] = [];
  let answers = 0;
  for (let after = start, more = true; more; answers += 1) {
    const { body } = await call(`${EVENTS}?limit=1000&after=${after}`, { token });
    const events = body.events as { data: { n: number } }[];
    expect(events.length).toBeLessThan(40);
    seen.push(...events.map(({ data }) => data.n));
    after = String(body.cursor);
    more = body.more === true;
  }

  expect(seen).toEqual(Array.from({ length: 40 }, (_, n) => n));
  expect(answers).toBeGreaterThan(1);
});

it('[OPS9] answers 503 with Retry-After, as a problem, once its log is closed', async () => {
  const { gateway, call } = await startTestGateway({ config: { log: { kind: 'memory' } } });
  await gateway.close();

  const revoked = await call(`${EVENTS}/sessions/s7/revoke`, { method: 'POST', token: await serviceToken() });

  expect(revoked.status).toBe(503);
  expect(revoked.headers.get('retry-after')).toBe('1');
  expect(revoked.headers.get('content-type')).toContain('application/problem+json');
});

it('[STR16] opens one stream a connection, whatever is sent after the request', async () => {
  const { gateway, port, publish } = await startTestGateway();
  const token = await cashierToken();
  const reader = new RawReader({ port, token });
  reader.socket.write(`GET ${EVENTS}/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  await reader.frame('stream.live');
  await turns(50);

  expect(gateway.connectedClients).toBe(1);
  reader.socket.write('this is no request\r\n\r\n');
  await publish({});
  await reader.eventCount(1);
  expect(reader.body).not.toContain('HTTP/1.1');
  expect(reader.names()).toEqual(['stream.hello', 'stream.live', 'notify']);
});

it('[STR16] refuses a stream that is asked for before the answer to the request before it was sent', async () => {
  const refused = Promise.withResolvers<void>();
  const logger = { info: () => refused.resolve(), error: expect.fail };
  let isSlow = false;
  // The first answer waits until the second request has been judged.
  class SlowLog extends MemoryLog {
    override async bounds() {
      if (isSlow) await refused.promise;
      return super.bounds();
    }
  }
  const log = new SlowLog(LOG_OPTIONS, { clock: realClock, newId: () => 'e' });
  const { gateway, port } = await startTestGateway({ log, logger });
  isSlow = true;
  const headers = `Host: x\r\nAuthorization: Bearer ${await cashierToken()}\r\n\r\n`;

  const stream = `GET ${EVENTS}/stream HTTP/1.1\r\nConnection: close\r\n${headers}`;
  const answer = await answerTo(port, `GET ${EVENTS} HTTP/1.1\r\n${headers}${stream}`);

  expect(answer.indexOf('"cursor"')).toBeGreaterThan(0);
  expect(answer.indexOf('HTTP/1.1 400')).toBeGreaterThan(answer.indexOf('"cursor"'));
  expect(gateway.connectedClients).toBe(0);
});
