import { describe, expect, it } from 'vitest';
import { signedPayosWebhook } from '../src/mockBank/mockWebhooks.ts';
import type { Json } from './testing/startShop.ts';
import { readInbox, readOrder, shop } from './testing/waitingOrder.ts';
import { playedPayos, postPayos, signedPayos, useWaitingPayment } from './testing/waitingPayment.ts';

useWaitingPayment();

describe('what is not from the bank', () => {
  it('[BANK2] refuses a bad signature with 401, counts it and keeps nothing', async () => {
    const right = playedPayos();
    const forged = [
      { ...right, signature: '0'.repeat(64) },
      { ...right, signature: 'x' },
      { ...right, data: { ...right.data, amount: 1_000_000 } },
      signedPayosWebhook({ ...(right.data as Json), transferredAt: 0 }, 'another key'),
    ];

    for (const webhook of forged) expect((await postPayos(webhook)).status).toBe(401);

    expect(shop.backend.forgedWebhooks()).toBe(4);
    expect(readInbox()).toEqual([]);
    expect((await readOrder()).status).toBe('unpaid');
  });

  it('[BANK2] believes nothing of the envelope: only data is signed', async () => {
    const webhook = { ...playedPayos(), code: '99', success: false, desc: 'no' };

    expect((await postPayos(webhook)).status).toBe(200);
    expect((await readOrder()).status).toBe('paid');
  });

  it('[BANK2] refuses what is no webhook with 400', async () => {
    const { data } = playedPayos();
    const nested = signedPayos({ ...data, more: { amount: 1 } });
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
      expect((await postPayos(body)).status).toBe(400);
    }
    expect(readInbox()).toEqual([]);
    expect(shop.backend.forgedWebhooks()).toBe(0);
  });

  it('[BANK2] refuses a body of more than 64 KiB with 413', async () => {
    expect((await postPayos('x'.repeat(70_000))).status).toBe(413);
  });
});
