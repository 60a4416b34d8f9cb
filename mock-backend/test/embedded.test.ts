import { afterEach, beforeEach, expect, it } from 'vitest';
import { callApi, logIn, ORIGIN, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
let streams: { close(): void }[];
beforeEach(async () => {
  shop = await startShop({ embedded: true });
  streams = [];
});
afterEach(async () => {
  for (const stream of streams) stream.close();
  await shop.stop();
});

/** Everything a stream says, as text, until `isEnough` or its end. */
async function openStream(token: string) {
  const abort = new AbortController();
  streams.push({ close: () => abort.abort() });
  const response = await fetch(`${shop.url}/api/v1/events/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    until: async (isEnough: (text: string) => boolean): Promise<string> => {
      while (!isEnough(text)) {
        const chunk = await reader?.read();
        if (chunk === undefined || chunk.done) break;
        text += chunk.value;
      }
      return text;
    },
  };
}

const typesIn = (text: string): string[] => [...text.matchAll(/^event: ([a-z_]+)$/gm)].map((match) => match[1] ?? '');

it('[OUTBOX2] brings an order and its payment to the tills of its company, and to nobody else', async () => {
  const [token, foreign] = [await shop.token('thungan1'), await shop.token('thungan3')];
  const [ours, theirs] = [await openStream(await shop.token('thungan2')), await openStream(foreign)];
  await ours.until((text) => text.includes('stream.live'));
  await theirs.until((text) => text.includes('stream.live'));

  const { order_id } = await shop.order(token);
  await shop.pay(await shop.ask(token, order_id));
  const foreignOrder = { items: [{ product_id: 15, quantity: 1 }], idempotency_key: 'a' };
  await callApi(shop.url, { method: 'POST', path: '/api/v1/orders', token: foreign, body: foreignOrder });

  const heard = await ours.until((text) => text.includes('event: order_paid'));
  expect(typesIn(heard)).toEqual(['order_created', 'payment_received', 'order_paid']);
  expect(heard).toContain('Đơn HD-1001 đã thanh toán 250.000đ');
  expect(typesIn(await theirs.until((text) => text.includes('order_created')))).toEqual(['order_created']);
});

it('[ORDER7] gives a cursor after which the next event follows', async () => {
  const token = await shop.token('thungan1');
  const { cursor } = (await shop.call('GET', '/api/v1/orders', { token })).body;
  const stream = await openStream(token);
  const { order_id } = await shop.order(token);
  await stream.until((text) => text.includes('order_created'));

  const { events } = (await shop.call('GET', `/api/v1/events?after=${cursor}`, { token })).body;

  expect(events).toMatchObject([{ event: 'order_created', data: { order_id } }]);
});

it('[LOGIN5] ends the streams of a session at logout, and the gateway refuses its token', async () => {
  const login = await logIn(shop.url, 'thungan1');
  const token = login.body.access_token;
  const stream = await openStream(token);
  await stream.until((text) => text.includes('stream.live'));
  expect((await shop.call('GET', '/health')).body).toMatchObject({ status: 'ok', connectedClients: 1 });

  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  await shop.call('POST', '/api/v1/auth/logout', {
    body: { sid: login.body.sid },
    headers: { origin: ORIGIN, cookie },
  });

  expect(await stream.until(() => false)).toMatch(/event: stream\.bye\ndata: .*"signed_out"/);
  expect((await shop.call('GET', '/api/v1/events', { token })).status).toBe(401);
});

it('[OUTBOX5] tells an event once over a restart of both', async () => {
  const token = await shop.token('thungan1');
  const { cursor } = (await shop.call('GET', '/api/v1/orders', { token })).body;
  await shop.order(token);
  await shop.restart();
  const stream = await openStream(token);
  await shop.order(token);
  await stream.until((text) => text.includes('"order_id":1002'));

  const { events } = (await shop.call('GET', `/api/v1/events?after=${cursor}`, { token })).body;

  expect(events.map((event: { data: { order_id: number } }) => event.data.order_id)).toEqual([1001, 1002]);
});

it("answers the gateway's problems and its own beside each other", async () => {
  expect((await shop.call('GET', '/api/v1/events')).status).toBe(401);
  expect((await shop.call('GET', '/api/v1/orders')).status).toBe(401);
  expect((await shop.call('GET', '/nothing')).status).toBe(404);
  expect((await shop.call('GET', '/ready')).status).toBe(200);
});
