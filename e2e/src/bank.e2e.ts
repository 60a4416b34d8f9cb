import { describe, expect, it } from 'vitest';
import { publishAnswer, until } from './api.ts';
import { signedWebhook, type Transfer, tellBackend } from './bank.ts';
import { picture } from './browser.ts';
import { heard, recordBus, typesOf, wholeBus } from './busRecorder.ts';
import { signIn } from './cashier.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();
const cashier = await signIn(browser, system.addresses.container, 'thungan1');
await recordBus(cashier.context);
await cashier.page.reload();
await cashier.page.locator('[data-testid="connection"][data-state="live"]').waitFor();

/** Opens a new order's QR; `transfer` is what would pay it. */
async function waitForMoney(): Promise<{ orderId: number; transfer: Transfer }> {
  await cashier.page.getByRole('navigation').getByRole('link', { name: 'Bán hàng' }).click();
  const orderId = await cashier.createOrder();
  const payment = await cashier.openPayment(orderId);
  return { orderId, transfer: { ...payment, reference: `FT-${orderId}` } };
}

const tell = (transfer: Transfer, key?: string): Promise<Response> =>
  tellBackend(system.addresses.backend, signedWebhook(transfer, key));

/** The types this page heard of one order, in order. */
async function heardOf(orderId: number): Promise<string[]> {
  return typesOf(await wholeBus(cashier.page), orderId);
}

const PAID = ['order_created', 'payment_received', 'order_paid'];

describe('what the bank says', () => {
  it('[TILL12] short, and then the rest: the screen asks for what is missing, and is green only when nothing is', async () => {
    const { orderId, transfer } = await waitForMoney();

    expect((await tell({ ...transfer, amount: 150_000, reference: 'FT-short' })).status).toBe(200);
    await cashier.toast('Đã nhận 150.000đ').waitFor();
    await cashier.page.getByText('100.000đ').first().waitFor();
    await picture(cashier.page, 'partial');
    expect(await heardOf(orderId)).toEqual(['order_created', 'payment_received']);
    expect((await tell({ ...transfer, amount: 100_000, reference: 'FT-rest' })).status).toBe(200);

    await cashier.page
      .getByRole('heading', { name: /Hóa đơn/i })
      .first()
      .waitFor();
    expect(await heardOf(orderId)).toEqual(['order_created', 'payment_received', 'payment_received', 'order_paid']);
  });

  it('[TILL12] too much: the order is paid and the excess is shown', async () => {
    const { orderId, transfer } = await waitForMoney();

    expect((await tell({ ...transfer, amount: 300_000 })).status).toBe(200);

    await cashier.page.getByText('50.000đ').first().waitFor();
    await picture(cashier.page, 'overpaid');
    await until(
      () => heardOf(orderId),
      (types) => types.length > PAID.length,
      2000,
    );
    expect(await heardOf(orderId)).toEqual([...PAID, 'refund_due']);
  });

  it('[TILL12] out of order: the transfer made first is told last, and both count', async () => {
    const { orderId, transfer } = await waitForMoney();
    const second = { ...transfer, amount: 100_000, reference: 'FT-second', transactionDateTime: '2026-11-20 10:05:00' };
    const first = { ...transfer, amount: 150_000, reference: 'FT-first', transactionDateTime: '2026-11-20 10:00:00' };

    expect((await tell(second)).status).toBe(200);
    await cashier.toast('Đã nhận 100.000đ').first().waitFor();
    expect((await tell(first)).status).toBe(200);

    await cashier.page
      .getByRole('heading', { name: /Hóa đơn/i })
      .first()
      .waitFor();
    expect(await heardOf(orderId)).toEqual(['order_created', 'payment_received', 'payment_received', 'order_paid']);
  });

  it('[TILL12] twice at once, and again later: told once, counted once', async () => {
    const { orderId, transfer } = await waitForMoney();

    const answers = await Promise.all([tell(transfer), tell(transfer), tell(transfer)]);
    await cashier.page
      .getByRole('heading', { name: /Hóa đơn/i })
      .first()
      .waitFor();
    const again = await tell(transfer);
    await cashier.page.waitForTimeout(300);

    expect([...answers, again].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await heardOf(orderId)).toEqual(PAID);
  });

  it('[TILL12] late, from a bank whose clock says last week: the open order is paid', async () => {
    const { orderId, transfer } = await waitForMoney();

    expect((await tell({ ...transfer, transactionDateTime: '2026-11-01 08:00:00' })).status).toBe(200);

    await cashier.page
      .getByRole('heading', { name: /Hóa đơn/i })
      .first()
      .waitFor();
    expect(await heardOf(orderId)).toEqual(PAID);
  });

  it('[TILL12] unknown, of another account, badly signed or broken: the right status, and the screen goes on waiting', async () => {
    const { orderId, transfer } = await waitForMoney();
    const broken = '{"code": "00", "data": {';

    expect((await tell({ ...transfer, paymentId: 123, code: 'VQRIO123', reference: 'FT-test' })).status).toBe(200);
    expect((await tell({ ...transfer, account: '9876543210', reference: 'FT-other' })).status).toBe(200);
    expect((await tell(transfer, 'not the key')).status).toBe(401);
    expect((await tellBackend(system.addresses.backend, broken)).status).toBe(400);
    expect((await tellBackend(system.addresses.backend, { hello: 'world' })).status).toBe(400);
    await cashier.page.waitForTimeout(300);

    expect(await heardOf(orderId)).toEqual(['order_created']);
    expect(await cashier.page.getByText('ĐANG CHỜ').first().isVisible()).toBe(true);
  });
});

describe('a backend that publishes nonsense', () => {
  it('[TILL13] is refused with every wrong path, and no page hears of it', async () => {
    const before = (await heard(cashier.page, 'vppos:realtime')).length;

    const answer = await publishAnswer(system.addresses.gateway, 'order_paid', {
      company_id: 1,
      order_id: 'x',
      total: 1.5,
    });

    expect(answer.status).toBe(422);
    const { errors } = (await answer.json()) as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual([
      'data.invoice_number',
      'data.message',
      'data.order_id',
      'data.total',
    ]);
    await cashier.page.waitForTimeout(200);
    expect(await heard(cashier.page, 'vppos:realtime')).toHaveLength(before);
  });
});
