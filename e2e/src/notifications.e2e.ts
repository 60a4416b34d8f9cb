import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until } from './api.ts';
import { signedWebhook, tellBackend } from './bank.ts';
import { picture } from './browser.ts';
import { askAsPage, signIn } from './cashier.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();
const url = system.addresses.container;
const [cashier, manager] = await Promise.all([signIn(browser, url, 'thungan1'), signIn(browser, url, 'quanly1')]);

const tell = (transfer: Parameters<typeof signedWebhook>[0]): Promise<Response> =>
  tellBackend(system.addresses.backend, signedWebhook(transfer));

/** Waits until the bell of a page counts so many unread news. */
const untilUnread = (page: Page, count: number): Promise<number> =>
  until(
    () => page.getByTestId('news-bell').getAttribute('data-unread'),
    (unread) => unread === String(count),
    10_000,
  );

/** Opens the drawer and follows the newest entry of a kind. */
async function follow(page: Page, kind: string): Promise<void> {
  await page.getByTestId('news-bell').click();
  await page.getByTestId('news-drawer').locator(`[data-kind="${kind}"]`).first().getByRole('link').click();
}

it('[TILL37] tells each role its news, leads to where they are dealt with, and counts what anybody has done no more', async () => {
  const { page } = cashier;
  const orderId = await cashier.createOrder();
  await tell({ paymentId: 999_999, code: 'an trua', amount: 250_000, reference: 'FT-unknown' });
  await Promise.all([untilUnread(page, 1), untilUnread(manager.page, 1)]);
  await picture(page, 'news-unread');
  expect(await page.getByRole('link', { name: /^Thanh toán 1 thông báo chưa đọc/ }).count()).toBe(1);

  await follow(page, 'transferUnmatched');
  await page.getByRole('heading', { name: 'Tiền chưa rõ của đơn nào' }).waitFor();
  await untilUnread(page, 0);
  await page.getByRole('button', { name: 'Ghép với đơn' }).click();
  await page.getByRole('button', { name: new RegExp(`^HD-${orderId} `) }).click();
  await page.getByRole('button', { name: `Ghép với đơn HD-${orderId}` }).click();
  await page.getByRole('button', { name: `Chắc chắn, ghép với HD-${orderId}` }).click();
  await page.getByText('Không có khoản nào chưa rõ').waitFor();
  // The money that was unknown is done with; that another till has got it is the manager's news alone.
  await untilUnread(manager.page, 1);
  await follow(manager.page, 'payment');
  await manager.page.getByRole('heading', { name: new RegExp(`Hóa đơn HD-${orderId}`) }).waitFor();
  await untilUnread(manager.page, 0);

  await page.getByRole('navigation').getByRole('link', { name: 'Bán hàng' }).click();
  await cashier
    .openPayment(await cashier.createOrder())
    .then((payment) => tell({ ...payment, amount: 300_000, reference: 'FT-over' }));
  await untilUnread(page, 1);
  await follow(manager.page, 'refundDue');
  await manager.page.getByRole('button', { name: 'Đã hoàn…' }).click();
  await manager.page.getByRole('button', { name: 'Đã trả khách 50.000đ' }).click();
  await manager.page.getByRole('button', { name: 'Chắc chắn, đã hoàn 50.000đ' }).click();
  await untilUnread(page, 0);

  await page.getByText(/^Đã trả khách 50\.000đ lúc .* \(Lê Thu Hà\)$/).waitFor();
});

it('[ORDMFE7] leads to an order wherever it stands: far down the list, and not among the newest at all', async () => {
  const { page } = cashier;
  await page.getByRole('navigation').getByRole('link', { name: 'Bán hàng' }).click();
  const orderId = await cashier.createOrder();
  await makeOrders(page, 12);
  await askAsPage(manager.page, `/api/v1/orders/${orderId}/cancel`, { reason: 'Khách đổi ý' });
  const reason = page.getByText('Lý do hủy: Khách đổi ý');

  await follow(page, 'orderCancelled');
  await reason.waitFor();
  const { y = 0, height = 0 } = (await reason.boundingBox()) ?? {};
  expect([y > 0, y + height < (page.viewportSize()?.height ?? 0)]).toEqual([true, true]);

  await makeOrders(page, 60);
  const opened = page.getByRole('region', { name: 'Đơn được mở' });
  // By keyboard: toasts may lie over it, and stay as long as the pointer rests on them.
  await opened.getByRole('button', { name: 'Đóng' }).press('Enter');
  await reason.waitFor({ state: 'detached' });
  await follow(page, 'orderCancelled');
  await opened.getByText('Lý do hủy: Khách đổi ý').waitFor();
  await picture(page, 'news-order');
});

async function makeOrders(page: Page, count: number): Promise<void> {
  const items = [{ product_id: 1, quantity: 1 }];
  const make = () => askAsPage(page, '/api/v1/orders', { items, idempotency_key: crypto.randomUUID() });
  await Promise.all(Array.from({ length: count }, make));
}
