import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
let token: string;
beforeEach(async () => {
  shop = await startShop();
  token = await shop.token('thungan1');
});
afterEach(() => shop.stop());

const ITEMS = [{ product_id: 8, quantity: 1 }];
const create = (body: object) =>
  shop.call('POST', '/api/v1/orders', { token, body: { items: ITEMS, idempotency_key: 'a', ...body } });
const list = async (query: string, as = token) =>
  (await shop.call('GET', `/api/v1/orders?${query}`, { token: as })).body.items.map((order: Json) => order.order_id);

describe('notes and tables', () => {
  it('[ORDER10] keeps a note of the order and of each line, and the table; without one there is none', async () => {
    const items = [
      { product_id: 1, quantity: 1, note: ' ít hành ' },
      { product_id: 1, quantity: 2 },
    ];

    const full = await create({ items, note: 'mang về', table: 'Bàn 5' });
    const plain = await create({ idempotency_key: 'b', note: '  ', table: '' });

    expect(full).toMatchObject({ status: 201, body: { note: 'mang về', table: 'Bàn 5', total: 165_000 } });
    expect(full.body.items.map((item: Json) => [item.line, item.note])).toEqual([
      [0, 'ít hành'],
      [1, null],
    ]);
    expect(plain.body).toMatchObject({ note: null, table: null, subtotal: 250_000, discount: 0 });
  });

  it('[ORDER4] names every wrong path of notes, tables and discounts', async () => {
    const wrong: [object, string[]][] = [
      [{ items: [{ product_id: 1, quantity: 1, note: 'x'.repeat(201) }] }, ['items.0.note']],
      [{ note: 1, table: 'x'.repeat(41) }, ['note', 'table']],
      [{ discount: { kind: 'percent', value: 100 } }, ['discount.value']],
      [{ discount: { kind: 'amount', value: 0.5 } }, ['discount.value']],
      [{ discount: { kind: 'gift', value: 1 } }, ['discount.kind']],
    ];
    for (const [body, paths] of wrong) {
      const answer = await create(body);
      expect(answer.status).toBe(400);
      expect([...new Set(answer.body.errors.map((error: Json) => error.path))]).toEqual(paths);
    }
  });
});

describe('a discount', () => {
  it('[ORDER11] makes the total less, and what is asked for with it', async () => {
    const { body } = await create({ discount: { kind: 'percent', value: 10 } });

    expect(body).toMatchObject({ subtotal: 250_000, discount: 25_000, total: 225_000, remaining: 225_000 });
    expect((await shop.ask(token, body.order_id)).amount).toBe(225_000);
    expect((await shop.told(1))[0]?.[1].message).toBe('Đơn mới HD-1001: 225.000đ');
  });

  it('[ORDER11] that leaves nothing to pay is 422', async () => {
    const answer = await create({ discount: { kind: 'amount', value: 250_000 } });

    expect(answer).toMatchObject({ status: 422, body: { type: 'urn:vppos:problem:discount-too-large' } });
    expect(answer.body.errors[0].path).toBe('discount.value');
    expect((await create({ discount: { kind: 'amount', value: 249_999 } })).body.total).toBe(1);
  });
});

describe('the key of an order', () => {
  it('[ORDER3] stands for notes, table and discount too', async () => {
    const details = [
      { note: 'x' },
      { table: 'x' },
      { discount: { kind: 'percent', value: 5 } },
      { items: [{ ...ITEMS[0], note: 'x' }] },
    ];
    for (const [index, detail] of details.entries()) {
      const key = { idempotency_key: `key-${index}` };
      expect((await create({ ...key, ...detail })).status).toBe(201);
      expect((await create({ ...key, ...detail })).status).toBe(201);
      expect((await create(key)).status).toBe(409);
    }
  });

  it('[ORDER3] still knows an order that was made before there were any', async () => {
    const { order_id } = (await create({ till_id: 'quay-1' })).body;

    const known = shop.backend.db.get('SELECT request_hash AS hash FROM orders WHERE id = ?', order_id);

    const before = JSON.stringify([[[8, 1]], 'quay-1']);
    expect(known).toEqual({ hash: createHash('sha256').update(before).digest('base64url') });
  });
});

describe('finding an order', () => {
  it('[ORDER12] goes by digits of the number, by the table however it is typed, and by the till', async () => {
    const tables = ['Bàn 5', 'Bàn đá', undefined];
    for (const [index, table] of tables.entries()) {
      await create({ idempotency_key: `${index}`, till_id: `quay-${index}`, ...(table && { table }) });
    }

    expect(await list('q=1003')).toEqual([1003]);
    expect(await list('q=HD-1002')).toEqual([1002]);
    expect(await list('q=002')).toEqual([1002]);
    expect(await list(`q=${encodeURIComponent('ban')}`)).toEqual([1002, 1001]);
    expect(await list(`q=${encodeURIComponent(' BÀN  ĐÁ')}`)).toEqual([1002]);
    expect(await list('q=5')).toEqual([1001]);
    expect(await list('q=')).toEqual([1003, 1002, 1001]);
    expect(await list('till_id=quay-1')).toEqual([1002]);
    expect(await list('till_id=quay-1&q=1001')).toEqual([]);
    expect(await list('status=unpaid&q=100&page=1')).toEqual([1003, 1002, 1001]);
    expect(await list('q=100', await shop.token('thungan3'))).toEqual([]);
  });
});

it('[ORDER13] gives every product of the demo shops a barcode of its own', async () => {
  const { items } = (await shop.call('GET', '/api/v1/products', { token })).body;

  const codes = items.map((item: Json) => item.barcode);
  expect(codes.every((code: string) => /^893\d{10}$/.test(code))).toBe(true);
  expect(new Set(codes).size).toBe(items.length);
});
