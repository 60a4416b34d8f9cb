import { get } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askMockBank } from '../src/mockBank/askMockBank.ts';
import type { WishInput } from '../src/mockBank/wish.ts';
import { type Json, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
let token: string;
beforeEach(async () => {
  shop = await startShop();
  token = await shop.token('thungan1');
  await shop.order(token);
});
afterEach(() => shop.stop());

const play = (wish: Partial<WishInput> = {}, backendUrl = shop.url) =>
  askMockBank({ order_id: 1001, ...wish }, { backendUrl, fetch });
const order = async (id = 1001) => (await shop.call('GET', `/api/v1/orders/${id}`, { token })).body;
const check = async (as = token, id = 1001) => shop.call('POST', `/api/v1/orders/${id}/check`, { token: as, body: {} });
const states = () =>
  shop.backend.db.all<Json>('SELECT provider, state FROM bank_inbox ORDER BY id').map((row) => Object.values(row));
const transfer = (wish: unknown, headers: Record<string, string> = { origin: shop.url }) =>
  shop.call('POST', '/mock-bank/transfers', { body: wish, headers });

describe('npm run pay', () => {
  it('[BANK12] pays what the order asks for, opening a payment where none is open', async () => {
    expect(await play()).toBe('Told the backend of 250.000đ for order 1001 (payment 1001): 200.');
    expect(await order()).toMatchObject({ status: 'paid', paid: 250_000 });
  });

  it('[BANK12] plays too little, too much, twice, forged and once too often', async () => {
    await play({ amount: { kind: 'short', by: 200_000 } });
    expect((await order()).paid).toBe(50_000);
    expect(await play({ forge: true })).toContain(': 401.');
    expect(await play({ amount: { kind: 'exactly', amount: 150_000 }, duplicate: true })).toContain(': 200, 200.');
    expect((await order()).paid).toBe(200_000);
    await play({ amount: { kind: 'over', by: 1000 } });
    expect(await order()).toMatchObject({ status: 'overpaid', paid: 251_000 });
    await play();
    expect((await order()).refunds.map(({ reason }: Json) => reason)).toEqual(['overpaid', 'order_already_paid']);
  });

  it('[BANK12] plays late money, and two parts told in the wrong order', async () => {
    await play({ reorder: true });
    expect(await order()).toMatchObject({ status: 'paid', paid: 250_000 });
    const { order_id } = await shop.order(token);

    await play({ order_id, late: true });

    expect((await order(order_id)).payments).toMatchObject([{ late: true }]);
  });

  it('[BANK12] lets payOS, SePay or both tell', async () => {
    expect(await play({ provider: 'both' })).toContain(': 200, 200.');
    expect(states()).toEqual([
      ['payos', 'booked'],
      ['sepay', 'duplicate'],
    ]);
    const { order_id } = await shop.order(token);

    await play({ order_id, provider: 'sepay' });

    expect((await order(order_id)).status).toBe('paid');
  });

  it('[BANK12] plays money of nobody, and money on the wrong account', async () => {
    await play({ unmatched: true });
    await play({ wrong_account: true });
    await play({ order_id: null, unmatched: true, account: 2 });

    expect(shop.backend.db.all('SELECT company_id, amount, outcome FROM transfers ORDER BY id')).toEqual([
      { company_id: 1, amount: 250_000, outcome: 'unmatched' },
      { company_id: 2, amount: 250_000, outcome: 'unmatched' },
      { company_id: 2, amount: 50_000, outcome: 'unmatched' },
    ]);
    expect((await order()).paid).toBe(0);
  });

  it('[BANK12] books nothing for a forger: the bank has no such transfer', async () => {
    await play({ forge: true, provider: 'both' });

    expect((await check()).body).toMatchObject({ status: 'unpaid', bank: { status: 'asked' } });
  });

  it('[BANK12] says in a sentence what went wrong', async () => {
    await shop.call('POST', '/api/v1/orders/1001/cancel', { token, body: { reason: 'x' } });

    await expect(play({ order_id: 99 })).rejects.toThrow('There is no order 99.');
    await expect(play()).rejects.toThrow('The backend answered 409: This order has been cancelled.');
    await expect(play({}, 'http://127.0.0.1:1')).rejects.toThrow('No backend answers at http://127.0.0.1:1');
  });
});

describe('a lost webhook', () => {
  it('[BANK23] is found when the cashier asks the bank', async () => {
    expect(await play({ provider: 'none' })).toBe(
      'The bank lists 250.000đ for order 1001 (payment 1001) and tells nobody.',
    );
    expect((await order()).status).toBe('unpaid');

    const { status, body } = await check();

    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'paid',
      open_payment: null,
      refunds: [],
      bank: { status: 'asked', asked_at: shop.clock.now() },
    });
    expect((await shop.told(3)).map(([type]) => type)).toEqual(['order_created', 'payment_received', 'order_paid']);
  });

  it('[BANK23] is asked for once in two seconds, and never for another company', async () => {
    expect((await check(await shop.token('thungan3'))).status).toBe(404);
    expect((await check(token, 99)).status).toBe(404);

    expect((await check()).body.bank.status).toBe('asked');
    expect((await check()).body.bank.status).toBe('too_soon');
  });

  it('[BANK16] that comes after all changes nothing any more', async () => {
    await play({ provider: 'none', amount: { kind: 'exactly', amount: 100_000 } });
    await check();
    await play({ provider: 'both', amount: { kind: 'exactly', amount: 150_000 } });
    shop.clock.advance(2000);
    await check();

    expect(await order()).toMatchObject({ status: 'paid', paid: 250_000, refunds: [] });
    expect(states()).toEqual([
      ['list', 'booked'],
      ['payos', 'booked'],
      ['sepay', 'duplicate'],
      ['list', 'duplicate'],
    ]);
  });
});

it('[BANK21] is found by the backend itself within RECONCILE_MS', async () => {
  const own = await startShop({ env: { RECONCILE_MS: '5000' } });
  try {
    const cashier = await own.token('thungan1');
    await own.order(cashier);
    await askMockBank({ order_id: 1001, provider: 'none' }, { backendUrl: own.url, fetch });

    await vi.waitFor(async () => {
      own.clock.advance(5000);
      expect((await own.call('GET', '/api/v1/orders/1001', { token: cashier })).body.status).toBe('paid');
    });
  } finally {
    await own.stop();
  }
});

it('[BANK23] says when the bank cannot be asked, and tells the order all the same', async () => {
  const own = await startShop({ env: { SEPAY_API_TOKEN: 'x', SEPAY_API_URL: 'http://127.0.0.1:1' } });
  try {
    const cashier = await own.token('thungan1');
    await own.order(cashier);

    const { body } = await own.call('POST', '/api/v1/orders/1001/check', { token: cashier, body: {} });

    expect(body).toMatchObject({ order_id: 1001, bank: { status: 'unreachable' } });
  } finally {
    await own.stop();
  }
});

describe('the page of the mock bank', () => {
  const page = async () => {
    const response = await fetch(`${shop.url}/mock-bank`);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  /** `fetch` names its host itself. */
  const statusUnder = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      get(`${shop.url}/mock-bank`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });

  it('[BANK24] shows what waits in every shop, and what was sent and answered', async () => {
    await shop.ask(token, 1001);
    await play({ forge: true });

    const { status, text } = await page();

    expect(status).toBe(200);
    expect(text).toContain('HD-1001 · 250.000đ · Phở Bò Hương Quê');
    expect(text).toContain('Cà Phê Sài Gòn Xưa');
    expect(text).toContain('(payment 1001): 401.');
  });

  it('[BANK24] has buttons whose wishes the bank grants', async () => {
    await shop.ask(token, 1001);
    const { text } = await page();
    const wishes = [...text.matchAll(/data-wish="([^"]+)"/g)].map((found) =>
      JSON.parse(found[1]?.replaceAll('&quot;', '"') ?? ''),
    );

    expect(wishes.length).toBeGreaterThan(12);
    for (const wish of wishes) expect((await transfer(wish)).status).toBe(200);
  });

  it('[BANK24] runs no script but its own, under a new nonce each time', async () => {
    const [first, second] = [await page(), await page()];
    const policy = first.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';

    expect(policy).toContain("default-src 'none'");
    expect(first.text).toContain(`<script nonce="${nonce}">`);
    expect(nonce).not.toBe('');
    expect(second.text).not.toContain(nonce);
  });

  it('[BANK24] takes wishes from itself only, as JSON, thirty in ten seconds', async () => {
    const wish = { order_id: 1001, forge: true };

    expect(await statusUnder('bank.example')).toBe(404);
    expect(await statusUnder('localhost:4000')).toBe(200);
    expect((await transfer(wish, {})).status).toBe(403);
    expect((await transfer(wish, { origin: 'http://127.0.0.1:3000' })).status).toBe(403);
    expect((await transfer(wish, { origin: shop.url, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await transfer({ order_id: 'x' })).status).toBe(400);
    const statuses: number[] = [];
    for (let n = 0; n < 31; n += 1) statuses.push((await transfer(wish)).status);
    expect(statuses).toEqual([...Array(30).fill(200), 429]);
    shop.clock.advance(10_000);
    expect((await transfer(wish)).status).toBe(200);
  });

  it('[BANK24] is nowhere but on loopback with the demo secrets', async () => {
    const own = await startShop({ env: { PAYOS_CHECKSUM_KEY: 'a-key-of-our-own-1234' } });
    try {
      expect((await own.call('GET', '/mock-bank')).status).toBe(404);
      expect((await own.call('POST', '/mock-bank/transfers', { body: {} })).status).toBe(404);
      const list = '/mock-bank/userapi/transactions/list?account_number=1';
      expect((await own.call('GET', list)).status).toBe(404);
      expect((await shop.call('GET', list)).status).toBe(401);
    } finally {
      await own.stop();
    }
  });
});
