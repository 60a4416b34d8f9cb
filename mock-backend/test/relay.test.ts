import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
let token: string;
beforeEach(async () => {
  shop = await startShop();
  token = await shop.token('thungan1');
});
afterEach(() => shop.stop());

const claimsOf = (header: string) => JSON.parse(Buffer.from(header.split('.')[1] ?? '', 'base64url').toString());

it('[OUTBOX8] publishes as a service of no company, with a token of a minute', async () => {
  await shop.order(token);
  await shop.told(1);

  const claims = claimsOf(shop.gateway.posts[0]?.authorization ?? '');
  expect(claims).toMatchObject({ sub: 'mock-backend', roles: ['service'], iss: 'vppos', aud: 'vppos-realtime' });
  expect(claims.exp - claims.iat).toBe(60);
  expect(claims).not.toHaveProperty('company_id');
});

it('[OUTBOX8] shows a new token before the old one ends', async () => {
  await shop.order(token);
  await shop.told(1);
  // Time may pass once the relay has its answer: the deadline of the request is gone.
  await vi.waitFor(() => expect(shop.clock.pending()).toBe(0));
  shop.clock.advance(45_000);
  await shop.order(token);
  await shop.told(2);

  const [first, second] = shop.gateway.posts.map(({ authorization }) => authorization);
  expect(second).not.toBe(first);
});

it('[OUTBOX5] tells an event once although the answer to it was lost', async () => {
  shop.gateway.odd.push('lost');
  await shop.order(token);
  await shop.told(1);
  // The relay waits; the answer's loss has to reach it first.
  await vi.waitFor(() => {
    shop.clock.advance(100);
    expect(shop.gateway.posts).toHaveLength(2);
  });
  await shop.order(token);

  expect((await shop.told(2)).map(([, data]) => data.order_id)).toEqual([1001, 1002]);
  expect(shop.gateway.posts[1]?.body).toEqual(shop.gateway.posts[0]?.body);
});

it('[OUTBOX6] tells after a restart what it could not tell before', async () => {
  shop.gateway.odd.push({ status: 503, headers: { 'retry-after': '30' } });
  await shop.order(token);
  await vi.waitFor(() => expect(shop.gateway.posts).toHaveLength(1));

  await shop.restart();

  expect((await shop.told(1)).map(([type]) => type)).toEqual(['order_created']);
});

it('[OUTBOX4] goes on past an event that the gateway refuses', async () => {
  shop.gateway.odd.push({ status: 422, body: { type: 'x', title: 'no', status: 422 } });
  await shop.order(token);
  await shop.order(token);

  expect((await shop.told(1)).map(([, data]) => data.order_id)).toEqual([1002]);
  expect(shop.backend.db.get('SELECT count(*) AS n FROM dead_letters')).toEqual({ n: 1 });
});

it('[OUTBOX2] tells of money at once when the relay was idle: a webhook is two commits in one tick', async () => {
  const { order_id } = await shop.order(token);
  const payment = await shop.ask(token, order_id);
  await shop.told(1);
  await vi.waitFor(() => expect(shop.clock.pending()).toBe(0));

  await shop.pay(payment);

  expect((await shop.told(3)).map(([type]) => type)).toEqual(['order_created', 'payment_received', 'order_paid']);
});
