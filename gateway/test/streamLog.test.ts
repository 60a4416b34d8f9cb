import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { started } from './testing/gatewayProcess.ts';
import { RawReader } from './testing/rawReader.ts';
import { notify, startTestGateway } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';
import { until } from './testing/until.ts';

const EVENTS = '/api/v1/events';

it('[OPS13] writes one line for a stream that ends and one for a stream that is refused, and none for requests', async () => {
  const gateway = await started({ GATEWAY_LOG: 'memory:', LOG_LEVEL: 'info', DRAIN_MS: '0' });
  // The line that says where it listens may be written after the port was already answering.
  const linesOf = () =>
    gateway
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{') && !line.includes('Server listening at'));
  const before = linesOf().length;
  const token = await cashierToken();
  const port = gateway.port();
  const call = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);

  const path = `${EVENTS}/stream?lastEventId=hidden-cursor&meta.till=hidden-till`;
  const reader = new RawReader({ port, token, path, headers: { 'X-Client-Id': 'till-1', Cookie: 'hidden-cookie' } });
  const refused = new RawReader({ port, token: `${token}x`, path: `${EVENTS}/stream?token=hidden-query` });
  await Promise.all([reader.frame('stream.live'), refused.answered()]);
  await call('/health');
  await call('/nowhere');
  const headers = { authorization: `Bearer ${await serviceToken()}`, 'content-type': 'application/json' };
  const body = JSON.stringify(notify({ data: { message: 'hidden-payload' } }));
  await call(EVENTS, { method: 'POST', headers, body });
  await call(EVENTS, { method: 'POST', headers, body: '{"hidden-body' });
  await reader.eventCount(1);
  const bytes = reader.socket.bytesRead;
  reader.socket.destroy();
  await until(() => linesOf().length >= before + 2, gateway.output);
  gateway.child.kill('SIGTERM');
  await gateway.exited;

  const lines = linesOf()
    .slice(before)
    .map((line) => JSON.parse(line))
    .map(({ level, time, pid, hostname, ...rest }) => rest);
  expect(lines).toEqual([
    {
      reason: 'unauthorized',
      status: 401,
      detail: 'The token is not signed by the key this gateway trusts.',
      msg: 'stream refused',
    },
    {
      clientId: 'till-1',
      userId: '7',
      companyId: 1,
      sessionId: 's7',
      reason: 'closed',
      durationMs: expect.any(Number),
      position: reader.events[0]?.id,
      delivered: 1,
      replayed: 0,
      bytes,
      msg: 'stream ended',
    },
  ]);
  expect(gateway.output()).not.toContain('hidden');
  expect(gateway.output()).not.toContain(token.split('.')[1]);
}, 30_000);

it('[OPS13] writes ten lines a second for streams that are refused, and how many it left out', async () => {
  const lines: unknown[] = [];
  const logger = { info: (line: unknown) => lines.push(line), error: expect.fail };
  const clock = fakeClock(Date.now());
  const { call } = await startTestGateway({ clock, logger });
  const refuse = () => call(`${EVENTS}/stream`, { token: 'no-token' });

  for (let n = 0; n < 13; n += 1) await refuse();
  clock.advance(1000);
  await refuse();

  expect(lines).toHaveLength(11);
  expect(lines[10]).toMatchObject({ reason: 'unauthorized', unwritten: 3 });
});
