import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessTokens } from '../src/auth/accessToken.ts';
import { routesOf } from './testing/routesOf.ts';
import { type Answer, type Json, type Shop, startShop } from './testing/startShop.ts';

/** Open to everybody: those who are not signed in yet, and the banks. */
const OPEN = [
  'POST /auth/login',
  'POST /auth/refresh',
  'POST /auth/logout',
  'POST /webhooks/payos',
  'POST /webhooks/sepay',
];
/** What is asked of each route about a thing of the first shop; with these words its own cashier succeeds. */
const OF_ONE: Readonly<Record<string, { path: string; body?: object }>> = {
  'GET /orders/:id': { path: '/orders/1001' },
  'POST /orders/:id/payments': { path: '/orders/1001/payments', body: { method: 'cash', idempotency_key: 'k' } },
  'POST /orders/:id/check': { path: '/orders/1001/check' },
  'POST /orders/:id/cancel': { path: '/orders/1002/cancel', body: { reason: 'x' } },
  'GET /invoices/:order_id': { path: '/invoices/1001' },
  'POST /refunds/:id/done': { path: '/refunds/1/done', body: { method: 'cash' } },
  'POST /shifts/:id/close': { path: '/shifts/1/close', body: { counted_cash: 0 } },
  'GET /shifts/:id/report': { path: '/shifts/1/report' },
  'POST /transfers/:id/match': { path: '/transfers/2/match', body: { order_id: 1003 } },
  'POST /transfers/:id/refund': { path: '/transfers/3/refund', body: {} },
};
const LISTS: Readonly<Record<string, string>> = {
  'GET /products': '/products',
  'GET /orders': '/orders',
  'GET /receipts': '/receipts',
  'GET /refunds': '/refunds?status=done',
  'GET /shifts': '/shifts',
  'GET /transfers': '/transfers?outcome=all',
};
/** Of nothing that is there, but for the caller's own company. */
const OWN: Readonly<Record<string, { path: string; body?: object }>> = {
  'POST /orders': { path: '/orders', body: { items: [{ product_id: 8, quantity: 1 }], idempotency_key: 'new' } },
  'POST /shifts': { path: '/shifts', body: { till_id: 'quay-9', opening_cash: 0 } },
  'GET /shifts/current': { path: '/shifts/current?till_id=quay-1' },
};
const OTHERS = 'thungan3';
const HOSTILE = `'; DROP TABLE orders; -- " %_\\ ?1 :a`;

let shop: Shop;
let token: string;
let foreign: string;
beforeAll(async () => {
  shop = await startShop();
  token = await shop.token('thungan1');
  foreign = await shop.token(OTHERS);
  for (let n = 0; n < 3; n += 1) await shop.order(token, { till_id: 'quay-1' });
  await ask('POST', { path: '/shifts', body: { till_id: 'quay-1', opening_cash: 500_000 } });
  await shop.pay(await shop.ask(token, 1001), { amount: 300_000 });
  for (const reference of ['FT-2', 'FT-3']) {
    await shop.pay({ payment_id: 0, amount: 250_000, code: 'com trua' }, { reference });
  }
});
afterAll(() => shop.stop());

const ask = (method: string, { path, body }: { path: string; body?: object }, as: string | null = token) =>
  shop.call(method, `/api/v1${path}`, {
    ...(as === null ? {} : { token: as }),
    ...(body === undefined ? {} : { body }),
  });
const methodOf = (route: string): string => route.split(' ')[0] ?? '';
const TABLES = ['orders', 'payments', 'receipts', 'refund_tasks', 'shifts', 'transfers'];
/** A name of all there is. The relay's marks are none of it. */
const everything = (): string => {
  const read = (sql: string) => shop.backend.db.all(sql);
  const rows = [...TABLES.map((table) => read(`SELECT * FROM ${table}`)), read('SELECT body FROM outbox')];
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
};
const expectProblem = ({ status, body, headers }: Answer, expected: number): void => {
  expect([status, headers.get('content-type')]).toEqual([
    expected,
    expect.stringMatching(/^application\/problem\+json/),
  ]);
  expect(body).toMatchObject({ type: expect.any(String), title: expect.any(String), status: expected });
};

it('[API1] knows every route there is', () => {
  const routes = routesOf(shop.backend.app)
    .filter((route) => route.includes(' /api/v1/'))
    .map((route) => route.replace('/api/v1', ''));

  expect(routes.sort()).toEqual(
    [OPEN, OF_ONE, LISTS, OWN].flatMap((of) => (Array.isArray(of) ? of : Object.keys(of))).sort(),
  );
});

describe('who is not signed in', () => {
  it.each(
    Object.entries({
      ...OF_ONE,
      ...OWN,
      ...Object.fromEntries(Object.entries(LISTS).map(([r, path]) => [r, { path }])),
    }),
  )('[API1] is refused by %s, and nothing changes', async (route, asked) => {
    const before = everything();
    const tokens = accessTokens('demo-jwt-secret-not-for-production', shop.clock, () => 'id');
    const forged = accessTokens('another-secret-of-nobody-here', shop.clock, () => 'id');
    const subject = { sub: '1', companyId: 1, sid: 'no-such-session' };
    const service = await tokens.sign({ sub: 'mock-backend', roles: ['service'] }, 60);
    const orphan = await tokens.sign({ ...subject, roles: ['admin'] }, 60);
    const wrong = await forged.sign({ ...subject, roles: ['admin'] }, 60);
    const inUrl = { ...asked, path: `${asked.path}${asked.path.includes('?') ? '&' : '?'}access_token=${token}` };

    for (const as of [null, 'x', service, orphan, wrong]) expectProblem(await ask(methodOf(route), asked, as), 401);
    expectProblem(await ask(methodOf(route), inUrl, null), 401);
    expect(everything()).toBe(before);
  });
});

describe("another company's cashier", () => {
  it.each(Object.entries(OF_ONE))('[API2] finds nothing at %s, and nothing changes', async (route, asked) => {
    const before = everything();

    expectProblem(await ask(methodOf(route), asked, foreign), 404);

    expect(everything()).toBe(before);
  });

  it.each(Object.entries(LISTS))('[API2] is listed nothing of the first shop by %s', async (_route, path) => {
    const { body } = await ask('GET', { path }, foreign);
    const own = (await ask('GET', { path })).body;

    const shown = (items: Json[]): string[] => items.map((item) => JSON.stringify(item));
    expect(shown(body.items).filter((item) => shown(own.items).includes(item))).toEqual([]);
    if (path !== '/products') expect(body.items).toEqual([]);
  });

  it('[API2] has tills of its own, whatever they are called', async () => {
    expect((await ask('GET', { path: '/shifts/current?till_id=quay-1' }, foreign)).body.shift).toBeNull();
  });

  it('[API2] is shown what its own cashier is shown', async () => {
    for (const [route, asked] of Object.entries(OF_ONE)) {
      // An open shift is counted blind, and a paid order takes no cash: these say so to those who may know.
      const { status } = await ask(methodOf(route), asked);
      expect([route, status === 404]).toEqual([route, false]);
    }
  });
});

describe('what a caller writes', () => {
  it('[API3] sets no field but those that are asked for', async () => {
    const items = [{ product_id: 8, quantity: 1, price: 1, name: 'x', line: 7 }];
    const extra = { company_id: 2, total: 1, paid: 250_000, status: 'paid', created_by: 4, paid_at: 1, order_id: 9 };

    const { body } = await ask('POST', { path: '/orders', body: { items, idempotency_key: 'extra', ...extra } });

    expect(body).toMatchObject({
      company_id: 1,
      total: 250_000,
      paid: 0,
      status: 'unpaid',
      created_by: 1,
      paid_at: null,
    });
    expect(body.items).toMatchObject([{ price: 250_000, name: 'Lẩu bò', line: 0 }]);
  });

  it('[API3] is never part of a statement', async () => {
    const items = [{ product_id: 8, quantity: 1, note: HOSTILE }];
    const words = { note: HOSTILE, table: HOSTILE, till_id: HOSTILE, idempotency_key: HOSTILE };
    const { body } = await ask('POST', { path: '/orders', body: { items, ...words } });
    const query = encodeURIComponent(HOSTILE);

    expect(body).toMatchObject({ note: HOSTILE, table: HOSTILE, till_id: HOSTILE, items: [{ note: HOSTILE }] });
    const found = async (path: string): Promise<number> => (await ask('GET', { path })).body.items.length;
    expect(await found(`/orders?q=${query}`)).toBe(1);
    expect(await found(`/orders?till_id=${query}`)).toBe(1);
    expect(await found(`/receipts?till_id=${query}`)).toBe(0);
    expect((await ask('GET', { path: `/orders?status=${query}` })).status).toBe(400);
  });

  it('[API3] keeps its letters, whatever they are', async () => {
    const note = 'Ế ồ ữ – 😀 \u0000 \u202e ạ̄ “ít cay”';
    const body = { items: [{ product_id: 8, quantity: 1 }], note, idempotency_key: 'letters' };

    const made = (await ask('POST', { path: '/orders', body })).body;

    expect(made.note).toBe(note);
    expect((await ask('POST', { path: '/orders', body })).body.order_id).toBe(made.order_id);
  });

  const line = { product_id: 8, quantity: 1 };
  const AMOUNTS: readonly [string, string, (value: unknown) => object][] = [
    ['/orders', 'items.0.quantity', (quantity) => ({ items: [{ ...line, quantity }], idempotency_key: 'q' })],
    [
      '/orders',
      'discount.value',
      (value) => ({ items: [line], discount: { kind: 'amount', value }, idempotency_key: 'q' }),
    ],
    [
      '/orders',
      'discount.value',
      (value) => ({ items: [line], discount: { kind: 'percent', value }, idempotency_key: 'q' }),
    ],
    ['/orders/1003/payments', 'amount', (amount) => ({ method: 'vietqr', amount })],
    ['/orders/1003/payments', 'amount', (amount) => ({ method: 'cash', amount, idempotency_key: 'q' })],
    ['/orders/1003/payments', 'amount', (amount) => ({ method: 'manual', amount, idempotency_key: 'q' })],
    ['/orders/1003/payments', 'tendered', (tendered) => ({ method: 'cash', tendered, idempotency_key: 'q' })],
    ['/shifts', 'opening_cash', (opening_cash) => ({ till_id: 'quay-3', opening_cash })],
    ['/shifts/1/close', 'counted_cash', (counted_cash) => ({ counted_cash })],
    ['/transfers/2/match', 'order_id', (order_id) => ({ order_id })],
  ];
  it.each(AMOUNTS)(
    '[API3] is no amount for %s %s unless it is a whole number in its bounds',
    async (path, field, write) => {
      for (const value of [-1, -0.5, 0.5, 1.000_1, 2 ** 53, 1e300, '1', '1000', '', null, true, [1], {}]) {
        const answer = await ask('POST', { path, body: write(value) });
        expectProblem(answer, 400);
        expect(answer.body.errors[0].path).toBe(field);
      }
    },
  );

  it('[API3] is a page only from 1 on; behind the last one there is nothing', async () => {
    for (const path of ['/orders', '/refunds', '/shifts', '/transfers']) {
      for (const page of ['0', '-1', '1.5', 'x', '', '1e3', '9999999999999999']) {
        expectProblem(await ask('GET', { path: `${path}?page=${page}` }), 400);
      }
      const { body } = await ask('GET', { path: `${path}?page=999999999999999` });
      expect(body).toMatchObject({ items: [], more: false });
    }
    for (const limit of ['0', '101', 'x']) expectProblem(await ask('GET', { path: `/receipts?limit=${limit}` }), 400);
  });

  it('[API3] makes no new statement of what a query repeats', async () => {
    const { db } = shop.backend;
    const { all } = db;
    const statements = new Set<string>();
    Object.assign(db, {
      all: (...[sql, ...params]: Parameters<typeof all>) => {
        statements.add(sql);
        return all(sql, ...params);
      },
    });

    await ask('GET', { path: '/orders?status=paid' });
    const before = statements.size;
    for (let n = 2; n < 6; n += 1) await ask('GET', { path: `/orders?status=${Array(n).fill('paid').join(',')}` });
    Object.assign(db, { all });

    expect(statements.size).toBe(before);
  });
});

it('[API4] answers every error with a problem, also where there is no endpoint', async () => {
  const raw = (method: string, path: string, body?: string) =>
    shop.call(method, path, { token, ...(body === undefined ? {} : { body }) });

  expectProblem(await raw('POST', '/nowhere', '{'), 400);
  expectProblem(await raw('POST', '/api/v1/nowhere', '{'), 400);
  expectProblem(await raw('POST', '/nowhere', `"${'x'.repeat(70_000)}"`), 413);
  expectProblem(await raw('POST', '/nowhere', '{}'), 404);
  expectProblem(await raw('PUT', '/api/v1/orders', '{}'), 404);
  expectProblem(await raw('POST', '/api/v1/orders', '{'), 400);
  expectProblem(await raw('POST', '/api/v1/orders', '{"__proto__": {"paid": 1}}'), 400);
  expectProblem(await raw('POST', '/api/v1/orders', `"${'x'.repeat(70_000)}"`), 413);
  expectProblem(await raw('GET', '/api/v1/orders/%E0%A4%A'), 400);
  expectProblem(await raw('GET', '/api/v1/orders/0'), 404);
});
