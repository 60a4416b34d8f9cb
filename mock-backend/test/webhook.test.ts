import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { payosSignature } from '../src/bank/payos/payosSignature.ts';
import { signedPayosWebhook } from '../src/mockBank/mockWebhooks.ts';
import { type Json, PAYOS_KEY, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
let token: string;
let orderId: number;
let payment: Json;
beforeEach(async () => {
  shop = await startShop();
  token = await shop.token('thungan1');
  orderId = (await shop.order(token, { till_id: 'quay-1' })).order_id;
  payment = await shop.ask(token, orderId);
});
afterEach(() => shop.stop());

const post = (body: unknown) => shop.call('POST', '/api/v1/webhooks/payos', { body });
const order = async (id = orderId) =>
  (await shop.call('GET', `/api/v1/orders/${id}`, { token: await shop.token('thungan1') })).body;
const inbox = () => shop.backend.db.all<Json>('SELECT state, copies, stale FROM bank_inbox ORDER BY id');
const tasks = () => shop.backend.db.all('SELECT order_id, amount, reason FROM refund_tasks');
/** The types told once so many have come; nothing more may follow, because what follows was committed before. */
const types = async (count: number) => (await shop.told(count)).map(([type]) => type);
const signed = (data: Record<string, unknown>) => ({ data, signature: payosSignature(data, PAYOS_KEY) });
const played = (fields: object) =>
  signedPayosWebhook(
    {
      orderCode: payment.payment_id,
      amount: 250_000,
      description: payment.code,
      accountNumber: '0123456789',
      reference: 'FT-1',
      transferredAt: shop.clock.now(),
      ...fields,
    },
    PAYOS_KEY,
  );

describe('a transfer of what was asked', () => {
  it('[BANK1] pays the order and tells the company: what came in, then once that it is paid', async () => {
    const answer = await post(played({}));

    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    expect(await order()).toMatchObject({
      status: 'paid',
      paid: 250_000,
      paid_at: shop.clock.now(),
      payments: [{ payment_id: 1001, amount: 250_000, status: 'received', reference: 'FT-1', late: false }],
    });
    const common = { company_id: 1, order_id: orderId, payment_id: 1001, method: 'vietqr', till_id: 'quay-1' };
    const at = { occurred_at: shop.clock.now() };
    expect((await shop.told(3)).slice(1)).toEqual([
      ['payment_received', { ...common, ...at, amount: 250_000, paid: 250_000, remaining: 0, status: 'paid' }],
      [
        'order_paid',
        {
          ...common,
          ...at,
          amount: 250_000,
          total: 250_000,
          invoice_number: 'HD-1001',
          message: 'Đơn HD-1001 đã thanh toán 250.000đ',
        },
      ],
    ]);
  });

  it('[BANK1] is found by the code in its note where the provider names no payment', async () => {
    await post(played({ orderCode: 0, description: `CT DEN 0912 ${payment.code.toLowerCase()}HD1001 ck nhanh` }));

    expect((await order()).status).toBe('paid');
  });

  it('[BANK1] has been acted on when its sender has the answer', async () => {
    await post(played({}));

    expect(shop.backend.db.get('SELECT status FROM orders WHERE id = ?', orderId)).toEqual({ status: 'paid' });
  });
});

describe('the same transfer again', () => {
  it('[BANK4] counts once, one after the other or both at once, and is answered like the first', async () => {
    const webhook = played({});

    const answers = [await post(webhook), ...(await Promise.all([post(webhook), post(webhook)]))];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await order()).paid).toBe(250_000);
    expect(inbox()).toEqual([{ state: 'booked', copies: 3, stale: 0 }]);
    expect(tasks()).toEqual([]);
  });

  it('[BANK4] counts once when two tell it for the first time at the same moment', async () => {
    const webhook = played({});

    await Promise.all([post(webhook), post(webhook)]);

    expect(await order()).toMatchObject({ paid: 250_000, status: 'paid' });
    expect(await types(3)).toEqual(['order_created', 'payment_received', 'order_paid']);
  });

  it('[BANK4] counts once when it is told in other words: the bank reference decides', async () => {
    await post(played({}));
    await post(played({ description: `${payment.code} chuyen tien`, payer: 'SOMEBODY' }));

    expect(inbox().map((row) => row.state)).toEqual(['booked', 'duplicate']);
    expect((await order()).paid).toBe(250_000);
  });

  it('[BANK4] counts two transfers without a reference as the two that they are', async () => {
    await post(played({ reference: '', amount: 100_000, description: `${payment.code} a` }));
    await post(played({ reference: '', amount: 100_000, description: `${payment.code} b` }));

    expect(await order()).toMatchObject({ paid: 200_000, status: 'partially_paid' });
  });
});

describe('another amount', () => {
  it('[BANK5] too little leaves the order partially paid, told but not as paid', async () => {
    await shop.pay(payment, { amount: 150_000 });

    expect(await order()).toMatchObject({ status: 'partially_paid', paid: 150_000, remaining: 100_000, paid_at: null });
    const told = await shop.told(2);
    expect(told[1]).toMatchObject([
      'payment_received',
      { amount: 150_000, paid: 150_000, remaining: 100_000, status: 'partially_paid' },
    ]);
    expect(told).toHaveLength(2);
  });

  it('[BANK5] too much pays the order and leaves it overpaid', async () => {
    await shop.pay(payment, { amount: 300_000 });

    expect(await order()).toMatchObject({ status: 'overpaid', paid: 300_000, remaining: 0 });
    expect(await types(4)).toEqual(['order_created', 'payment_received', 'order_paid', 'refund_due']);
  });

  it('[BANK5] in two parts, told in the wrong order, is paid once, by the part that comes last', async () => {
    const [first, second] = [
      played({ amount: 100_000, reference: 'A', transferredAt: shop.clock.now() }),
      played({ amount: 150_000, reference: 'B', transferredAt: shop.clock.now() + 60_000 }),
    ];

    await post(second);
    await post(first);
    await post(second);

    expect(await order()).toMatchObject({ status: 'paid', paid: 250_000 });
    expect(await types(4)).toEqual(['order_created', 'payment_received', 'payment_received', 'order_paid']);
  });
});

describe('money that comes too late', () => {
  it('[PAY6] pays an order that is still open, marked late', async () => {
    shop.clock.advance(16 * 60_000);
    await shop.pay(payment);

    const after = await order();
    expect(after.status).toBe('paid');
    expect(after.payments[0].late).toBe(true);
  });

  it('[PAY6] is not late when only its webhook was', async () => {
    const transferredAt = shop.clock.now() + 60_000;
    shop.clock.advance(40 * 60_000);
    await shop.pay(payment, { transferredAt });

    expect((await order()).payments[0].late).toBe(false);
    expect(inbox()).toEqual([{ state: 'booked', copies: 1, stale: 1 }]);
  });

  it('[BANK6] becomes a refund task when the order is already paid, and never a second order_paid', async () => {
    await shop.pay(payment);
    const answer = await shop.pay(payment);

    expect(answer.status).toBe(200);
    expect(tasks()).toEqual([{ order_id: orderId, amount: 250_000, reason: 'order_already_paid' }]);
    expect(await order()).toMatchObject({ status: 'paid', paid: 250_000 });
    const told = await shop.told(4);
    expect(told.map(([type]) => type)).toEqual(['order_created', 'payment_received', 'order_paid', 'refund_due']);
    expect(told[3]?.[1]).toMatchObject({
      message: 'Cần hoàn tiền 250.000đ: đơn HD-1001 đã thanh toán',
      reason: 'order_already_paid',
      refund_id: 1,
      order_id: orderId,
    });
  });

  it('[BANK6] becomes a refund task when the order was cancelled', async () => {
    await shop.call('POST', `/api/v1/orders/${orderId}/cancel`, { token, body: { reason: 'x' } });

    const answer = await shop.pay(payment);

    expect(answer.status).toBe(200);
    expect(tasks()).toEqual([{ order_id: orderId, amount: 250_000, reason: 'order_cancelled' }]);
    expect((await order()).status).toBe('cancelled');
  });
});

describe('money of nobody', () => {
  it("[BANK7] pays nobody when another company's account got it, whatever code it carries", async () => {
    await shop.pay(payment, { accountNumber: '9876543210' });

    expect(await order()).toMatchObject({ status: 'unpaid', paid: 0 });
    const row = shop.backend.db.get('SELECT company_id, payment_id, outcome FROM transfers');
    expect(row).toEqual({ company_id: 2, payment_id: null, outcome: 'unmatched' });
    expect(await types(2)).toEqual(['order_created', 'transfer_unmatched']);
  });

  it('[BANK3] answers 200 for the registration test and every other unknown payment, and keeps them', async () => {
    const test = await post(played({ orderCode: 123, description: 'VQRIO123', accountNumber: '12345678' }));
    const unknown = await post(played({ orderCode: 4711, description: 'com trua', reference: 'FT-2' }));

    expect(test).toMatchObject({ status: 200, body: { success: true } });
    expect(unknown.status).toBe(200);
    expect(inbox().map((row) => row.state)).toEqual(['unmatched', 'unmatched']);
    expect((await order()).status).toBe('unpaid');
  });

  it('[BANK9] keeps outgoing money and never matches it', async () => {
    const answer = await post(played({ amount: -250_000 }));

    expect(answer.status).toBe(200);
    expect(inbox().map((row) => row.state)).toEqual(['outgoing']);
    expect((await order()).status).toBe('unpaid');
  });

  it('[BANK10] keeps an old transfer, flags it, and counts it all the same', async () => {
    await shop.pay(payment, { transferredAt: shop.clock.now() - 33 * 60_000 });

    expect(inbox()).toEqual([{ state: 'booked', copies: 1, stale: 1 }]);
    expect((await order()).status).toBe('paid');
  });

  it('[BANK11] keeps an authentic row in which no transfer can be read, answered 200', async () => {
    const answer = await post(signed({ orderCode: payment.payment_id, amount: 'many', accountNumber: '0123456789' }));
    const failed = await post(signed({ ...played({}).data, code: '01' }));
    const huge = await post(signed({ ...played({}).data, amount: Number.MAX_SAFE_INTEGER }));

    expect([answer.status, failed.status, huge.status]).toEqual([200, 200, 200]);
    expect(inbox().map((row) => row.state)).toEqual(['unreadable', 'unreadable', 'unreadable']);
    expect((await order()).status).toBe('unpaid');
  });
});

describe('what is not from the bank', () => {
  it('[BANK2] refuses a bad signature with 401, counts it and keeps nothing', async () => {
    const right = played({});
    const forged = [
      { ...right, signature: '0'.repeat(64) },
      { ...right, signature: 'x' },
      { ...right, data: { ...right.data, amount: 1_000_000 } },
      signedPayosWebhook({ ...(right.data as Json), transferredAt: 0 }, 'another key'),
    ];

    for (const webhook of forged) expect((await post(webhook)).status).toBe(401);

    expect(shop.backend.forgedWebhooks()).toBe(4);
    expect(inbox()).toEqual([]);
    expect((await order()).status).toBe('unpaid');
  });

  it('[BANK2] believes nothing of the envelope: only data is signed', async () => {
    const webhook = { ...played({}), code: '99', success: false, desc: 'no' };

    expect((await post(webhook)).status).toBe(200);
    expect((await order()).status).toBe('paid');
  });

  it('[BANK2] refuses what is no webhook with 400', async () => {
    const { data } = played({});
    const nested = signed({ ...data, more: { amount: 1 } });
    for (const body of [
      '',
      '{',
      '[]',
      'null',
      '{}',
      { data },
      { data: 'x', signature: 'y' },
      { data, signature: 1 },
      nested,
    ]) {
      expect((await post(body)).status).toBe(400);
    }
    expect(inbox()).toEqual([]);
    expect(shop.backend.forgedWebhooks()).toBe(0);
  });

  it('[BANK2] refuses a body of more than 64 KiB with 413', async () => {
    expect((await post('x'.repeat(70_000))).status).toBe(413);
  });
});

describe('a crash', () => {
  it('[BANK8] between writing a row down and matching it loses nothing and counts it once', async () => {
    // What the first of the two transactions leaves behind.
    await shop.pay(payment);
    shop.backend.db.run('DELETE FROM receipts');
    shop.backend.db.run('DELETE FROM transfers');
    shop.backend.db.run("DELETE FROM outbox WHERE body LIKE '%payment_received%' OR body LIKE '%order_paid%'");
    shop.backend.db.run("UPDATE orders SET status = 'unpaid', paid = 0, paid_at = NULL");
    shop.backend.db.run("UPDATE bank_inbox SET state = 'received'");

    await shop.restart();
    await shop.restart();

    expect(await order()).toMatchObject({ status: 'paid', paid: 250_000 });
    expect(inbox()).toEqual([{ state: 'booked', copies: 1, stale: 0 }]);
  });

  it('[BANK8] of the matching leaves the row to be matched a little later; the bank has its answer', async () => {
    shop.backend.db.run('ALTER TABLE receipts RENAME TO receipts_gone');
    const answer = await shop.pay(payment);
    expect(answer.status).toBe(200);
    expect(inbox()).toMatchObject([{ state: 'received' }]);

    shop.backend.db.run('ALTER TABLE receipts_gone RENAME TO receipts');
    shop.clock.advance(5000);

    expect(await order()).toMatchObject({ status: 'paid', paid: 250_000 });
  });
});
