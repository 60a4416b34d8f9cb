import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
let token: string;
beforeEach(async () => {
  shop = await startShop();
  token = await shop.token('thungan1');
});
afterEach(() => shop.stop());

const create = (body: unknown, as = token) => shop.call('POST', '/api/v1/orders', { token: as, body });
const get = (path: string, as = token) => shop.call('GET', `/api/v1${path}`, { token: as });
const cancel = (id: number, reason: unknown = 'khách đổi ý', as = token) =>
  shop.call('POST', `/api/v1/orders/${id}/cancel`, { token: as, body: { reason } });

describe('creating an order', () => {
  it('[ORDER1] takes names and prices from the menu and starts unpaid, from number 1001 on', async () => {
    const items = [
      { product_id: 1, quantity: 2 },
      { product_id: 12, quantity: 3 },
    ];

    const { status, body } = await create({ items, till_id: 'quay-1', idempotency_key: 'a' });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      order_id: 1001,
      invoice_number: 'HD-1001',
      status: 'unpaid',
      total: 125_000,
      paid: 0,
      till_id: 'quay-1',
      created_at: shop.clock.now(),
      paid_at: null,
      created_by: 1,
      items: [
        { product_id: 1, name: 'Phở tái', price: 55_000, quantity: 2 },
        { product_id: 12, name: 'Trà đá', price: 5_000, quantity: 3 },
      ],
      payments: [],
    });
  });

  it('[ORDER2] tells the company of it once', async () => {
    const order = await shop.order(token, { till_id: 'quay-1' });

    expect(await shop.told(1)).toEqual([
      [
        'order_created',
        {
          company_id: 1,
          order_id: order.order_id,
          invoice_number: 'HD-1001',
          message: 'Đơn mới HD-1001: 250.000đ',
          till_id: 'quay-1',
          occurred_at: shop.clock.now(),
        },
      ],
    ]);
    expect(shop.gateway.published[0]).toMatchObject({ target: 'company', companyId: 1 });
  });

  it('[ORDER3] makes one order of one key and body, however often it is sent', async () => {
    const body = { items: [{ product_id: 1, quantity: 1 }], idempotency_key: 'same' };

    const answers = await Promise.all([create(body), create(body), create(body)]);

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.order_id)).size).toBe(1);
    expect((await get('/orders')).body.total).toBe(1);
    expect(await shop.told(1)).toHaveLength(1);
  });

  it('[ORDER3] refuses a key that has made another order with 409, but shares no keys between users', async () => {
    await create({ items: [{ product_id: 1, quantity: 1 }], idempotency_key: 'same' });
    const other = { items: [{ product_id: 1, quantity: 2 }], idempotency_key: 'same' };

    expect((await create(other)).status).toBe(409);
    expect((await create(other, await shop.token('thungan2'))).status).toBe(201);
  });

  it('[ORDER4] refuses what is not an order and names every wrong field', async () => {
    const wrong: [unknown, string[]][] = [
      [{}, ['items', 'idempotency_key']],
      [{ items: [], idempotency_key: 'a' }, ['items']],
      [{ items: [{ product_id: 1, quantity: 0 }], idempotency_key: '' }, ['items.0.quantity', 'idempotency_key']],
      [{ items: [{ product_id: 1, quantity: 1.5 }], idempotency_key: 'a' }, ['items.0.quantity']],
      [{ items: [{ product_id: 1, quantity: 1 }], till_id: '\u0000', idempotency_key: 'a' }, ['till_id']],
    ];
    for (const [body, paths] of wrong) {
      const answer = await create(body);
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body.errors.map((error: Json) => error.path)).toEqual(paths);
    }
    expect((await create('{"items":')).status).toBe(400);
    expect((await create(JSON.stringify({ items: 'x'.repeat(70_000) }))).status).toBe(413);
  });

  it("[ORDER4] refuses another shop's products with 422", async () => {
    const items = [
      { product_id: 1, quantity: 1 },
      { product_id: 15, quantity: 1 },
    ];

    const { status, body } = await create({ items, idempotency_key: 'a' });

    expect(status).toBe(422);
    expect(body.errors).toEqual([{ path: 'items.1.product_id', message: expect.any(String) }]);
  });
});

describe('reading orders', () => {
  it("[ORDER5] shows a company its own products and orders only; another's are 404", async () => {
    const order = await shop.order(token);
    const foreign = await shop.token('thungan3');

    expect((await get('/products', foreign)).body.items.map((item: Json) => item.name)).toContain('Bạc xỉu');
    expect((await get('/orders', foreign)).body.items).toEqual([]);
    expect((await get(`/orders/${order.order_id}`, foreign)).status).toBe(404);
    expect((await cancel(order.order_id, 'x', foreign)).status).toBe(404);
    expect((await get('/orders/9999')).status).toBe(404);
    expect((await get('/orders/abc')).status).toBe(404);
    expect((await get(`/orders/${order.order_id}`, await shop.token('thungan2'))).status).toBe(200);
  });

  it('[ORDER6] lists newest first, in pages of 50, filtered by status', async () => {
    for (let n = 0; n < 52; n += 1) await shop.order(token);
    await cancel(1001);

    const first = (await get('/orders')).body;
    const second = (await get('/orders?page=2')).body;
    const cancelled = (await get('/orders?status=cancelled&page=1')).body;

    expect(first).toMatchObject({ page: 1, pages: 2, more: true, total: 52 });
    expect(first.items[0].order_id).toBe(1052);
    expect(second).toMatchObject({ page: 2, more: false });
    expect(second.items.map((order: Json) => order.order_id)).toEqual([1002, 1001]);
    expect(cancelled.items.map((order: Json) => order.order_id)).toEqual([1001]);
    expect((await get('/orders?status=')).body.total).toBe(52);
    expect((await get('/orders?status=lost')).status).toBe(400);
    expect((await get('/orders?page=0')).status).toBe(400);
  });

  it("[ORDER7] carries the log's cursor of before the read, or null when the gateway cannot be asked", async () => {
    const { order_id } = await shop.order(token);

    expect((await get('/orders')).body.cursor).toBe('e1-7');
    expect((await get(`/orders/${order_id}`)).body.cursor).toBe('e1-7');
    shop.gateway.cursor = null;
    expect((await get('/orders')).body.cursor).toBeNull();
    await shop.gateway.close();
    expect((await get(`/orders/${order_id}`)).body).toMatchObject({ order_id, cursor: null });
  });
});

describe('cancelling an order', () => {
  it('[ORDER8] cancels once, keeps the reason and tells the company', async () => {
    const { order_id } = await shop.order(token, { till_id: 'quay-1' });

    const answer = await cancel(order_id);
    const again = await cancel(order_id, 'another reason');

    expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled', cancel_reason: 'khách đổi ý' } });
    expect(answer.body.cancelled_by_name).toBe('Nguyễn Thị Lan');
    expect(again).toMatchObject({ status: 200, body: { status: 'cancelled', cancel_reason: 'khách đổi ý' } });
    const told = await shop.told(2);
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual([
      'order_cancelled',
      {
        message: 'Đơn HD-1001 đã hủy: khách đổi ý',
        company_id: 1,
        order_id,
        invoice_number: 'HD-1001',
        reason: 'khách đổi ý',
        cancelled_by: 1,
        till_id: 'quay-1',
        occurred_at: shop.clock.now(),
      },
    ]);
  });

  it('[ORDER8] refuses a paid order with 409 and asks for a reason', async () => {
    const { order_id } = await shop.order(token);
    expect((await cancel(order_id, '  ')).status).toBe(400);
    await shop.pay(await shop.ask(token, order_id));

    expect((await cancel(order_id)).status).toBe(409);
    expect((await get(`/orders/${order_id}`)).body.status).toBe('paid');
  });

  it('[ORDER9] makes refund tasks of the money a cancelled order has already got', async () => {
    const { order_id } = await shop.order(token);
    await shop.pay(await shop.ask(token, order_id), { amount: 100_000 });

    await cancel(order_id);
    await cancel(order_id);

    const tasks = shop.backend.db.all('SELECT order_id, amount, reason FROM refund_tasks');
    expect(tasks).toEqual([{ order_id, amount: 100_000, reason: 'order_cancelled' }]);
    const told = await shop.told(4);
    expect(told.slice(2).map(([type]) => type)).toEqual(['order_cancelled', 'refund_due']);
    expect(told[3]?.[1]).toMatchObject({ order_id, amount: 100_000, reason: 'order_cancelled' });
  });
});

it('answers an unknown endpoint with a problem', async () => {
  const { status, body, headers } = await get('/nothing');

  expect(status).toBe(404);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body).toMatchObject({ type: expect.any(String), title: 'Not Found', status: 404 });
});

it('answers its own health when the gateway is another process', async () => {
  expect((await shop.call('GET', '/health')).body).toEqual({ status: 'ok' });
});
