import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { until } from './api.ts';
import { bankTime, bookUntold, signedWebhook, type Transfer, tellBackend, tellBySepay } from './bank.ts';
import { newPerson } from './browser.ts';
import { heard, receivedToasts, recordBus, typesOf, wholeBus } from './busRecorder.ts';
import { askAsPage, type Cashier, cashierAt, fillLogin, paymentState, spokenAmounts } from './cashier.ts';
import { openShop } from './shop.ts';
import { untilSilent } from './silence.ts';

/** Rounds of the reconcile job, in ms. */
const RECONCILE_MS = 1000;

const { system, browser } = await openShop({ env: { RECONCILE_MS: String(RECONCILE_MS) } });

/** Signs in in a browser of its own whose bus is recorded. */
async function comeIn(username: string): Promise<Cashier> {
  const context = await newPerson(browser);
  await recordBus(context);
  const page = await context.newPage();
  await page.goto(system.addresses.container);
  await fillLogin(page, username);
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
  return cashierAt(context, page);
}

interface Waiting {
  readonly orderId: number;
  readonly transfer: Transfer;
}

/** Opens a new order's QR; `transfer` is what would pay it. */
async function waitForMoney(cashier: Cashier, product?: RegExp): Promise<Waiting> {
  const orderId = await cashier.createOrder(product);
  const payment = await cashier.openPayment(orderId);
  return { orderId, transfer: { ...payment, reference: `FT-${orderId}` } };
}

async function tell(transfer: Transfer): Promise<void> {
  expect((await tellBackend(system.addresses.backend, signedWebhook(transfer))).status).toBe(200);
}

function invoice({ page }: Cashier): Promise<void> {
  return page
    .getByRole('heading', { name: /Hóa đơn/i })
    .first()
    .waitFor();
}

/** What this page has heard of one order. */
async function heardOf(page: Page, orderId: number): Promise<string[]> {
  return typesOf(await wholeBus(page), orderId);
}

/** 250.000đ was said and shown once. */
async function expectAnnouncedOnce({ page }: Cashier): Promise<void> {
  await until(
    () => spokenAmounts(page),
    (amounts) => amounts.length > 0,
    10_000,
  );
  await untilSilent(page);
  expect(await spokenAmounts(page)).toEqual(['250000']);
  expect(receivedToasts(await wholeBus(page))).toEqual(['Đã nhận 250.000đ']);
}

describe('money that comes late', () => {
  it('[TILL31] pays the order that is still open; what comes for it after that is a refund', async () => {
    const cashier = await comeIn('thungan1');
    const { page } = cashier;
    let endsAt = 0;
    // Nobody waits a quarter of an hour: what the page is told of the countdown ends in a second.
    await page.route('**/api/v1/orders/*/payments', async (route) => {
      const response = await route.fetch();
      const payment = (await response.json()) as { expires_at: number };
      endsAt = payment.expires_at;
      await route.fulfill({ response, json: { ...payment, expires_at: Date.now() + 1000 } });
    });
    const { orderId, transfer } = await waitForMoney(cashier);
    await page.getByText('Đã quá giờ – mã vẫn nhận được tiền').waitFor();

    await tell({ ...transfer, transactionDateTime: bankTime(endsAt + 60_000) });
    await invoice(cashier);
    await page.getByText('Tiền đến sau giờ hẹn').waitFor();
    await expectAnnouncedOnce(cashier);
    await tell({ ...transfer, reference: 'FT-again' });
    await page.getByText('Tiền đến khi đơn đã trả đủ').first().waitFor();

    expect(await paymentState(page)).toBe('paid');
    await expectAnnouncedOnce(cashier);
    expect((await heardOf(page, orderId)).toSorted()).toEqual(
      ['order_created', 'order_paid', 'payment_received', 'refund_due'].toSorted(),
    );
    await page
      .getByRole('link', { name: /^Cần hoàn tiền/ })
      .first()
      .click();
    await page.getByText(`HD-${orderId} · Tiền đến khi đơn đã trả đủ`).waitFor();
    await cashier.leave();
  });

  it('[TILL31] is a refund when the order was cancelled, and nothing is said', async () => {
    const cashier = await comeIn('thungan1');
    const { page } = cashier;
    const { orderId, transfer } = await waitForMoney(cashier);
    await askAsPage(page, `/api/v1/orders/${orderId}/cancel`, { reason: 'Khách đổi ý' });
    await page.locator('[data-payment-state="cancelled"]').waitFor();

    await tell(transfer);
    await page.getByText('Cần hoàn 250.000đ cho khách').first().waitFor();
    await untilSilent(page);

    expect(await paymentState(page)).toBe('cancelled');
    expect(await heardOf(page, orderId)).toEqual(['order_created', 'order_cancelled', 'refund_due']);
    expect(await spokenAmounts(page)).toEqual([]);
    expect(receivedToasts(await wholeBus(page))).toEqual([]);
    await page
      .getByRole('link', { name: /^Cần hoàn tiền/ })
      .first()
      .click();
    await page.getByText(`HD-${orderId} · Đơn đã hủy`).waitFor();
    await cashier.leave();
  });
});

describe('one transfer that everybody tells of', () => {
  interface Order {
    readonly paid: number;
    readonly status: string;
    readonly payments: readonly object[];
    readonly refunds: readonly object[];
  }

  async function expectCountedOnce({ page }: Cashier, orderId: number): Promise<void> {
    const order = await askAsPage<Order>(page, `/api/v1/orders/${orderId}`);
    expect(order).toMatchObject({ status: 'paid', paid: 250_000, refunds: [] });
    expect(order.payments).toHaveLength(1);
    const types = await heardOf(page, orderId);
    expect(types.toSorted()).toEqual(['order_created', 'order_paid', 'payment_received']);
  }

  it('[TILL32] counts once, payOS, SePay, the list and the cashier at the same time', async () => {
    const cashier = await comeIn('thungan1');
    const { backend } = system.addresses;
    const { orderId, transfer } = await waitForMoney(cashier);
    const told = { ...transfer, reference: await bookUntold(backend, orderId) };

    const [payos, sepay] = await Promise.all([
      tellBackend(backend, signedWebhook(told)),
      tellBySepay(backend, told),
      // What the button sends: the screen may be green, and the button gone, before it is pressed.
      askAsPage(cashier.page, `/api/v1/orders/${orderId}/check`, {}),
    ]);
    await invoice(cashier);

    expect([payos.status, sepay.status]).toEqual([200, 200]);
    await expectAnnouncedOnce(cashier);
    await expectCountedOnce(cashier, orderId);
    await cashier.leave();
  });

  it('[TILL32] counts once when the reconcile job has found it before anybody told', async () => {
    const cashier = await comeIn('thungan1');
    const { backend } = system.addresses;
    const { orderId, transfer } = await waitForMoney(cashier);
    const told = { ...transfer, reference: await bookUntold(backend, orderId) };
    await invoice(cashier);

    const [sepay, payos] = [await tellBySepay(backend, told), await tellBackend(backend, signedWebhook(told))];
    await askAsPage(cashier.page, `/api/v1/orders/${orderId}/check`, {});

    expect([sepay.status, payos.status]).toEqual([200, 200]);
    await expectAnnouncedOnce(cashier);
    await expectCountedOnce(cashier, orderId);
    await cashier.leave();
  });
});

describe("a code on another company's account", () => {
  it('[TILL33] pays nobody, and is known to the company whose account got the money only', async () => {
    const [owner, stranger] = (await Promise.all(['thungan1', 'thungan3'].map(comeIn))) as [Cashier, Cashier];
    const own = await waitForMoney(owner);
    const foreign = await waitForMoney(stranger, /^Thêm .*45\.000đ$/);
    const heardBefore = (await heard(stranger.page, 'vppos:realtime')).length;

    await tell({ ...foreign.transfer, account: '0123456789' });
    await owner.toast('45.000đ').first().waitFor();
    await Promise.all([owner, stranger].map(({ page }) => untilSilent(page)));

    for (const { page } of [owner, stranger]) {
      expect(await paymentState(page)).toBe('waiting');
      expect(await spokenAmounts(page)).toEqual([]);
      expect(receivedToasts(await wholeBus(page))).toEqual([]);
    }
    for (const [{ page }, { orderId }] of [
      [owner, own],
      [stranger, foreign],
    ] as const) {
      const order = await askAsPage<{ paid: number }>(page, `/api/v1/orders/${orderId}`);
      expect(order).toMatchObject({ paid: 0, payments: [], refunds: [] });
    }
    expect(await heard(stranger.page, 'vppos:realtime')).toHaveLength(heardBefore);
    await owner.page
      .getByRole('link', { name: /^Tiền chưa rõ/ })
      .first()
      .click();
    await owner.page.locator('[data-transfer-id]', { hasText: foreign.transfer.reference }).waitFor();
    await stranger.page
      .getByRole('link', { name: /^Tiền chưa rõ/ })
      .first()
      .click();
    await stranger.page.getByText('Không có khoản nào chưa rõ').waitFor();
    await Promise.all([owner.leave(), stranger.leave()]);
  });
});
