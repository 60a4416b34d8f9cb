import { describe, expect, it } from 'vitest';
import type { Json } from './testing/startShop.ts';
import { orderId, readOrder, shop, token, useWaitingOrder } from './testing/waitingOrder.ts';

useWaitingOrder();

const NOBODYS = { payment_id: 0, amount: 250_000, code: 'com trua' };
const list = async (query = '', as = token) =>
  (await shop.call('GET', `/api/v1/transfers${query}`, { token: as })).body;
const match = (id: number, body: object, as = token) =>
  shop.call('POST', `/api/v1/transfers/${id}/match`, { token: as, body });
const refund = (id: number, body: object = {}, as = token) =>
  shop.call('POST', `/api/v1/transfers/${id}/refund`, { token: as, body });
const problem = ({ status, body }: { status: number; body: Json }) => [status, body.type.split(':').at(-1)];

describe('money of nobody', () => {
  it('[BANK17] is told to the company whose account got it, and to nobody else', async () => {
    await shop.pay(NOBODYS, { accountNumber: '9876543210' });
    await shop.pay(NOBODYS, { accountNumber: '000' });

    const told = await shop.told(2);
    expect(told[1]).toEqual([
      'transfer_unmatched',
      {
        company_id: 2,
        transfer_id: 1,
        amount: 250_000,
        message: 'Có 250.000đ chưa rõ của đơn nào',
        occurred_at: shop.clock.now(),
      },
    ]);
    expect(shop.gateway.published[1]).toMatchObject({ target: 'company', companyId: 2 });
    expect(told).toHaveLength(2);
  });

  it('[BANK18] stands in the list of its company only', async () => {
    await shop.pay(NOBODYS, { reference: 'FT-A', payer: 'TRAN VAN B' });

    const page = await list();

    expect(page).toMatchObject({ page: 1, pages: 1, total: 1, more: false, cursor: expect.anything() });
    expect(page.items).toEqual([
      {
        transfer_id: 1,
        amount: 250_000,
        reference: 'FT-A',
        payer: 'TRAN VAN B',
        content: 'com trua',
        transferred_at: shop.clock.now(),
        received_at: shop.clock.now(),
        provider: 'payos',
        outcome: 'unmatched',
        order_id: null,
        invoice_number: null,
        matched_by_name: null,
      },
    ]);
    expect((await list('', await shop.token('thungan3'))).items).toEqual([]);
  });

  it('[BANK18] is listed by outcome, newest first, 50 a page', async () => {
    await shop.pay(await shop.ask(token, orderId));
    for (let n = 0; n < 51; n += 1) await shop.pay(NOBODYS);

    expect(await list('?outcome=booked')).toMatchObject({
      total: 1,
      items: [{ order_id: orderId, outcome: 'booked' }],
    });
    const all = await list('?outcome=all&page=2');
    expect(all).toMatchObject({ total: 52, pages: 2, page: 2, more: false });
    expect(all.items.map((item: Json) => item.transfer_id)).toEqual([2, 1]);
    expect((await shop.call('GET', '/api/v1/transfers?outcome=x', { token })).status).toBe(400);
  });
});

describe('matching by hand', () => {
  it('[BANK19] books the money on the order, with who did it, and tells the company', async () => {
    await shop.pay(NOBODYS, { reference: 'FT-A' });

    const answer = await match(1, { order_id: orderId, till_id: 'quay-2' });

    expect(answer).toMatchObject({
      status: 200,
      body: {
        transfer: { outcome: 'booked', order_id: orderId, matched_by_name: 'Nguyễn Thị Lan' },
        order: {
          status: 'paid',
          payments: [
            {
              method: 'vietqr',
              reference: 'FT-A',
              till_id: 'quay-2',
              confirmed_by_name: 'Nguyễn Thị Lan',
              bank_confirmed: true,
              late: false,
            },
          ],
        },
      },
    });
    expect((await list()).items).toEqual([]);
    const told = (await shop.told(5)).slice(2);
    expect(told.map(([type]) => type)).toEqual(['resource_updated', 'payment_received', 'order_paid']);
    expect(told[0]?.[1]).toMatchObject({ resource: 'transfer', action: 'updated', data: { id: 1 }, company_id: 1 });
  });

  it('[BANK19] uses the payment that waits, so that nothing more is asked for', async () => {
    const payment = await shop.ask(token, orderId);
    await shop.pay(NOBODYS);

    await match(1, { order_id: orderId });

    const { payments, open_payment } = await readOrder();
    expect(payments).toMatchObject([{ payment_id: payment.payment_id, till_id: 'quay-1' }]);
    expect(open_payment).toBeNull();
  });

  it('[BANK19] confirms a receipt that a cashier has made of the same money, and books nothing twice', async () => {
    const body = { method: 'manual', idempotency_key: 'k' };
    await shop.call('POST', `/api/v1/orders/${orderId}/payments`, { token, body });
    await shop.pay(NOBODYS);

    expect((await match(1, { order_id: orderId })).status).toBe(200);
    expect(await readOrder()).toMatchObject({ paid: 250_000, payments: [{ method: 'manual', bank_confirmed: true }] });
  });

  it('[BANK19] lets one of many who try at once do it', async () => {
    await shop.pay(NOBODYS);
    const other = await shop.token('thungan2');

    const answers = await Promise.all([
      match(1, { order_id: orderId }),
      match(1, { order_id: orderId }, other),
      refund(1, {}, other),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(problem)).toEqual([
      [409, 'transfer-settled'],
      [409, 'transfer-settled'],
    ]);
    expect((await readOrder()).paid).toBe(250_000);
  });

  it('[BANK19] refuses a paid or cancelled order, and the money stays unmatched', async () => {
    await shop.pay(NOBODYS);
    const cancelled = (await shop.order(token)).order_id;
    await shop.call('POST', `/api/v1/orders/${cancelled}/cancel`, { token, body: { reason: 'x' } });
    await shop.pay(await shop.ask(token, orderId));

    expect(problem(await match(1, { order_id: orderId }))).toEqual([409, 'order-paid']);
    expect(problem(await match(1, { order_id: cancelled }))).toEqual([409, 'order-cancelled']);
    expect((await list()).items).toMatchObject([{ outcome: 'unmatched', matched_by_name: null }]);
  });

  it("[BANK19] is 404 for another company's money and for another company's order", async () => {
    await shop.pay(NOBODYS);
    await shop.pay(NOBODYS, { accountNumber: '9876543210' });
    const foreign = await shop.token('thungan3');

    expect((await match(1, { order_id: orderId }, foreign)).status).toBe(404);
    expect((await refund(1, {}, foreign)).status).toBe(404);
    expect((await match(2, { order_id: orderId }, foreign)).status).toBe(404);
    expect((await match(99, { order_id: orderId })).status).toBe(404);
    expect((await match(1, { order_id: 'x' })).status).toBe(400);
    expect((await readOrder()).paid).toBe(0);
  });
});

it('[BANK20] makes a refund without an order of it, once', async () => {
  await shop.pay(NOBODYS, { payer: 'TRAN VAN B' });

  const answer = await refund(1, { note: 'Khách gọi lại' });

  expect(answer).toMatchObject({ status: 200, body: { transfer: { outcome: 'refund', order_id: null } } });
  expect((await shop.call('GET', '/api/v1/refunds', { token })).body.items).toMatchObject([
    { order_id: null, amount: 250_000, reason: 'unmatched', payer: 'TRAN VAN B', note: 'Khách gọi lại' },
  ]);
  expect(problem(await refund(1))).toEqual([409, 'transfer-settled']);
  const types = (await shop.told(4)).map(([type]) => type);
  expect(types.slice(2).sort()).toEqual(['refund_due', 'resource_updated']);
});
