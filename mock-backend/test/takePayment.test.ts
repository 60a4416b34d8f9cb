import { describe, expect, it } from 'vitest';
import type { Json } from './testing/startShop.ts';
import { orderId, readOrder, shop, token, useWaitingOrder } from './testing/waitingOrder.ts';

useWaitingOrder();

const take = (body: object, as = token, id = orderId) =>
  shop.call('POST', `/api/v1/orders/${id}/payments`, { token: as, body: { idempotency_key: 'k', ...body } });
const count = (table: string) => shop.backend.db.get<Json>(`SELECT count(*) AS n FROM ${table}`).n;

describe('cash', () => {
  it('[PAY8] is booked at once, pays the order and tells the change', async () => {
    const { status, body } = await take({ method: 'cash', tendered: 300_000, till_id: 'quay-2' });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      payment_id: 1001,
      receipt_id: 1,
      method: 'cash',
      amount: 250_000,
      tendered: 300_000,
      change: 50_000,
      order: { status: 'paid', paid: 250_000, remaining: 0, paid_at: shop.clock.now() },
    });
    expect((await readOrder()).payments).toEqual([
      {
        receipt_id: 1,
        payment_id: 1001,
        method: 'cash',
        amount: 250_000,
        status: 'received',
        reference: null,
        payer: null,
        booked_at: shop.clock.now(),
        late: false,
        till_id: 'quay-2',
        tendered: 300_000,
        change: 50_000,
        confirmed_by_name: null,
        bank_confirmed: false,
      },
    ]);
    expect((await shop.told(3)).slice(1)).toMatchObject([
      ['payment_received', { amount: 250_000, remaining: 0, status: 'paid', method: 'cash', till_id: 'quay-2' }],
      ['order_paid', { amount: 250_000, total: 250_000, method: 'cash', till_id: 'quay-2' }],
    ]);
  });

  it('[PAY8] is all that is due without change where nothing else is said, at the till of the order', async () => {
    const { body } = await take({ method: 'cash' });

    expect(body).toMatchObject({ amount: 250_000, tendered: 250_000, change: 0 });
    expect(body.order.payments[0].till_id).toBe('quay-1');
  });

  it('[PAY8] refuses more than is due and less than is paid with 422, nonsense with 400, and books nothing', async () => {
    expect((await take({ method: 'cash', amount: 250_001 })).body.errors[0].path).toBe('amount');
    const short = await take({ method: 'cash', amount: 100_000, tendered: 99_999 });
    expect(short).toMatchObject({ status: 422, body: { type: 'urn:vppos:problem:tendered-too-small' } });
    const wrong: [object, string[]][] = [
      [{ method: 'gold' }, ['method']],
      [{ method: 'cash', amount: 0, tendered: -1 }, ['amount', 'tendered']],
      [{ method: 'cash', tendered: 8_930_001_000_012 }, ['tendered']],
      [{ method: 'cash', idempotency_key: '' }, ['idempotency_key']],
      [{ method: 'manual', reference: 'x'.repeat(101) }, ['reference']],
    ];
    for (const [body, paths] of wrong) {
      const answer = await take(body);
      expect(answer.status).toBe(400);
      expect(answer.body.errors.map((error: Json) => error.path)).toEqual(paths);
    }
    expect(count('receipts')).toBe(0);
  });

  it('[PAY4] is refused for a paid, a cancelled and a foreign order', async () => {
    await take({ method: 'cash' });
    expect((await take({ method: 'cash', idempotency_key: 'other' })).status).toBe(409);

    const other = (await shop.order(token)).order_id;
    expect((await take({ method: 'cash' }, await shop.token('thungan3'), other)).status).toBe(404);
    await shop.call('POST', `/api/v1/orders/${other}/cancel`, { token, body: { reason: 'x' } });
    expect((await take({ method: 'manual', idempotency_key: 'other' }, token, other)).status).toBe(409);
    expect((await take({ method: 'cash', idempotency_key: 'other' }, token, 9999)).status).toBe(404);
  });
});

describe('the same request again', () => {
  it('[PAY9] books once and gives the same receipt, also at the same moment; another body is 409', async () => {
    const body = { method: 'cash', amount: 100_000, tendered: 200_000 };

    const answers = await Promise.all([take(body), take(body), take(body)]);

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(await readOrder()).toMatchObject({ paid: 100_000, status: 'partially_paid' });
    for (const other of [{ amount: 90_000 }, { tendered: 300_000 }, { till_id: 'x' }, { method: 'manual' }]) {
      expect((await take({ ...body, ...other })).status).toBe(409);
    }
    expect((await take(body, await shop.token('thungan2'))).body.order.paid).toBe(200_000);
    expect(await shop.told(3)).toHaveLength(3);
  });

  it('[PAY9] gives the receipt again when the order has been paid by it', async () => {
    const first = (await take({ method: 'cash' })).body;

    expect(await take({ method: 'cash' })).toMatchObject({ status: 201, body: first });
  });
});

describe('a part in cash', () => {
  it('[PAY12] closes the open QR; the rest is asked for anew and the old code still pays', async () => {
    const first = await shop.ask(token, orderId);
    await take({ method: 'cash', amount: 100_000 });
    expect(await readOrder()).toMatchObject({ status: 'partially_paid', remaining: 150_000, open_payment: null });

    const rest = await shop.ask(token, orderId);
    expect(rest.amount).toBe(150_000);
    expect(rest.code).not.toBe(first.code);
    await shop.pay(first, { amount: 150_000 });

    expect(await readOrder()).toMatchObject({ status: 'paid', paid: 250_000 });
    const types = (await shop.told(4)).map(([type]) => type);
    expect(types).toEqual(['order_created', 'payment_received', 'payment_received', 'order_paid']);
  });
});

describe('a transfer confirmed by hand', () => {
  const confirm = () => take({ method: 'manual', reference: 'FT-seen', till_id: 'quay-2' });

  it('[PAY10] pays the order in the name of who has confirmed it, and waits for the word of the bank', async () => {
    const { status, body } = await confirm();

    expect(status).toBe(201);
    expect(body).toMatchObject({ method: 'manual', amount: 250_000, tendered: null, change: 0 });
    expect(body.order).toMatchObject({
      status: 'paid',
      payments: [{ reference: 'FT-seen', confirmed_by_name: 'Nguyễn Thị Lan', bank_confirmed: false, tendered: null }],
    });
    expect((await shop.told(3))[1]).toMatchObject(['payment_received', { method: 'manual', till_id: 'quay-2' }]);
  });

  it('[PAY11] is confirmed when the bank tells of it: nothing is booked twice, nothing goes back', async () => {
    const payment = await shop.ask(token, orderId);
    await confirm();

    await shop.pay(payment, { reference: 'FT-bank', payer: 'TRAN VAN B' });

    expect(await readOrder()).toMatchObject({
      status: 'paid',
      paid: 250_000,
      refunds: [],
      payments: [{ method: 'manual', reference: 'FT-bank', payer: 'TRAN VAN B', bank_confirmed: true }],
    });
    expect(shop.backend.db.all('SELECT outcome FROM transfers')).toEqual([{ outcome: 'booked' }]);
    expect((await shop.told(4)).slice(3)).toMatchObject([
      ['resource_updated', { resource: 'receipt', action: 'updated', data: { id: 1 }, company_id: 1 }],
    ]);
  });

  it('[PAY11] takes one transfer of its own amount; any other is money of its own', async () => {
    const payment = await shop.ask(token, orderId);
    await confirm();

    await shop.pay(payment, { amount: 240_000 });
    await shop.pay(payment);
    await shop.pay(payment);

    expect((await readOrder()).refunds).toMatchObject([
      { amount: 240_000, reason: 'order_already_paid' },
      { amount: 250_000, reason: 'order_already_paid' },
    ]);
    expect(await readOrder()).toMatchObject({ paid: 250_000, payments: [{ bank_confirmed: true }] });
  });
});
