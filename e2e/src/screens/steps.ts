import type { Page } from 'playwright-core';
import type { Seat } from './seat.ts';

/** Presses the first button of this name. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click();
}

/** What this key presses. */
export function keyed(key: string): string {
  return `[aria-keyshortcuts="${key}"]`;
}

/** Puts the first products of the menu into the draft in front. */
export async function addProducts(page: Page, count: number): Promise<void> {
  for (let place = 0; place < count; place += 1) await page.locator(`[data-place="${place}"]`).click();
}

interface Sale {
  readonly discount?: object;
  readonly note?: string;
  readonly table?: string;
}

/** An order of 250.000đ of this till. Gives its number. */
export async function makeOrder({ page, ask }: Seat, sale: Sale = {}): Promise<number> {
  const { items } = await ask<{ items: { id: number; price: number }[] }>('/products');
  const product = items.find(({ price }) => price === 250_000);
  const till_id = await page.evaluate(() => localStorage.getItem('vppos.till_id'));
  const order = { items: [{ product_id: product?.id, quantity: 1 }], till_id, idempotency_key: crypto.randomUUID() };
  return (await ask<{ order_id: number }>('/orders', { ...order, ...sale })).order_id;
}

interface Asked {
  readonly orderId: number;
  /** What the transfer must carry. */
  readonly payment: { readonly paymentId: number; readonly code: string; readonly amount: number };
}

/** Signs in and opens the QR of a new order. */
export async function awaitMoney(seat: Seat): Promise<Asked> {
  const page = await seat.signIn();
  const orderId = await makeOrder(seat);
  const opened = page.waitForResponse((response) => response.url().endsWith(`/orders/${orderId}/payments`));
  await seat.goTo(`/payment/${orderId}`);
  const { payment_id, code, amount } = await (await opened).json();
  await page.getByRole('timer').waitFor();
  return { orderId, payment: { paymentId: payment_id, code, amount } };
}

/** Books cash for an order at once, as a colleague would. */
export async function payInCash({ ask }: Seat, orderId: number, cash: object = {}): Promise<void> {
  await ask(`/orders/${orderId}/payments`, { method: 'cash', idempotency_key: crypto.randomUUID(), ...cash });
}

/** From here on the server takes no connection for these addresses. */
export async function cutOff({ context }: Seat, addresses: string): Promise<void> {
  await context.route(addresses, (route) => route.abort('connectionrefused'));
}
