import type { Tab } from './tab.ts';

interface Asked {
  readonly paymentId: number;
  readonly code: string;
  readonly amount: number;
}

/** Makes an order, and opens its QR in this tab. Gives what the transfer must carry. */
export async function openPaymentIn(tab: Tab): Promise<Asked> {
  const items = [{ product_id: 1, quantity: 1 }];
  const order = await post(tab, '/api/v1/orders', { items, idempotency_key: crypto.randomUUID() });
  const orderId = order['order_id'];
  await tab.click(`[data-order-id="${orderId}"] [aria-label^="Thanh toán"]`);
  // The countdown stands beside the QR: from then on the payment is this till's.
  await tab.until(() => document.querySelector('[data-payment-state="waiting"] [role="timer"]') !== null);
  const payment = await post(tab, `/api/v1/orders/${orderId}/payments`, { method: 'vietqr' });
  return {
    paymentId: payment['payment_id'] as number,
    code: payment['code'] as string,
    amount: order['total'] as number,
  };
}

/** As the tab's own micro-frontends ask the backend. */
function post(tab: Tab, path: string, body: object): Promise<Record<string, unknown>> {
  return tab.evaluate(
    async (asked) => {
      const { fetch } = (globalThis as unknown as Record<symbol, typeof globalThis>)[
        Symbol.for('vppos.session.v1')
      ] as typeof globalThis;
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(asked.path, { method: 'POST', headers, body: JSON.stringify(asked.body) });
      return (await answer.json()) as Record<string, unknown>;
    },
    { path, body },
  );
}
