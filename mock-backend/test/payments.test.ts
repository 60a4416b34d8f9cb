import { describe, expect, it } from 'vitest';
import { orderId, readOrder, shop, token, useWaitingOrder } from './testing/waitingOrder.ts';

useWaitingOrder();

const ask = (body: object, as = token, id = orderId) =>
  shop.call('POST', `/api/v1/orders/${id}/payments`, { token: as, body });
const invoice = (as = token) => shop.call('GET', `/api/v1/invoices/${orderId}`, { token: as });

describe('asking for money', () => {
  it('[PAY1] gives a payment from number 1001 on, with its code, its QR and its countdown', async () => {
    const { status, body } = await ask({ method: 'vietqr', till_id: 'quay-2' });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      payment_id: 1001,
      amount: 250_000,
      code: expect.stringMatching(/^VP1001[A-Z]{2}$/),
      expires_at: shop.clock.now() + 15 * 60_000,
      till_id: 'quay-2',
    });
    expect(body.qr).toContain(`${body.code} HD1001`);
    expect(body.qr).toContain('0123456789');
    expect((await readOrder()).open_payment).toEqual(body);
  });

  it('[PAY3] gives the open payment again, with the same id and code', async () => {
    const first = (await ask({ method: 'vietqr' })).body;

    const answers = await Promise.all([ask({ method: 'vietqr' }), ask({ method: 'vietqr', amount: 250_000 })]);

    for (const { status, body } of answers) {
      expect(status).toBe(201);
      expect(body).toEqual(first);
    }
  });

  it('[PAY3] starts a new countdown for the same code once the old one has run out', async () => {
    const first = (await ask({ method: 'vietqr' })).body;

    shop.clock.advance(16 * 60_000);
    const later = (await shop.call('GET', `/api/v1/orders/${orderId}`, { token: await shop.token('thungan1') })).status;
    const again = (await ask({ method: 'vietqr' }, await shop.token('thungan1'))).body;

    expect(later).toBe(200);
    expect(again).toEqual({ ...first, expires_at: shop.clock.now() + 15 * 60_000 });
  });

  it('[PAY4] refuses a paid or cancelled order with 409', async () => {
    await shop.pay((await ask({ method: 'vietqr' })).body);
    expect((await ask({ method: 'vietqr' })).status).toBe(409);

    const other = (await shop.order(token)).order_id;
    await shop.call('POST', `/api/v1/orders/${other}/cancel`, { token, body: { reason: 'x' } });
    expect((await ask({ method: 'vietqr' }, token, other)).status).toBe(409);
  });

  it('[PAY5] asks for a part when told so, with a code of its own, and never for more than is missing', async () => {
    const whole = (await ask({ method: 'vietqr' })).body;
    const part = (await ask({ method: 'vietqr', amount: 100_000 })).body;

    expect(part).toMatchObject({ payment_id: 1002, amount: 100_000 });
    expect(part.code).not.toBe(whole.code);
    expect((await ask({ method: 'vietqr', amount: 250_001 })).status).toBe(422);
    expect((await ask({ method: 'vietqr', amount: 0 })).status).toBe(400);
    expect((await ask({ method: 'vietqr', amount: 1.5 })).status).toBe(400);
    expect((await ask({ method: 'gold' })).status).toBe(400);
  });

  it('[PAY5] asks for the rest after a part has come, and takes money for every code it ever gave', async () => {
    const first = (await ask({ method: 'vietqr' })).body;
    await shop.pay(first, { amount: 150_000 });
    expect((await readOrder()).open_payment).toBeNull();

    const rest = (await ask({ method: 'vietqr' })).body;
    expect(rest).toMatchObject({ payment_id: 1002, amount: 100_000 });
    await shop.pay(first, { amount: 100_000 });

    expect(await readOrder()).toMatchObject({ status: 'paid', paid: 250_000, open_payment: null });
  });

  it("[PAY4] answers 404 for another company's order", async () => {
    expect((await ask({ method: 'vietqr' }, await shop.token('thungan3'))).status).toBe(404);
  });
});

describe('the invoice', () => {
  it('[PAY7] is 404 until the order is paid, and only its own company can read it', async () => {
    const payment = (await ask({ method: 'vietqr' })).body;
    expect((await invoice()).status).toBe(404);
    await shop.pay(payment, { amount: 100_000 });
    expect((await invoice()).status).toBe(404);

    await shop.pay(payment, { amount: 160_000, payer: 'TRAN VAN B', reference: 'FT-B' });

    expect((await invoice()).body).toMatchObject({
      order_id: orderId,
      invoice_number: 'HD-1001',
      company_name: 'Phở Bò Hương Quê',
      items: [{ name: 'Lẩu bò', price: 250_000, quantity: 1 }],
      total: 250_000,
      paid: 260_000,
      change_due: 10_000,
      refunds: [{ amount: 10_000, reason: 'overpaid', done_at: null }],
      paid_at: shop.clock.now(),
      payments: [{ amount: 100_000 }, { amount: 160_000, payer: 'TRAN VAN B', reference: 'FT-B', late: false }],
    });
    expect((await invoice(await shop.token('thungan3'))).status).toBe(404);
  });

  it('[PAY7] names what the order was, and the change given in cash apart from the change still due', async () => {
    const details = { note: 'mang về', table: 'Bàn 5', discount: { kind: 'amount', value: 50_000 } };
    const { order_id } = await shop.order(token, { ...details, till_id: 'quay-2' });
    await ask({ method: 'cash', amount: 150_000, tendered: 200_000, idempotency_key: 'k' }, token, order_id);
    await ask({ method: 'manual', idempotency_key: 'l' }, token, order_id);

    const { body } = await shop.call('GET', `/api/v1/invoices/${order_id}`, { token });

    expect(body).toMatchObject({
      till_id: 'quay-2',
      table: 'Bàn 5',
      note: 'mang về',
      subtotal: 250_000,
      discount: 50_000,
      total: 200_000,
      paid: 200_000,
      change: 50_000,
      change_due: 0,
      items: [{ line: 0, note: null }],
      payments: [
        { method: 'cash', amount: 150_000, tendered: 200_000, change: 50_000 },
        { method: 'manual', amount: 50_000, confirmed_by_name: 'Nguyễn Thị Lan' },
      ],
    });
  });
});
