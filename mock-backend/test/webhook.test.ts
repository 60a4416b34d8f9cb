import { describe, expect, it } from 'vitest';
import { orderId, readInbox, readOrder, shop, token, toldTypes } from './testing/waitingOrder.ts';
import { payment, playedPayos, postPayos, signedPayos, useWaitingPayment } from './testing/waitingPayment.ts';

useWaitingPayment();

const tasks = () => shop.backend.db.all('SELECT order_id, amount, reason FROM refund_tasks');

describe('a transfer of what was asked', () => {
  it('[BANK1] pays the order and tells the company: what came in, then once that it is paid', async () => {
    const answer = await postPayos(playedPayos());

    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    expect(await readOrder()).toMatchObject({
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
    await postPayos(
      playedPayos({ orderCode: 0, description: `CT DEN 0912 ${payment.code.toLowerCase()}HD1001 ck nhanh` }),
    );

    expect((await readOrder()).status).toBe('paid');
  });

  it('[BANK1] has been acted on when its sender has the answer', async () => {
    await postPayos(playedPayos());

    expect(shop.backend.db.get('SELECT status FROM orders WHERE id = ?', orderId)).toEqual({ status: 'paid' });
  });
});

describe('the same transfer again', () => {
  it('[BANK4] counts once, one after the other or both at once, and is answered like the first', async () => {
    const webhook = playedPayos();

    const answers = [await postPayos(webhook), ...(await Promise.all([postPayos(webhook), postPayos(webhook)]))];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await readOrder()).paid).toBe(250_000);
    expect(readInbox()).toMatchObject([{ state: 'booked', copies: 3, stale: 0 }]);
    expect(tasks()).toEqual([]);
  });

  it('[BANK4] counts once when two tell it for the first time at the same moment', async () => {
    const webhook = playedPayos();

    await Promise.all([postPayos(webhook), postPayos(webhook)]);

    expect(await readOrder()).toMatchObject({ paid: 250_000, status: 'paid' });
    expect(await toldTypes(3)).toEqual(['order_created', 'payment_received', 'order_paid']);
  });

  it('[BANK4] counts once when it is told in other words: the bank reference decides', async () => {
    await postPayos(playedPayos());
    await postPayos(playedPayos({ description: `${payment.code} chuyen tien`, payer: 'SOMEBODY' }));

    expect(readInbox().map((row) => row.state)).toEqual(['booked', 'duplicate']);
    expect((await readOrder()).paid).toBe(250_000);
  });

  it('[BANK4] counts two transfers without a reference as the two that they are', async () => {
    await postPayos(playedPayos({ reference: '', amount: 100_000, description: `${payment.code} a` }));
    await postPayos(playedPayos({ reference: '', amount: 100_000, description: `${payment.code} b` }));

    expect(await readOrder()).toMatchObject({ paid: 200_000, status: 'partially_paid' });
  });
});

describe('another amount', () => {
  it('[BANK5] too little leaves the order partially paid, told but not as paid', async () => {
    await shop.pay(payment, { amount: 150_000 });

    expect(await readOrder()).toMatchObject({
      status: 'partially_paid',
      paid: 150_000,
      remaining: 100_000,
      paid_at: null,
    });
    const told = await shop.told(2);
    expect(told[1]).toMatchObject([
      'payment_received',
      { amount: 150_000, paid: 150_000, remaining: 100_000, status: 'partially_paid' },
    ]);
    expect(told).toHaveLength(2);
  });

  it('[BANK5] too much pays the order and leaves it overpaid', async () => {
    await shop.pay(payment, { amount: 300_000 });

    expect(await readOrder()).toMatchObject({ status: 'overpaid', paid: 300_000, remaining: 0 });
    expect(await toldTypes(4)).toEqual(['order_created', 'payment_received', 'order_paid', 'refund_due']);
  });

  it('[BANK5] in two parts, told in the wrong order, is paid once, by the part that comes last', async () => {
    const [first, second] = [
      playedPayos({ amount: 100_000, reference: 'A', transferredAt: shop.clock.now() }),
      playedPayos({ amount: 150_000, reference: 'B', transferredAt: shop.clock.now() + 60_000 }),
    ];

    await postPayos(second);
    await postPayos(first);
    await postPayos(second);

    expect(await readOrder()).toMatchObject({ status: 'paid', paid: 250_000 });
    expect(await toldTypes(4)).toEqual(['order_created', 'payment_received', 'payment_received', 'order_paid']);
  });
});

describe('money that comes too late', () => {
  it('[PAY6] pays an order that is still open, marked late', async () => {
    shop.clock.advance(16 * 60_000);
    await shop.pay(payment);

    const after = await readOrder(orderId, await shop.token('thungan1'));
    expect(after.status).toBe('paid');
    expect(after.payments[0].late).toBe(true);
  });

  it('[PAY6] is not late when only its webhook was', async () => {
    const transferredAt = shop.clock.now() + 60_000;
    shop.clock.advance(40 * 60_000);
    await shop.pay(payment, { transferredAt });

    expect((await readOrder(orderId, await shop.token('thungan1'))).payments[0].late).toBe(false);
    expect(readInbox()).toMatchObject([{ state: 'booked', copies: 1, stale: 1 }]);
  });

  it('[BANK6] becomes a refund task when the order is already paid, and never a second order_paid', async () => {
    await shop.pay(payment);
    const answer = await shop.pay(payment);

    expect(answer.status).toBe(200);
    expect(tasks()).toEqual([{ order_id: orderId, amount: 250_000, reason: 'order_already_paid' }]);
    expect(await readOrder()).toMatchObject({ status: 'paid', paid: 250_000 });
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
    expect((await readOrder()).status).toBe('cancelled');
  });
});

describe('money of nobody', () => {
  it("[BANK7] pays nobody when another company's account got it, whatever code it carries", async () => {
    await shop.pay(payment, { accountNumber: '9876543210' });

    expect(await readOrder()).toMatchObject({ status: 'unpaid', paid: 0 });
    const row = shop.backend.db.get('SELECT company_id, payment_id, outcome FROM transfers');
    expect(row).toEqual({ company_id: 2, payment_id: null, outcome: 'unmatched' });
    expect(await toldTypes(2)).toEqual(['order_created', 'transfer_unmatched']);
  });

  it('[BANK3] answers 200 for the registration test and every other unknown payment, and keeps them', async () => {
    const test = await postPayos(playedPayos({ orderCode: 123, description: 'VQRIO123', accountNumber: '12345678' }));
    const unknown = await postPayos(playedPayos({ orderCode: 4711, description: 'com trua', reference: 'FT-2' }));

    expect(test).toMatchObject({ status: 200, body: { success: true } });
    expect(unknown.status).toBe(200);
    expect(readInbox().map((row) => row.state)).toEqual(['unmatched', 'unmatched']);
    expect((await readOrder()).status).toBe('unpaid');
  });

  it('[BANK9] keeps outgoing money and never matches it', async () => {
    const answer = await postPayos(playedPayos({ amount: -250_000 }));

    expect(answer.status).toBe(200);
    expect(readInbox().map((row) => row.state)).toEqual(['outgoing']);
    expect((await readOrder()).status).toBe('unpaid');
  });

  it('[BANK10] keeps an old transfer, flags it, and counts it all the same', async () => {
    await shop.pay(payment, { transferredAt: shop.clock.now() - 33 * 60_000 });

    expect(readInbox()).toMatchObject([{ state: 'booked', copies: 1, stale: 1 }]);
    expect((await readOrder()).status).toBe('paid');
  });

  it('[BANK11] keeps an authentic row in which no transfer can be read, answered 200', async () => {
    const answer = await postPayos(
      signedPayos({ orderCode: payment.payment_id, amount: 'many', accountNumber: '0123456789' }),
    );
    const failed = await postPayos(signedPayos({ ...playedPayos().data, code: '01' }));
    const huge = await postPayos(signedPayos({ ...playedPayos().data, amount: Number.MAX_SAFE_INTEGER }));

    expect([answer.status, failed.status, huge.status]).toEqual([200, 200, 200]);
    expect(readInbox().map((row) => row.state)).toEqual(['unreadable', 'unreadable', 'unreadable']);
    expect((await readOrder()).status).toBe('unpaid');
  });
});
