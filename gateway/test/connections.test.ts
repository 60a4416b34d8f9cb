import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { type Gateway, notification } from '../src/index.ts';
import { startTestGateway, type TestGateway } from './testing/testGateway.ts';
import { cashierToken } from './testing/tokens.ts';
import { turns, until } from './testing/until.ts';

const EVENTS = '/api/v1/events';
const COMPANY_1 = { kind: 'company', companyId: 1 } as const;
const TILL_1 = { headers: { 'X-Client-Id': 'till-1' } };

/** Writes down what the gateway tells of connections: `+ till-1`, `- till-1 closed`. */
function hear(gateway: Gateway): string[] {
  const heard: string[] = [];
  gateway.onConnected(({ clientId }) => heard.push(`+ ${clientId}`));
  gateway.onDisconnected(({ clientId }, reason) => heard.push(`- ${clientId} ${reason}`));
  return heard;
}

type Running = TestGateway & { readonly clock: ReturnType<typeof fakeClock> };

/** What ends the one open stream, by the reason it is told. */
const ENDS: Record<string, (running: Running) => unknown> = {
  kicked: ({ gateway }) => gateway.disconnect(1, 'till-1'),
  signed_out: ({ call }) => call(`${EVENTS}/sessions/s7/revoke`, { method: 'POST' }),
  token_expired: ({ clock }) => clock.advance(600_100),
  idle: ({ clock }) => clock.advance(300_100),
  deploy: ({ gateway }) => gateway.close(),
  destroyed: ({ gateway }) => gateway.destroy(),
};

it.each(Object.keys(ENDS))('[LIB9] tells once that a stream came, and once that it ended: %s', async (reason) => {
  const clock = fakeClock(Date.now());
  const idleTimeoutMs = reason === 'idle' ? 300_000 : 0;
  const running = await startTestGateway({ clock, config: { idleTimeoutMs, heartbeatMs: 1_000_000 } });
  const heard = hear(running.gateway);
  const token = await cashierToken({}, { exp: Math.floor(clock.now() / 1000) + 600 });
  const reader = await running.open({ ...TILL_1, token });

  await ENDS[reason]?.({ ...running, clock });
  await reader.closed();
  await running.gateway.close();
  await running.gateway.destroy();
  await turns();

  expect(heard).toEqual(['+ till-1', `- till-1 ${reason}`]);
});

it('[LIB9] tells of a reader that leaves, and of one that takes nothing', async () => {
  const clock = fakeClock(Date.now());
  const { gateway, open } = await startTestGateway({ clock, config: { stallMs: 10_000, heartbeatMs: 1_000_000 } });
  const heard = hear(gateway);
  const left = await open(TILL_1);
  left.socket.destroy();
  await until(() => heard.length === 2, 'the end of the one that left');
  const stuck = await open({ headers: { 'X-Client-Id': 'till-2' } });
  stuck.socket.pause();
  const data = { pad: 'x'.repeat(60_000) };
  for (let n = 0; n < 200; n += 1) await gateway.publish(COMPANY_1, { unknownType: 'flood', data });
  await until(() => (gateway.connection(1, 'till-2')?.pendingBytes ?? 0) > 0, 'a full socket');

  clock.advance(10_100);
  await until(() => heard.length === 4, 'the end of the stalled one');

  expect(heard).toEqual(['+ till-1', '- till-1 closed', '+ till-2', '- till-2 stalled']);
});

it('[LIB9] tells of a stream that replaces its own before it comes, and nothing of one that is refused', async () => {
  const { gateway, open } = await startTestGateway({ config: { maxPerUser: 1 } });
  const heard = hear(gateway);
  const first = await open(TILL_1);
  await open(TILL_1);
  await first.closed();

  const refused = [
    await open({ headers: { 'X-Client-Id': 'till-2' } }),
    await open({ token: 'none' }),
    await open({ headers: { 'X-Client-Id': 'a b' } }),
  ];
  await turns();

  expect(refused.map(({ status }) => status)).toEqual([429, 401, 400]);
  expect(heard).toEqual(['+ till-1', '- till-1 superseded', '+ till-1']);
});

it('[LIB9] tells what the connection was, and nobody who has stopped listening', async () => {
  const { gateway, open } = await startTestGateway();
  const ends: unknown[] = [];
  const stopped: unknown[] = [];
  gateway.onDisconnected((connection) => ends.push(connection));
  const stop = gateway.onDisconnected((connection) => stopped.push(connection));
  const reader = await open({ ...TILL_1, path: `${EVENTS}/stream?meta.tab=1` });
  const published = await gateway.publish(COMPANY_1, notification('x', 1));
  await reader.eventCount(1);
  const connection = gateway.connection(1, 'till-1');

  gateway.disconnect(1, 'till-1');
  stop();
  stop();
  await reader.closed();

  expect(ends).toEqual([{ ...connection, pendingBytes: expect.any(Number) }]);
  expect(connection).toMatchObject({ position: published.ok ? published.id : '', metadata: { tab: '1' } });
  expect(stopped).toEqual([]);
});

it('[LIB10] logs a listener that throws or rejects, and neither other listeners nor streams notice', async () => {
  const logged: unknown[] = [];
  const logger = { info: () => undefined, error: (fields: unknown) => logged.push(fields) };
  const { gateway, open } = await startTestGateway({ logger });
  gateway.onConnected(() => {
    throw new Error('thrown');
  });
  gateway.onConnected(async () => {
    throw new Error('rejected');
  });
  const heard = hear(gateway);

  const reader = await open(TILL_1);
  await gateway.publish(COMPANY_1, notification('x', 1));
  await reader.eventCount(1);

  expect(heard).toEqual(['+ till-1']);
  expect(logged).toEqual([{ err: new Error('thrown') }, { err: new Error('rejected') }]);
});

it('[LIB11] lets a listener call back: greet who comes, end who comes, publish when one goes', async () => {
  const { gateway, open } = await startTestGateway();
  const heard = hear(gateway);
  gateway.onConnected(async ({ clientId }) => {
    if (clientId === 'banned') gateway.disconnect(1, clientId);
    else await gateway.publish({ kind: 'client', companyId: 1, ids: [clientId] }, notification('welcome', 1));
  });
  gateway.onDisconnected(({ clientId }) => gateway.publish(COMPANY_1, notification(`${clientId} left`, 1)));

  const reader = await open(TILL_1);
  const banned = await open({ headers: { 'X-Client-Id': 'banned' } });
  await banned.closed();
  await reader.eventCount(2);

  expect(reader.events.map(({ json }) => JSON.parse(json).message)).toEqual(['welcome', 'banned left']);
  expect((await banned.frame('stream.bye')).data.reason).toBe('kicked');
  expect(heard).toEqual(['+ till-1', '+ banned', '- banned kicked']);
  reader.socket.destroy();
  await until(() => gateway.connectedClients === 0, 'nobody connected');
  expect(gateway.timers).toBe(0);
});

it('[LIB11] may be destroyed by a listener', async () => {
  const { gateway, open } = await startTestGateway();
  gateway.onConnected(() => gateway.destroy());
  const heard = hear(gateway);

  const reader = await open(TILL_1);
  await reader.closed();

  expect(heard).toEqual(['+ till-1', '- till-1 destroyed']);
  expect([gateway.connectedClients, gateway.timers]).toEqual([0, 0]);
});
