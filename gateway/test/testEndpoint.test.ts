import { expect, it } from 'vitest';
import { notify, startTestGateway, type TestGateway } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';

const EVENTS = '/api/v1/events';

async function publishTest({ call }: TestGateway, body: unknown, claims: Record<string, unknown> = {}) {
  const token = await cashierToken({ sub: 'boss', roles: ['admin'], ...claims });
  return call(`${EVENTS}/test`, { method: 'POST', token, body });
}

const paid = { company_id: 1, order_id: 1001, invoice_number: 'HD1', message: 'xong', total: 5000 };

it.each([{}, { test: false }, { test: 'no' }])(
  '[OPS11] marks what an admin publishes as a test, live, replayed and polled, also when it says %o',
  async (said) => {
    const running = await startTestGateway();
    const start = await running.publish({});
    const colleague = await running.open();
    const stranger = await running.open({ token: await cashierToken({ company_id: 2 }) });

    const data = { ...paid, ...said };
    const answer = await publishTest(running, { event: 'order_paid', data, target: 'company' });
    await colleague.eventCount(1);
    const late = await running.open({ headers: { 'Last-Event-ID': start } });
    const polled = await running.call(`${EVENTS}?after=${start}`, { token: await cashierToken() });

    expect([answer.status, answer.body]).toEqual([202, { id: colleague.events[0]?.id, duplicate: false, streams: 1 }]);
    const marked = { ...paid, test: true };
    expect([colleague, late].map(({ events }) => events.map(({ json }) => JSON.parse(json)))).toEqual([
      [marked],
      [marked],
    ]);
    expect(polled.body.events).toEqual([{ id: answer.body.id, event: 'order_paid', data: marked }]);
    expect(stranger.events).toEqual([]);
  },
);

it('[OPS11] reaches the users, sessions and clients that are named', async () => {
  const running = await startTestGateway();
  const named = await running.open({ headers: { 'X-Client-Id': 'till-1' } });
  const other = await running.open({ token: await cashierToken({ sub: '8' }) });

  const answers = [
    await publishTest(running, { ...notify(), target: 'user', targetId: '7' }),
    await publishTest(running, { ...notify(), target: 'client', targetIds: ['till-1', 'till-2'] }),
  ];
  await named.eventCount(2);

  expect(answers.map(({ status, body }) => [status, body.streams])).toEqual([
    [202, 1],
    [202, 1],
  ]);
  expect(other.events).toEqual([]);
});

it('[OPS11] never leaves the company of its caller, who has to be an admin of one', async () => {
  const running = await startTestGateway();
  const toAll = { event: 'bell', data: {}, target: 'all' };
  const toCompany = { ...toAll, target: 'company' };
  const homeless = { roles: ['admin', 'service'], company_id: undefined };

  const answers = [
    await publishTest(running, toAll),
    await publishTest(running, { ...toCompany, companyId: 2 }),
    await publishTest(running, { ...toCompany, companyId: null }),
    await publishTest(running, toAll, homeless),
    await publishTest(running, toCompany, homeless),
    await publishTest(running, { ...toCompany, companyId: 1 }, homeless),
  ];
  const others = [
    await publishTest(running, toCompany, { roles: ['cashier', 'manager'] }),
    await publishTest(running, toCompany, { roles: ['service'] }),
  ];

  const refusal = { status: 403, detail: 'A test stays inside the company of its caller.' };
  for (const { body } of answers) expect(body).toMatchObject(refusal);
  expect(others.map(({ status }) => status)).toEqual([403, 403]);
  expect((await running.call(EVENTS, { token: await serviceToken() })).body.cursor).toMatch(/-0$/);
});

it('[OPS11] checks like any publish, and shares the rate of the company', async () => {
  const running = await startTestGateway({ config: { publishRate: 1 } });
  const wrong = [
    { event: 'order_paid', data: { ...paid, total: 'x', order_id: 'y' }, target: 'company' },
    { event: 'bell', data: { company_id: 2 }, target: 'company' },
    { event: 'bell', data: ['x'], target: 'company' },
    { event: 'bell', data: {}, target: 'user' },
    [{ event: 'bell', data: {}, target: 'company' }],
  ];

  const answers = await Promise.all(wrong.map((body) => publishTest(running, body)));
  await running.call(EVENTS, { method: 'POST', body: Array.from({ length: 100 }, () => notify()) });
  const tooMany = await publishTest(running, { event: 'bell', data: {}, target: 'company' });

  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
  const errors = answers.slice(0, 3).map(({ body }) => body.errors);
  const at = (path: string) => expect.objectContaining({ path });
  expect(errors).toEqual([[at('data.order_id'), at('data.total')], [at('data.company_id')], [at('data')]]);
  expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([429, '1']);
});

it('[OPS12] answers 404 where test events are off, and names the variable', async () => {
  const running = await startTestGateway({ config: { testEvents: false } });

  const answer = await publishTest(running, { event: 'bell', data: {}, target: 'company' });

  expect(answer.status).toBe(404);
  expect(answer.body.detail).toContain('TEST_EVENTS');
});
