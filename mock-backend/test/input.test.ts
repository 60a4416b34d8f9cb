import { describe, expect, it } from 'vitest';
import { expectProblem } from './testing/expectProblem.ts';
import { shop, token, useWaitingOrder } from './testing/waitingOrder.ts';

useWaitingOrder();

const HOSTILE = `'; DROP TABLE orders; -- " %_\\ ?1 :a`;

const ask = (method: string, { path, body }: { path: string; body?: object }) =>
  shop.call(method, `/api/v1${path}`, { token, ...(body === undefined ? {} : { body }) });

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
    ['/orders/1001/payments', 'amount', (amount) => ({ method: 'vietqr', amount })],
    ['/orders/1001/payments', 'amount', (amount) => ({ method: 'cash', amount, idempotency_key: 'q' })],
    ['/orders/1001/payments', 'amount', (amount) => ({ method: 'manual', amount, idempotency_key: 'q' })],
    ['/orders/1001/payments', 'tendered', (tendered) => ({ method: 'cash', tendered, idempotency_key: 'q' })],
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
