import { beforeEach } from 'vitest';
import { payosSignature } from '../../src/bank/payos/payosSignature.ts';
import { type PayosWebhook, type PlayedTransfer, signedPayosWebhook } from '../../src/mockBank/mockWebhooks.ts';
import { type Answer, type Json, PAYOS_KEY } from './startShop.ts';
import { orderId, shop, token, useWaitingOrder } from './waitingOrder.ts';

export let payment: Json;

/** Before each test of a file: the shop of `useWaitingOrder`, whose order now waits for a transfer; payOS may tell of it. */
export function useWaitingPayment(): void {
  useWaitingOrder();
  beforeEach(async () => {
    payment = await shop.ask(token, orderId);
  });
}

/** What payOS would send of a transfer of what was asked, or of another. */
export const playedPayos = (fields: Partial<PlayedTransfer> = {}): PayosWebhook =>
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

/** Any words, really signed. */
export const signedPayos = (data: Record<string, unknown>) => ({ data, signature: payosSignature(data, PAYOS_KEY) });

export const postPayos = (body: unknown): Promise<Answer> => shop.call('POST', '/api/v1/webhooks/payos', { body });
