import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessTokens } from '../src/auth/accessToken.ts';
import { expectProblem } from './testing/expectProblem.ts';
import { routesOf } from './testing/routesOf.ts';
import { type Json, type Shop, startShop } from './testing/startShop.ts';

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
