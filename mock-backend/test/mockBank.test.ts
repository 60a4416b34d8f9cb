import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { playBank } from '../src/bank/mockBank.ts';
import type { AmountWish } from '../src/bank/mockBankArgs.ts';
import { ORIGIN, PAYOS_KEY, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
let token: string;
beforeEach(async () => {
  shop = await startShop();
  token = await shop.token('thungan1');
  await shop.order(token);
});
afterEach(() => shop.stop());

interface Wish {
  readonly orderId?: number;
  readonly amount?: AmountWish;
  readonly duplicate?: boolean;
  readonly forge?: boolean;
}

const play = (
  { orderId = 1001, amount = { kind: 'asked' }, duplicate = false, forge = false }: Wish = {},
  url = shop.url,
) =>
  playBank(
    { orderId, amount, duplicate, forge },
    { backendUrl: url, origin: ORIGIN, checksumKey: PAYOS_KEY, fetch, clock: shop.clock, newId: randomUUID },
  );
const order = async (id = 1001) => (await shop.call('GET', `/api/v1/orders/${id}`, { token })).body;

it('[BANK12] pays what the order asks for, opening a payment where none is open', async () => {
  expect(await play()).toBe('Told the backend of 250.000đ for order 1001 (payment 1001): 200.');
  expect(await order()).toMatchObject({ status: 'paid', paid: 250_000 });
});

it('[BANK12] plays too little, too much, twice, forged and too late', async () => {
  await play({ amount: { kind: 'short', by: 200_000 } });
  expect((await order()).paid).toBe(50_000);
  expect(await play({ forge: true })).toContain(': 401.');
  expect(await play({ amount: { kind: 'exactly', amount: 150_000 }, duplicate: true })).toContain(': 200, 200.');
  expect((await order()).paid).toBe(200_000);
  await play({ amount: { kind: 'over', by: 1000 } });
  expect(await order()).toMatchObject({ status: 'overpaid', paid: 251_000 });
  await play();
  expect(shop.backend.db.get('SELECT count(*) AS n FROM refund_tasks')).toEqual({ n: 1 });
});

it("[BANK12] finds another company's order too", async () => {
  const foreign = await shop.token('thungan3');
  const { order_id } = (
    await shop.call('POST', '/api/v1/orders', {
      token: foreign,
      body: { items: [{ product_id: 15, quantity: 1 }], idempotency_key: 'a' },
    })
  ).body;

  await play({ orderId: order_id });

  expect((await shop.call('GET', `/api/v1/orders/${order_id}`, { token: foreign })).body.status).toBe('paid');
});

it('[BANK12] says in a sentence what went wrong', async () => {
  await shop.call('POST', '/api/v1/orders/1001/cancel', { token, body: { reason: 'x' } });

  await expect(play({ orderId: 99 })).rejects.toThrow('There is no order 99.');
  await expect(play()).rejects.toThrow('The backend answered 409: This order has been cancelled.');
  await expect(play({}, 'http://127.0.0.1:1')).rejects.toThrow('No backend answers at http://127.0.0.1:1');
});
