import { expect, it } from 'vitest';
import { answerTo, statusOf } from './testing/rawAnswer.ts';
import { startTestGateway, type TestGateway } from './testing/testGateway.ts';
import { cashierToken } from './testing/tokens.ts';

const STREAM = '/api/v1/events/stream';
const EVENTS = '/api/v1/events';
const SECRET = 'of company 2 only';

/** What is sent as a cursor, given the epoch of the log, and the reason it is answered with. */
const CURSORS: [says: string, cursor: (epoch: string) => string, reason: string][] = [
  ['another epoch', () => 'elsewhere-1', 'epoch'],
  ['an epoch that is a name of JavaScript', () => '__proto__-1', 'epoch'],
  ['the future', (epoch) => `${epoch}-9`, 'ahead'],
  ['the far future', (epoch) => `${epoch}-9007199254740991`, 'ahead'],
  ['what no number holds', (epoch) => `${epoch}-9007199254740993`, 'malformed'],
  ['10 kB', (epoch) => `${epoch}-${'1'.repeat(10_000)}`, 'malformed'],
  ['10 kB of epoch', () => `${'x'.repeat(10_000)}-1`, 'malformed'],
  ['a negative number', (epoch) => `${epoch}--1`, 'malformed'],
  ['a fraction', (epoch) => `${epoch}-1.5`, 'malformed'],
  ['an exponent', (epoch) => `${epoch}-1e0`, 'malformed'],
  ['a hexadecimal number', (epoch) => `${epoch}-0x1`, 'malformed'],
  ['a leading zero', (epoch) => `${epoch}-01`, 'malformed'],
  ['a plus', (epoch) => `${epoch}-+1`, 'malformed'],
  ['no number', (epoch) => `${epoch}-`, 'malformed'],
  ['NaN', (epoch) => `${epoch}-NaN`, 'malformed'],
  ['Arabic digits', (epoch) => `${epoch}-١`, 'malformed'],
  ['full-width digits', (epoch) => `${epoch}-１`, 'malformed'],
  ['a line break', (epoch) => `${epoch}-1\r\nid: x-1\r\n\r\ndata: x`, 'malformed'],
  ['a trailing line feed', (epoch) => `${epoch}-1\n`, 'malformed'],
  ['a NUL', (epoch) => `${epoch}-1\0`, 'malformed'],
  ['spaces', (epoch) => ` ${epoch}-1 `, 'malformed'],
  ['a list', (epoch) => `${epoch}-1,${epoch}-2`, 'malformed'],
  ['a query', (epoch) => `${epoch}-1' OR 1=1 --`, 'malformed'],
  ['only a dash', () => '-', 'malformed'],
  ['half an escape', () => '%E0%A4', 'malformed'],
];

/** A gateway with an event of company 1, then three of company 2, and its epoch. */
async function start(): Promise<TestGateway & { first: string; epoch: string }> {
  const running = await startTestGateway();
  const first = await running.publish({ data: { message: 'one' } });
  for (let n = 0; n < 3; n += 1) await running.publish({ companyId: 2, data: { message: SECRET } });
  return { ...running, first, epoch: first.replace(/-\d+$/, '') };
}

it.each(CURSORS)(
  '[STR3] [POLL3] answers a cursor of %s with a resync, and goes on from there',
  async (_says, cursor, reason) => {
    const { open, call, publish, epoch } = await start();
    const asked = encodeURIComponent(cursor(epoch));

    const reader = await open({ path: `${STREAM}?lastEventId=${asked}` });
    const polled = await call(`${EVENTS}?after=${asked}`, { token: await cashierToken() });
    await publish({ companyId: 2, data: { message: SECRET } });
    const next = await publish({ data: { message: 'next' } });
    await reader.eventCount(1);

    const head = `${epoch}-4`;
    expect(await reader.frame('stream.resync', 2000)).toEqual({ id: head, data: { reason, cursor: head } });
    expect(polled.body).toEqual({ events: [], cursor: head, more: false, resync: { reason } });
    expect(reader.events.map(({ id }) => id)).toEqual([next]);
    expect(reader.body).not.toContain(SECRET);
  },
);

it.each(CURSORS.filter(([, cursor]) => /^[\x20-\x7e]*$/.test(cursor('e')) && !cursor('e').startsWith(' ')))(
  '[STR3] answers the header Last-Event-ID of %s with a resync',
  async (_says, cursor, reason) => {
    const { open, epoch } = await start();

    const reader = await open({ headers: { 'Last-Event-ID': cursor(epoch) } });

    expect((await reader.frame('stream.resync', 2000)).data.reason).toBe(reason);
  },
);

it.each(['\0', '\x01', '\x7f', '\r\r'])('[OPS5] refuses a header with %j in it with 400', async (bad) => {
  const { port, first } = await start();
  const token = await cashierToken();

  const line = `GET ${STREAM} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n`;
  const answer = await answerTo(port, `${line}Last-Event-ID: ${first}${bad}\r\n\r\n`);

  expect(statusOf(answer)).toBe(400);
});

it('[HUB1] shows nothing more by a cursor that another company was given', async () => {
  const { open, call, publish, epoch } = await start();
  const token = await cashierToken({ sub: '7', company_id: 2 });
  const theirs = await open({ token });
  const last = await publish({ companyId: 2, data: { message: SECRET } });
  await theirs.eventCount(1);
  const own = await publish({ data: { message: 'own' } });

  for (const cursor of [`${epoch}-0`, `${epoch}-2`, last]) {
    const reader = await open({ headers: { 'Last-Event-ID': cursor } });
    const { body } = await call(`${EVENTS}?after=${cursor}`, { token: await cashierToken() });
    const seen = reader.events.map(({ id }) => id);
    expect(seen).toEqual(cursor.endsWith('-0') ? [`${epoch}-1`, own] : [own]);
    expect((body.events as unknown as { id: string }[]).map(({ id }) => id)).toEqual(seen);
    expect(reader.body + JSON.stringify(body)).not.toContain(SECRET);
    reader.socket.destroy();
  }
});

it('[STR6] [HUB1] tells two companies apart that use the same client, user and session ids', async () => {
  const { open, call, publish } = await startTestGateway();
  const ids = { sub: '7', sid: 's7' };
  const headers = { 'X-Client-Id': 'till-1' };
  const ours = await open({ token: await cashierToken({ ...ids, company_id: 1 }), headers });
  const theirs = await open({ token: await cashierToken({ ...ids, company_id: 2 }), headers });

  for (const [target, targetId] of [
    ['client', 'till-1'],
    ['user', '7'],
    ['session', 's7'],
  ] as const) {
    await publish({ target, targetId, companyId: 2, data: { message: SECRET } });
  }
  await theirs.eventCount(3);
  const admin = await cashierToken({ roles: ['admin'], company_id: 1 });
  const kicked = await call(`${EVENTS}/connections/till-1`, { method: 'DELETE', token: admin });
  await ours.closed();

  expect(kicked.status).toBe(204);
  expect(ours.body).not.toContain(SECRET);
  expect(ours.names()).not.toContain('stream.superseded');
  expect(theirs.isClosed).toBe(false);
});
