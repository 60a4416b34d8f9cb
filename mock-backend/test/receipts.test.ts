import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Json, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
let token: string;
beforeEach(async () => {
  shop = await startShop();
  token = await shop.token('thungan1');
});
afterEach(() => shop.stop());

const get = (query: string, as = token) => shop.call('GET', `/api/v1/receipts${query}`, { token: as });
const take = async (method: string, till_id: string) => {
  const { order_id } = await shop.order(token);
  const body = { method, till_id, idempotency_key: `${order_id}` };
  await shop.call('POST', `/api/v1/orders/${order_id}/payments`, { token, body });
};
const ids = (body: Json) => body.items.map((receipt: Json) => receipt.receipt_id);

it('[PAY14] lists what has come, newest first, by till and method, a page before the one that was seen last', async () => {
  await take('cash', 'quay-1');
  await take('manual', 'quay-1');
  await take('cash', 'quay-2');
  await shop.pay(await shop.ask(token, (await shop.order(token, { till_id: 'quay-1' })).order_id));

  const { body } = await get('');

  expect(body).toMatchObject({ more: false, cursor: 'e1-7' });
  expect(ids(body)).toEqual([4, 3, 2, 1]);
  expect(body.items[0]).toMatchObject({
    order_id: 1004,
    invoice_number: 'HD-1004',
    method: 'vietqr',
    till_id: 'quay-1',
    bank_confirmed: true,
  });
  expect(ids((await get('?till_id=quay-1')).body)).toEqual([4, 2, 1]);
  expect(ids((await get('?method=cash')).body)).toEqual([3, 1]);
  expect(ids((await get('?method=cash&till_id=quay-2')).body)).toEqual([3]);
  expect((await get('?limit=3')).body).toMatchObject({ more: true, items: { length: 3 } });
  expect(ids((await get('?limit=3&before=2')).body)).toEqual([1]);
  const wrong = await get('?method=gold&before=x&limit=101');
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors.map((error: Json) => error.path)).toEqual(['method', 'before', 'limit']);
});

it("[ORDER5] shows nobody another company's receipts", async () => {
  await take('cash', 'quay-1');

  expect((await get('', await shop.token('thungan3'))).body.items).toEqual([]);
  expect((await shop.call('GET', '/api/v1/receipts')).status).toBe(401);
});
