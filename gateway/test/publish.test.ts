import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { notify, startTestGateway } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';

const PATH = '/api/v1/events';

it('[PUB1] answers 202 with the id once the event is committed', async () => {
  const { call } = await startTestGateway();

  const answer = await call(PATH, { method: 'POST', body: notify() });

  expect(answer.status).toBe(202);
  expect(answer.body).toEqual({ id: expect.stringMatching(/^[A-Za-z0-9]+-1$/), duplicate: false, streams: 0 });
});

it('[PUB2] needs a token of role service', async () => {
  const { call } = await startTestGateway();

  const answer = await call(PATH, { method: 'POST', body: notify(), token: await cashierToken({ roles: ['admin'] }) });

  expect(answer.status).toBe(403);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
});

it('[PUB3] takes the company of the service, lets it name no other, and keeps everyone for services without one', async () => {
  const { call, open } = await startTestGateway();
  const reader = await open();
  const token = await serviceToken({ company_id: 1 });
  const post = (body: unknown) => call(PATH, { method: 'POST', body, token });
  const bare = { event: 'notify', data: { message: 'x' } };

  const answers = [
    await post({ ...bare, target: 'company' }),
    await post({ ...bare, target: 'company', companyId: 1 }),
    await post({ ...bare, target: 'company', companyId: 2 }),
    await post({ ...bare, target: 'all' }),
  ];
  await reader.eventCount(2);

  expect(answers.map(({ status }) => status)).toEqual([202, 202, 403, 403]);
});

it.each([
  ['no target', { ...notify(), target: undefined }, ['target']],
  ['no company', { ...notify(), companyId: undefined }, ['companyId']],
  ['no ids', notify({ target: 'user' }), ['targetId']],
  ['a company for everyone', { ...notify(), target: 'all' }, ['companyId']],
  ['a reserved type', notify({ event: 'message' }), ['event']],
  ['a control type', notify({ event: 'stream.hello' }), ['event']],
  ['a type with a line break', notify({ event: 'a\nid: x' }), ['event']],
  ['a payload that is no object', notify({ data: [1] }), ['data']],
  ['another company in the payload', notify({ data: { message: 'x', company_id: 2 } }), ['data.company_id']],
  ['a company id as text', notify({ data: { message: 'x', company_id: '1' } }), ['data.company_id']],
  [
    'a wrong payload',
    notify({ event: 'order_paid', data: { company_id: 1, order_id: 'x', message: 'm', total: 1.5 } }),
    ['data.invoice_number', 'data.order_id', 'data.total'],
  ],
  ['a wrong payload and no company', { ...notify({ data: {} }), companyId: undefined }, ['companyId', 'data.message']],
  ['an empty key', notify({ idempotencyKey: '' }), ['idempotencyKey']],
  ['no object at all', 7, ['']],
])('[PUB4] answers 422 to %s, naming every wrong path', async (_says, body, paths) => {
  const { call } = await startTestGateway();

  const answer = await call(PATH, { method: 'POST', body });

  expect(answer.status).toBe(422);
  const errors = answer.body.errors as unknown as { path: string; message: string }[];
  expect(errors.map(({ path }) => path).sort()).toEqual(paths);
});

it('[PUB5] accepts a type it has never heard of, as it is', async () => {
  const { call, open } = await startTestGateway();
  const reader = await open();

  await call(PATH, {
    method: 'POST',
    body: notify({ event: 'kitchen_bell_rung', data: { deep: [{ x: 1 }], constructor: 1 } }),
  });
  await reader.eventCount(1);

  expect(reader.events[0]).toMatchObject({ event: 'kitchen_bell_rung', json: '{"deep":[{"x":1}],"constructor":1}' });
});

it('[PUB6] answers a retry with the first id, another event under the same key with 409, per publisher', async () => {
  const { call } = await startTestGateway();
  const post = async (body: unknown, sub = 'backend') =>
    call(PATH, { method: 'POST', body, token: await serviceToken({ sub }) });
  const item = notify({ data: { message: 'x', extra: 1 }, idempotencyKey: 'order 1001 paid' });

  const first = await post(item);
  const retry = await post({ ...item, data: { extra: 1, message: 'x' } });
  const conflict = await post({ ...item, data: { message: 'y' } });
  const elsewhere = await post({ ...item, data: { message: 'y' } }, 'other');

  expect(retry.body).toEqual({ id: first.body.id, duplicate: true, streams: 0 });
  expect([first.status, retry.status, conflict.status, elsewhere.status]).toEqual([202, 202, 409, 202]);
});

it('[PUB6] keeps the keys of two companies apart although their services have one name', async () => {
  const { call } = await startTestGateway();
  const post = async (companyId: number | null, message: string) => {
    const token = await serviceToken(companyId === null ? {} : { company_id: companyId });
    const item = notify({ companyId: companyId ?? 1, data: { message }, idempotencyKey: 'order 1001 paid' });
    return call(PATH, { method: 'POST', body: item, token });
  };

  const statuses = [(await post(1, 'x')).status, (await post(2, 'y')).status, (await post(null, 'z')).status];

  expect(statuses).toEqual([202, 202, 202]);
  expect((await post(2, 'x')).status).toBe(409);
});

it('[PUB6] refuses a key that is spelled as payloads are, by which every retry would be a second event', async () => {
  const { call } = await startTestGateway();

  const answer = await call(PATH, { method: 'POST', body: { ...notify(), idempotency_key: 'order 1001 paid' } });

  expect(answer.status).toBe(422);
  expect(answer.body.errors).toEqual([{ path: 'idempotency_key', message: 'is spelled idempotencyKey' }]);
});

it('[PUB7] takes a batch whole or not at all', async () => {
  const { call, open } = await startTestGateway();
  const reader = await open();
  const post = (body: unknown) => call(PATH, { method: 'POST', body });
  await post(notify({ idempotencyKey: 'a' }));

  const bad = await post([notify(), notify({ data: {} })]);
  const conflict = await post([notify(), notify({ data: { message: 'other' }, idempotencyKey: 'a' })]);
  const empty = await post([]);
  const long = await post(Array.from({ length: 101 }, () => notify()));
  const good = await post(Array.from({ length: 100 }, (_, n) => notify({ data: { message: `${n}` } })));
  await reader.eventCount(101);

  expect([bad, conflict, empty, long, good].map(({ status }) => status)).toEqual([422, 409, 422, 422, 202]);
  expect(bad.body.errors).toMatchObject([{ path: '1.data.message' }]);
  expect(Array.from({ length: 100 }, (_, n) => good.body[n]?.id)).toEqual(reader.events.slice(1).map(({ id }) => id));
});

it('[PUB8] bounds an item to 64 KiB, a request to 1 MiB and the depth of a payload', async () => {
  const { call } = await startTestGateway();
  const post = (body: unknown) => call(PATH, { method: 'POST', body });
  const sized = (chars: number) => notify({ data: { message: 'x'.repeat(chars) } });
  const deep = `{"event":"x","target":"company","companyId":1,"data":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;

  const answers = [
    await post(sized(65_000)),
    await post(sized(66_000)),
    await post([sized(66_000)]),
    await post(Array.from({ length: 20 }, () => sized(60_000))),
    await post(deep),
  ];

  expect(answers.map(({ status }) => status)).toEqual([202, 413, 413, 413, 422]);
});

it('[PUB9] refuses a body that is no JSON, of another type, or poisoned', async () => {
  const { call } = await startTestGateway();
  const poisoned =
    '{"event":"notify","data":{"message":"x","__proto__":{"admin":true}},"target":"company","companyId":1}';

  const broken = await call(PATH, { method: 'POST', body: '{"event":' });
  const proto = await call(PATH, { method: 'POST', body: poisoned });
  const text = await call(PATH, { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } });

  expect([broken.status, proto.status, text.status]).toEqual([400, 400, 415]);
  expect(broken.headers.get('content-type')).toContain('application/problem+json');
  expect(broken.body).toMatchObject({ type: 'about:blank', title: 'Bad Request', status: 400 });
});

it('[PUB10] limits each company to its rate and tells when to come back', async () => {
  const clock = fakeClock(Date.now());
  const { call } = await startTestGateway({ clock, config: { publishRate: 10 } });
  const batch = (companyId: number) =>
    call(PATH, { method: 'POST', body: Array.from({ length: 100 }, () => notify({ companyId })) });

  const first = await batch(1);
  const over = await batch(1);
  const other = await batch(2);
  clock.advance(10_000);
  const later = await batch(1);

  expect([first.status, over.status, other.status, later.status]).toEqual([202, 429, 202, 202]);
  expect(over.headers.get('retry-after')).toBe('10');
});

it('[PUB10] counts a revocation as an event, so that it pushes out no more than one', async () => {
  const clock = fakeClock(Date.now());
  const { call } = await startTestGateway({ clock, config: { publishRate: 10 } });
  const revoke = async (company_id: number) =>
    call(`${PATH}/sessions/s7/revoke`, { method: 'POST', token: await serviceToken({ company_id }) });
  await call(PATH, { method: 'POST', body: Array.from({ length: 99 }, () => notify()) });

  const last = await revoke(1);
  const over = await revoke(1);
  const other = await revoke(2);

  expect([last.status, over.status, other.status]).toEqual([204, 429, 204]);
  expect(over.headers.get('retry-after')).toBe('1');
});

it('[PUB11] obeys the same rules in the same process as over HTTP', async () => {
  const clock = fakeClock(Date.now());
  const { gateway, call } = await startTestGateway({ clock, config: { publishRate: 10 } });
  const company = { kind: 'company', companyId: 1 } as const;
  const statusOf = async (...publication: Parameters<typeof gateway.publish>): Promise<number> => {
    const outcome = await gateway.publish(...publication);
    return outcome.ok ? 202 : outcome.refusal.status;
  };
  const wrong = { unknownType: 'order_paid', data: { total: '1' } };
  const big = { unknownType: 'big', data: { pad: 'x'.repeat(70_000) } };
  const cyclic: Record<string, unknown> = {};
  cyclic.self = [cyclic, cyclic];

  const over = await call(PATH, { method: 'POST', body: { event: 'order_paid', data: wrong.data, target: 'all' } });
  const within = await gateway.publish({ kind: 'all' }, wrong);
  const statuses = [
    await statusOf({ kind: 'company', companyId: 0 }, { unknownType: 'x', data: {} }),
    await statusOf({ kind: 'user', companyId: 1, ids: [] }, { unknownType: 'x', data: {} }),
    await statusOf(company, { unknownType: 'stream.live', data: {} }),
    await statusOf(company, { unknownType: 'x', data: { company_id: 2 } }),
    await statusOf(company, { unknownType: 'x', data: cyclic }),
    await statusOf(company, { unknownType: 'x', data: { n: 1n } }),
    await statusOf(company, big),
  ];

  expect(within).toMatchObject({ ok: false, refusal: { status: 422, errors: over.body.errors } });
  expect(statuses).toEqual([422, 422, 422, 422, 422, 422, 413]);
  for (let n = 0; n < 100; n += 1) expect(await statusOf(company, { unknownType: 'x', data: {} })).toBe(202);
  expect(await statusOf(company, { unknownType: 'x', data: {} })).toBe(429);
  await gateway.close();
  expect(await statusOf({ kind: 'all' }, { unknownType: 'x', data: {} })).toBe(503);
});
