import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
let token: string;
beforeEach(async () => {
  shop = await startShop();
  token = await shop.token('thungan1');
});
afterEach(() => shop.stop());

const get = (path: string, as = token) => shop.call('GET', `/api/v1${path}`, { token: as });
const open = (till_id: string, opening_cash: number, as = token) =>
  shop.call('POST', '/api/v1/shifts', { token: as, body: { till_id, opening_cash } });
const close = (id: number, body: object, as = token) =>
  shop.call('POST', `/api/v1/shifts/${id}/close`, { token: as, body });
const current = async (till: string, as = token) => (await get(`/shifts/current?till_id=${till}`, as)).body.shift;
let keys = 0;
const take = async (body: object, orderId?: number) => {
  keys += 1;
  const id = orderId ?? (await shop.order(token, { till_id: 'quay-1' })).order_id;
  return shop.call('POST', `/api/v1/orders/${id}/payments`, { token, body: { idempotency_key: `${keys}`, ...body } });
};

describe('opening a shift', () => {
  it('[SHIFT1] counts what is in the drawer; a till has one open shift', async () => {
    const { status, body } = await open('quay-1', 500_000);

    expect(status).toBe(201);
    expect(body).toEqual({
      shift_id: 1,
      till_id: 'quay-1',
      opened_at: shop.clock.now(),
      opened_by_name: 'Nguyễn Thị Lan',
      opening_cash: 500_000,
    });
    expect(await current('quay-1')).toEqual(body);
    const second = await open('quay-1', 0, await shop.token('thungan2'));
    expect(second).toMatchObject({ status: 409, body: { type: 'urn:vppos:problem:shift-open' } });
    expect((await open('quay-2', 0)).status).toBe(201);
    expect(await current('quay-3')).toBeNull();
  });

  it('[SHIFT1] at the same moment succeeds once', async () => {
    const answers = await Promise.all([open('quay-1', 1), open('quay-1', 1)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('[SHIFT2] never tells what should be in the drawer before it has been counted, but to who answers for it', async () => {
    await open('quay-1', 500_000);
    await take({ method: 'cash' });

    expect(Object.keys(await current('quay-1')).sort()).toEqual([
      'opened_at',
      'opened_by_name',
      'opening_cash',
      'shift_id',
      'till_id',
    ]);
    expect((await get('/shifts/1/report')).status).toBe(403);
    expect((await get('/shifts')).body.items).toMatchObject([{ shift_id: 1, expected_cash: null, difference: null }]);
    expect((await get('/shifts/1/report', await shop.token('quanly1'))).body.cash).toMatchObject({
      expected: 750_000,
      counted: null,
    });
  });
});

describe('what a shift is made of', () => {
  it('[SHIFT3] is what was booked at its till while it was open; the rest belongs to none', async () => {
    await take({ method: 'cash', till_id: 'quay-1' });
    await open('quay-1', 0);
    await take({ method: 'cash', till_id: 'quay-2' });
    await take({ method: 'cash', till_id: 'quay-1' });
    await close(1, { counted_cash: 250_000 });
    await take({ method: 'cash', till_id: 'quay-1' });

    const belongs = shop.backend.db.all<{ shift_id: number | null }>('SELECT shift_id FROM receipts ORDER BY id');

    expect(belongs.map((row) => row.shift_id)).toEqual([null, null, 1, null]);
  });

  it('[SHIFT3] counts money of the bank at the till that asked for it', async () => {
    await open('quay-2', 0);
    const { order_id } = await shop.order(token, { till_id: 'quay-1' });
    await shop.pay(await shop.ask(token, order_id, { till_id: 'quay-2' }));

    const { body } = await close(1, { counted_cash: 0 });

    expect(body.methods).toEqual([{ method: 'vietqr', count: 1, amount: 250_000 }]);
  });
});

describe('closing a shift', () => {
  it('[SHIFT4] is done once, by whoever counts, and tells the difference', async () => {
    await open('quay-1', 100_000);
    await take({ method: 'cash', tendered: 500_000 });

    const { status, body } = await close(1, { counted_cash: 340_000, note: 'thiếu' }, await shop.token('thungan2'));

    expect(status).toBe(200);
    expect(body.shift).toMatchObject({
      shift_id: 1,
      closed_at: shop.clock.now(),
      closed_by_name: 'Trần Văn Minh',
      counted_cash: 340_000,
      expected_cash: 350_000,
      difference: -10_000,
      note: 'thiếu',
    });
    expect(body.cash).toEqual({
      opening: 100_000,
      received: 500_000,
      change_given: 250_000,
      refunded: 0,
      expected: 350_000,
      counted: 340_000,
      difference: -10_000,
    });
    const again = await close(1, { counted_cash: 350_000 });
    expect(again).toMatchObject({ status: 409, body: { type: 'urn:vppos:problem:shift-closed' } });
    expect((await get('/shifts/1/report')).body).toEqual(body);
    expect((await get('/shifts')).body).toMatchObject({ total: 1, page: 1, more: false, items: [body.shift] });
    expect(await current('quay-1')).toBeNull();
    expect((await open('quay-1', 340_000)).body.shift_id).toBe(2);
  });

  it('[SHIFT5] tells every list of shifts to read again', async () => {
    await open('quay-1', 0);
    await close(1, { counted_cash: 0 });

    expect(await shop.told(2)).toMatchObject([
      ['resource_updated', { resource: 'shift', action: 'created', data: { id: 1 }, company_id: 1 }],
      ['resource_updated', { resource: 'shift', action: 'updated', data: { id: 1 }, company_id: 1 }],
    ]);
  });
});

describe('the report', () => {
  it('[SHIFT6] sums up what came, by method and hour, what the bank told and has not, and what stands on a word', async () => {
    await open('quay-1', 0);
    const asked = await shop.ask(token, (await shop.order(token, { till_id: 'quay-1' })).order_id);
    await shop.pay(asked, { amount: 260_000 });
    await shop.pay({ payment_id: 4711, amount: 30_000, code: 'com trua' });
    await take({ method: 'manual' });
    const cashFrom = shop.clock.now();
    await take({ method: 'cash', amount: 200_000 });
    await shop.call('POST', '/api/v1/refunds/1/done', { token, body: { method: 'cash', till_id: 'quay-1' } });
    const { order_id } = await shop.order(token, { till_id: 'quay-1' });
    await shop.call('POST', `/api/v1/orders/${order_id}/cancel`, { token, body: { reason: 'x' } });

    shop.clock.advance(60_000);
    const { body } = await close(1, { counted_cash: 190_000 });

    expect(body.cash).toMatchObject({ received: 200_000, refunded: 10_000, expected: 190_000, difference: 0 });
    expect(body.methods).toEqual([
      { method: 'cash', count: 1, amount: 200_000 },
      { method: 'manual', count: 1, amount: 250_000 },
      { method: 'vietqr', count: 1, amount: 260_000 },
    ]);
    expect(body.bank).toMatchObject({
      told_count: 2,
      told_amount: 290_000,
      booked_count: 1,
      booked_amount: 260_000,
      unmatched_count: 1,
      unmatched_amount: 30_000,
      not_told: [{ method: 'manual', amount: 250_000, order_id: 1002, invoice_number: 'HD-1002' }],
    });
    const by = { by_name: 'Nguyễn Thị Lan', at: cashFrom, bank_confirmed: false };
    expect(body.by_hand).toEqual([
      {
        ...by,
        kind: 'manual',
        receipt_id: 2,
        refund_id: null,
        order_id: 1002,
        invoice_number: 'HD-1002',
        amount: 250_000,
      },
      { ...by, kind: 'refund', receipt_id: 1, refund_id: 1, order_id: 1001, invoice_number: 'HD-1001', amount: 10_000 },
    ]);
    const from = Math.floor(cashFrom / 3_600_000) * 3_600_000;
    expect(body.hours).toEqual([{ from, count: 3, amount: 710_000 }]);
    expect(body.orders).toEqual({ paid: 2, cancelled: 1 });
  });

  it('[SHIFT6] no longer names a receipt once the bank has told of it', async () => {
    await open('quay-1', 0);
    const { order_id } = await shop.order(token, { till_id: 'quay-1' });
    const asked = await shop.ask(token, order_id);
    await take({ method: 'manual' }, order_id);
    await close(1, { counted_cash: 0 });

    await shop.pay(asked);

    const { body } = await get('/shifts/1/report');
    expect(body.bank.not_told).toEqual([]);
    expect(body.by_hand).toMatchObject([{ kind: 'manual', bank_confirmed: true }]);
  });

  it('[SHIFT6] names what a person has matched, at the till where it was matched', async () => {
    await open('quay-1', 0);
    await shop.pay({ payment_id: 4711, amount: 250_000, code: 'com trua' });
    const { order_id } = await shop.order(token);
    await shop.call('POST', '/api/v1/transfers/1/match', { token, body: { order_id, till_id: 'quay-1' } });

    const { body } = await close(1, { counted_cash: 0 });

    expect(body.by_hand).toMatchObject([{ kind: 'match', order_id, amount: 250_000, bank_confirmed: true }]);
    expect(body.methods).toEqual([{ method: 'vietqr', count: 1, amount: 250_000 }]);
  });
});

it('[SHIFT7] belongs to its company alone; an unknown one is 404 and a wrong body 400', async () => {
  await open('quay-1', 0);
  const foreign = await shop.token('thungan3');

  expect(await current('quay-1', foreign)).toBeNull();
  expect((await get('/shifts', foreign)).body.items).toEqual([]);
  expect((await close(1, { counted_cash: 0 }, foreign)).status).toBe(404);
  expect((await get('/shifts/1/report', foreign)).status).toBe(404);
  expect((await open('quay-1', 0, foreign)).status).toBe(201);
  expect((await close(99, { counted_cash: 0 })).status).toBe(404);
  expect((await get('/shifts/x/report')).status).toBe(404);
  const paths = (answer: Json) => answer.body.errors.map((error: Json) => error.path);
  expect(paths(await open('', -1))).toEqual(['till_id', 'opening_cash']);
  expect(paths(await close(1, { counted_cash: 1.5, note: 1 }))).toEqual(['counted_cash', 'note']);
  expect(paths(await get('/shifts/current'))).toEqual(['till_id']);
  expect(paths(await get('/shifts?page=0'))).toEqual(['page']);
  expect((await shop.call('GET', '/api/v1/shifts')).status).toBe(401);
});
