import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
let token: string;
let payment: Json;
beforeEach(async () => {
  shop = await startShop();
  token = await shop.token('thungan1');
  payment = await shop.ask(token, (await shop.order(token, { till_id: 'quay-1' })).order_id);
});
afterEach(() => shop.stop());

const get = (path: string, as = token) => shop.call('GET', `/api/v1${path}`, { token: as });
const settle = (id: number | string, body: object, as = token) =>
  shop.call('POST', `/api/v1/refunds/${id}/done`, { token: as, body });

describe('money that must go back', () => {
  it('[REFUND1] is listed with where it came from and why, newest first, by what is still open', async () => {
    await shop.pay(payment, { amount: 260_000, payer: 'AN', reference: 'FT-A' });
    await shop.pay(payment, { amount: 50_000, payer: 'BA', reference: 'FT-B' });

    const { body } = await get('/refunds');

    expect(body).toMatchObject({ page: 1, pages: 1, total: 2, more: false, cursor: 'e1-7' });
    const common = { order_id: 1001, invoice_number: 'HD-1001', created_at: shop.clock.now() };
    const open = { done_at: null, done_by_name: null, done_method: null, note: null };
    expect(body.items).toEqual([
      {
        ...common,
        ...open,
        refund_id: 2,
        amount: 50_000,
        reason: 'order_already_paid',
        payer: 'BA',
        reference: 'FT-B',
      },
      { ...common, ...open, refund_id: 1, amount: 10_000, reason: 'overpaid', payer: 'AN', reference: 'FT-A' },
    ]);
    expect((await get('/refunds?status=open')).body.items).toHaveLength(2);
    expect((await get('/refunds?status=done')).body.items).toEqual([]);
    expect((await get('/refunds?status=lost&page=0')).body.errors.map((error: Json) => error.path)).toEqual([
      'status',
      'page',
    ]);
    expect((await get('/orders/1001')).body.refunds.map((refund: Json) => refund.refund_id)).toEqual([1, 2]);
  });

  it('[REFUND2] of an overpaid order is what is too much, told once', async () => {
    await shop.pay(payment, { amount: 300_000 });

    expect((await shop.told(4))[3]).toEqual([
      'refund_due',
      {
        company_id: 1,
        refund_id: 1,
        order_id: 1001,
        invoice_number: 'HD-1001',
        amount: 50_000,
        reason: 'overpaid',
        message: 'Cần hoàn tiền 50.000đ: đơn HD-1001 nhận thừa',
        occurred_at: shop.clock.now(),
      },
    ]);
  });

  it('[REFUND5] carries a warning as long as the bank has not told of what a cashier has confirmed', async () => {
    const manual = { method: 'manual', idempotency_key: 'k' };
    await shop.call('POST', '/api/v1/orders/1001/payments', { token, body: manual });

    await shop.pay(payment, { amount: 300_000 });
    await shop.pay(payment);
    await shop.pay(payment, { amount: 20_000 });

    const warning = 'Ngân hàng chưa báo 250.000đ xác nhận bằng tay của đơn này: kiểm tra trước khi hoàn.';
    expect((await get('/refunds')).body.items).toMatchObject([
      { amount: 20_000, note: null },
      { amount: 300_000, note: warning },
    ]);
  });

  it('[REFUND5] carries it likewise when the order is cancelled', async () => {
    const part = { method: 'manual', amount: 100_000, idempotency_key: 'k' };
    await shop.call('POST', '/api/v1/orders/1001/payments', { token, body: part });
    await shop.call('POST', '/api/v1/orders/1001/cancel', { token, body: { reason: 'x' } });

    expect((await get('/refunds')).body.items).toMatchObject([
      { amount: 100_000, reason: 'order_cancelled', note: expect.stringContaining('100.000đ') },
    ]);
  });

  it('[REFUND2] of a cancelled order is all that came, cash too', async () => {
    const body = { method: 'cash', amount: 70_000, idempotency_key: 'k' };
    await shop.call('POST', '/api/v1/orders/1001/payments', { token, body });
    await shop.call('POST', '/api/v1/orders/1001/cancel', { token, body: { reason: 'x' } });

    expect((await get('/refunds')).body.items).toMatchObject([{ amount: 70_000, reason: 'order_cancelled' }]);
  });
});

describe('money that has gone back', () => {
  beforeEach(() => shop.pay(payment, { amount: 300_000 }));

  it('[REFUND3] is written down once: again by the same person changes nothing, by anyone else it is 409', async () => {
    const done = await settle(1, { method: 'cash', note: 'đưa khách tại quầy' });
    shop.clock.advance(1000);
    const again = await settle(1, { method: 'cash', note: 'x' });

    expect(done).toMatchObject({
      status: 200,
      body: {
        refund_id: 1,
        done_at: shop.clock.now() - 1000,
        done_by_name: 'Nguyễn Thị Lan',
        done_method: 'cash',
        note: 'đưa khách tại quầy',
      },
    });
    expect(again).toMatchObject({ status: 200, body: done.body });
    expect((await settle(1, { method: 'transfer' })).status).toBe(409);
    const other = await settle(1, { method: 'cash' }, await shop.token('thungan2'));
    expect(other).toMatchObject({ status: 409, body: { type: 'urn:vppos:problem:refund-done' } });
    expect((await get('/refunds?status=open')).body.items).toEqual([]);
    expect((await get('/refunds?status=done')).body.items).toEqual([done.body]);
    const told = await shop.told(5);
    expect(told.slice(4)).toMatchObject([
      ['resource_updated', { resource: 'refund', action: 'updated', data: { id: 1 } }],
    ]);
  });

  it('[REFUND3] has one winner of two at once', async () => {
    const other = await shop.token('thungan2');

    const answers = await Promise.all([settle(1, { method: 'cash' }), settle(1, { method: 'cash' }, other)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('[REFUND4] belongs to its company alone; an unknown one is 404 and a wrong body 400', async () => {
    const foreign = await shop.token('thungan3');

    expect((await settle(1, { method: 'cash' }, foreign)).status).toBe(404);
    expect((await get('/refunds', foreign)).body.items).toEqual([]);
    expect((await settle(99, { method: 'cash' })).status).toBe(404);
    expect((await settle('x', { method: 'cash' })).status).toBe(404);
    const wrong = await settle(1, { method: 'gold', note: 5, till_id: '' });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors.map((error: Json) => error.path)).toEqual(['method', 'note', 'till_id']);
    expect((await shop.call('GET', '/api/v1/refunds')).status).toBe(401);
  });
});
