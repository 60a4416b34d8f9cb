import { expect, it } from 'vitest';
import { startTestGateway } from './testing/testGateway.ts';
import { cashierToken } from './testing/tokens.ts';

it('[POLL1] gives the current cursor and no events without `after`', async () => {
  const { call, publish } = await startTestGateway();
  const head = await publish({});

  const answer = await call('/api/v1/events', { token: await cashierToken() });

  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ events: [], cursor: head, more: false });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

it('[POLL2] pages through what came after the cursor; `more` says to ask again at once', async () => {
  const { call, publish } = await startTestGateway();
  const ids = [];
  for (const message of ['a', 'b', 'c', 'd']) ids.push(await publish({ data: { message } }));
  const last = await publish({ companyId: 2 });
  const token = await cashierToken();

  const first = await call(`/api/v1/events?after=${ids[0]}&limit=2`, { token });
  const second = await call(`/api/v1/events?after=${first.body.cursor}&limit=2`, { token });
  const third = await call(`/api/v1/events?after=${second.body.cursor}`, { token });

  expect(first.body).toEqual({
    events: [
      { id: ids[1], event: 'notify', data: { message: 'b' } },
      { id: ids[2], event: 'notify', data: { message: 'c' } },
    ],
    cursor: ids[2],
    more: true,
  });
  expect(second.body).toMatchObject({ events: [{ id: ids[3] }], cursor: last, more: false });
  expect(third.body).toEqual({ events: [], cursor: last, more: false });
});

it('[POLL2] moves on through a stretch where nothing is visible', async () => {
  const { call, publish, publishAll } = await startTestGateway();
  const start = await publish({});
  const invisible = { event: 'notify', data: { message: 'x' }, target: 'company', companyId: 2 } as const;
  for (let n = 0; n < 25; n += 1) await publishAll(Array.from({ length: 100 }, () => invisible));
  const wanted = await publish({});
  const token = await cashierToken();

  const first = await call(`/api/v1/events?after=${start}`, { token });
  const second = await call(`/api/v1/events?after=${first.body.cursor}`, { token });

  expect(first.body).toMatchObject({ events: [], more: true });
  expect(second.body).toMatchObject({ events: [{ id: wanted }], cursor: wanted, more: false });
});

it('[POLL3] answers a cursor it cannot continue from with a resync and the head', async () => {
  const { call, publish } = await startTestGateway({ config: { logMaxEvents: 1 } });
  const first = await publish({});
  await publish({});
  const head = await publish({});
  const token = await cashierToken();

  for (const [after, reason] of [
    [first, 'trimmed'],
    ['x-1', 'epoch'],
    [`${head}9`, 'ahead'],
    ['%0d%0a', 'malformed'],
  ]) {
    const answer = await call(`/api/v1/events?after=${after}`, { token });
    expect(answer.body).toEqual({ events: [], cursor: head, more: false, resync: { reason } });
  }
});

it('[POLL4] refuses a limit that is none', async () => {
  const { call } = await startTestGateway();
  const token = await cashierToken();

  const statuses = await Promise.all(
    ['0', '-1', '1001', 'x', '1.5'].map(
      async (limit) => (await call(`/api/v1/events?limit=${limit}`, { token })).status,
    ),
  );

  expect(statuses).toEqual([400, 400, 400, 400, 400]);
});
