import { describe, expect, it } from 'vitest';
import { signedSepayWebhook } from '../src/mockBank/mockWebhooks.ts';
import { type Json, SEPAY_SECRET } from './testing/startShop.ts';
import { orderId, readInbox, readOrder, shop, token, toldTypes } from './testing/waitingOrder.ts';
import { payment, playedPayos, postPayos, useWaitingPayment } from './testing/waitingPayment.ts';

useWaitingPayment();

/** SePay knows no payment: it tells the note alone. */
const tellSepay = (note: string) => {
  const transfer = { ...playedPayos().data, orderCode: 0, accountNumber: '0123456789', reference: 'FT-1' };
  const { body, headers } = signedSepayWebhook(
    { ...transfer, amount: 250_000, description: note, transferredAt: shop.clock.now() },
    { secret: SEPAY_SECRET, sentAt: shop.clock.now() },
  );
  return shop.call('POST', '/api/v1/webhooks/sepay', { body, headers });
};
const listed = async (outcome: string): Promise<Json[]> =>
  (await shop.call('GET', `/api/v1/transfers?outcome=${outcome}`, { token })).body.items;

describe('several codes in one note', () => {
  const orderAnother = async () => shop.ask(token, (await shop.order(token)).order_id);

  it('[BANK25] pay the first order that still wants money', async () => {
    const other = await orderAnother();
    await postPayos(playedPayos({ reference: 'FT-0' }));

    await tellSepay(`${payment.code} ${other.code}`);

    expect(await readOrder(other.order_id)).toMatchObject({ status: 'paid', paid: 250_000 });
    expect(await readOrder()).toMatchObject({ status: 'paid', refunds: [] });
  });

  it('[BANK25] pay one order only, the first of those that wait', async () => {
    const other = await orderAnother();

    await tellSepay(`${payment.code} ${other.code}`);

    expect(await readOrder()).toMatchObject({ status: 'paid' });
    expect(await readOrder(other.order_id)).toMatchObject({ status: 'unpaid', paid: 0 });
  });

  it('[BANK25] are a refund of the first order when none wants money any more', async () => {
    const other = await orderAnother();
    for (const id of [orderId, other.order_id])
      await shop.call('POST', `/api/v1/orders/${id}/cancel`, { token, body: { reason: 'x' } });

    await tellSepay(`${payment.code} ${other.code}`);

    expect((await readOrder()).refunds).toMatchObject([{ amount: 250_000, reason: 'order_cancelled' }]);
    expect((await readOrder(other.order_id)).refunds).toEqual([]);
  });
});

describe('a transfer that is told again', () => {
  it('[BANK26] is booked once it is told what it pays, whoever was first', async () => {
    await tellSepay('com trua');
    expect(await listed('unmatched')).toHaveLength(1);

    await postPayos(playedPayos({ payer: 'TRAN VAN B' }));
    await postPayos(playedPayos({ payer: 'TRAN VAN B' }));

    expect(await readOrder()).toMatchObject({ status: 'paid', paid: 250_000, payments: [{ reference: 'FT-1' }] });
    expect(await listed('all')).toMatchObject([{ outcome: 'booked', order_id: orderId, payer: 'TRAN VAN B' }]);
    expect(readInbox()).toMatchObject([{ state: 'unmatched' }, { state: 'booked', copies: 2 }]);
    expect(await toldTypes(5)).toEqual([
      'order_created',
      'transfer_unmatched',
      'resource_updated',
      'payment_received',
      'order_paid',
    ]);
  });

  it('[BANK26] stays what a person has made of it', async () => {
    await tellSepay('com trua');
    await shop.call('POST', '/api/v1/transfers/1/refund', { token });

    await postPayos(playedPayos());

    expect(await readOrder()).toMatchObject({ status: 'unpaid', paid: 0 });
    expect(await listed('all')).toMatchObject([{ outcome: 'refund', order_id: null }]);
    expect(readInbox()).toMatchObject([{ state: 'unmatched' }, { state: 'duplicate' }]);
  });

  it('[BANK26] is told as unmatched once, however often nobody knows what it pays', async () => {
    await tellSepay('com trua');
    await postPayos(playedPayos({ orderCode: 0, description: 'com trua' }));

    expect(await listed('unmatched')).toHaveLength(1);
    expect(readInbox()).toMatchObject([{ state: 'unmatched' }, { state: 'duplicate' }]);
    expect(await toldTypes(2)).toEqual(['order_created', 'transfer_unmatched']);
  });
});
