import { describe, expect, it } from 'vitest';
import { type PlayedTransfer, signedSepayWebhook } from '../src/mockBank/mockWebhooks.ts';
import { SEPAY_SECRET } from './testing/startShop.ts';
import { orderId, readInbox, readOrder, shop, toldTypes } from './testing/waitingOrder.ts';
import { payment, useWaitingPayment } from './testing/waitingPayment.ts';

useWaitingPayment();

const played = (fields: Partial<PlayedTransfer> = {}): PlayedTransfer => ({
  orderCode: 0,
  amount: 250_000,
  description: `${payment.code} HD${orderId}`,
  accountNumber: '0123456789',
  reference: 'FT-1',
  transferredAt: shop.clock.now(),
  ...fields,
});
const signed = (fields?: Partial<PlayedTransfer>, { secret = SEPAY_SECRET, sentAt = shop.clock.now() } = {}) =>
  signedSepayWebhook(played(fields), { secret, sentAt });
const post = ({ body, headers }: { body: string; headers?: Record<string, string> }) =>
  shop.call('POST', '/api/v1/webhooks/sepay', { body, ...(headers === undefined ? {} : { headers }) });

describe('a SePay webhook', () => {
  it('[BANK13] that is signed pays the order its note names', async () => {
    expect(await post(signed())).toMatchObject({ status: 200, body: { success: true } });
    expect(await readOrder()).toMatchObject({ status: 'paid', paid: 250_000, payments: [{ reference: 'FT-1' }] });
    expect(await toldTypes(3)).toEqual(['order_created', 'payment_received', 'order_paid']);
  });

  it('[BANK13] with the API key pays likewise', async () => {
    const answer = await post({ body: signed().body, headers: { authorization: `Apikey ${SEPAY_SECRET}` } });

    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    expect((await readOrder()).status).toBe('paid');
  });

  it('[BANK13] is answered 200 when it is told again, names nobody, or tells of money that went out', async () => {
    const first = signed();
    const out = signed({ reference: 'FT-OUT' }).body.replace('"in"', '"out"');
    const keyed = { authorization: `Apikey ${SEPAY_SECRET}` };

    const answers = [
      await post(first),
      await post(first),
      await post(signed({ description: 'com trua', reference: 'FT-2' })),
      await post({ body: out, headers: keyed }),
      await post({ body: '{"transferAmount":"many","transferType":"in"}', headers: keyed }),
    ];

    expect(answers.map(({ status, body }) => [status, body.success])).toEqual(answers.map(() => [200, true]));
    expect(readInbox()).toMatchObject([
      { provider: 'sepay', state: 'booked', copies: 2 },
      { state: 'unmatched' },
      { state: 'outgoing' },
      { state: 'unreadable' },
    ]);
    expect((await readOrder()).paid).toBe(250_000);
  });

  it('[BANK14] that is forged is 401, counted and not kept', async () => {
    const right = signed();
    const forged = [
      signed({}, { secret: 'another-secret-1234' }),
      { ...right, body: right.body.replace('250000', '950000') },
      // The same JSON in other bytes is not what SePay signed.
      { ...right, body: `${right.body} ` },
      { body: right.body },
      { body: right.body, headers: { authorization: 'Apikey another-secret-1234' } },
    ];

    for (const webhook of forged) expect((await post(webhook)).status).toBe(401);

    expect(shop.backend.forgedWebhooks()).toBe(forged.length);
    expect(readInbox()).toEqual([]);
    expect((await readOrder()).status).toBe('unpaid');
  });

  it('[BANK14] that is none is 400, signed or not', async () => {
    for (const body of ['', '{', '[]', 'null', '{}', '"x"']) {
      expect((await post({ body, headers: { authorization: `Apikey ${SEPAY_SECRET}` } })).status).toBe(400);
      expect((await post({ body })).status).toBe(400);
    }
    expect(readInbox()).toEqual([]);
    expect(shop.backend.forgedWebhooks()).toBe(0);
  });

  it.each([-6, 6, -33])('[BANK15] that was signed %i minutes from now counts, and is flagged', async (minutes) => {
    const answer = await post(signed({}, { sentAt: shop.clock.now() + minutes * 60_000 }));

    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    expect(readInbox()).toMatchObject([{ state: 'booked', stale: 1 }]);
    expect((await readOrder()).status).toBe('paid');
  });

  it('[BANK15] that is replayed an hour later changes nothing', async () => {
    const webhook = signed();
    await post(webhook);
    shop.clock.advance(3_600_000);

    expect((await post(webhook)).status).toBe(200);
    expect(shop.backend.db.get('SELECT count(*) AS n FROM receipts')).toEqual({ n: 1 });
    expect(readInbox()).toMatchObject([{ copies: 2, stale: 0 }]);
  });
});

it('[BANK16] counts a transfer once that payOS and SePay tell of at the same moment', async () => {
  const sepay = signed({ reference: 'FT-BOTH' });

  const answers = await Promise.all([
    shop.pay(payment, { reference: 'FT-BOTH' }),
    post(sepay),
    shop.pay(payment, { reference: 'FT-BOTH' }),
    post(sepay),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await readOrder()).toMatchObject({ status: 'paid', paid: 250_000 });
  expect(shop.backend.db.get('SELECT count(*) AS n FROM transfers')).toEqual({ n: 1 });
});
