import { Agent, request } from 'node:http';
import { realClock } from '@vppos/core/time';
import { expect, it, onTestFinished } from 'vitest';
import { MemoryLog } from '../src/log/memoryLog.ts';
import { startTestGateway } from './testing/testGateway.ts';
import { cashierToken } from './testing/tokens.ts';
import { turns, until } from './testing/until.ts';

const BOUNDS = { maxEvents: 10, maxAgeMs: 1000, idempotencyMaxKeys: 10 };

/** A log that takes its time to answer. */
class SlowLog extends MemoryLog {
  readonly waiting: (() => void)[] = [];

  override async bounds(): ReturnType<MemoryLog['bounds']> {
    const bounds = this.knownBounds();
    if (bounds.lastSeq > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return bounds;
  }
}

it('[OPS6] ends soon, whatever kept connection an answer was still on its way on', async () => {
  const log = new SlowLog(BOUNDS, { clock: realClock, newId: () => 'epoch' });
  const { app, port, publish } = await startTestGateway({ log });
  await publish({});
  const agent = new Agent({ keepAlive: true, timeout: 60_000 });
  onTestFinished(() => agent.destroy());
  const headers = { authorization: `Bearer ${await cashierToken()}` };
  let status = 0;
  const asked = request({ host: '127.0.0.1', port, path: '/api/v1/events', agent, headers }, (response) => {
    status = response.statusCode ?? 0;
    response.resume();
  });
  asked.end();
  await until(() => log.waiting.length === 1, 'the request to arrive');

  let isClosed = false;
  const closing = app.close().then(() => {
    isClosed = true;
  });
  await turns();
  for (const answer of log.waiting) answer();
  await until(() => isClosed, 'the server to close', 4000);
  await closing;

  expect(status).toBe(200);
});
