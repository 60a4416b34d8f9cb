import type { Page, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { until } from './api.ts';
import { picture } from './browser.ts';
import { askAsPage, signIn } from './cashier.ts';
import { untilKept } from './keptTill.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();
const cashier = await signIn(browser, system.addresses.container, 'thungan1');

const ORDERS = '**/api/v1/orders';

async function sell(page: Page, dish: RegExp): Promise<void> {
  await page.getByRole('button', { name: dish }).first().click();
  await page.getByRole('button', { name: 'Tạo đơn' }).click();
}

/** The totals of the orders that the backend has, the oldest first. */
async function totals(page: Page): Promise<number[]> {
  const { items } = await askAsPage<{ items: { total: number }[] }>(page, '/api/v1/orders?page=1');
  return items.map(({ total }) => total).reverse();
}

const untilOrders = (page: Page, count: number): Promise<number> =>
  until(
    () => totals(page),
    (made) => made.length === count,
    40_000,
  );

it('[TILL38] orders made without a network outlive a reload, and become one order each when it is back', async () => {
  const { page, context } = cashier;
  await untilKept(page);
  await context.setOffline(true);
  await sell(page, /^Thêm .*250\.000đ$/);
  await sell(page, /^Thêm .*280\.000đ$/);
  await page.getByRole('button', { name: /^Thêm Cà phê sữa đá/ }).click();
  await page.getByText('Đã lưu, sẽ gửi khi có mạng (2 đơn chờ)').waitFor();

  await page.reload();
  await page.getByTestId('offline-bar').waitFor();
  await page.getByText('Đã lưu, sẽ gửi khi có mạng (2 đơn chờ)').waitFor();
  await page.getByLabel('Số lượng Cà phê sữa đá').waitFor();
  await picture(page, 'offline-queue');
  // The first answer gets lost: the same order is sent again, by a page that cannot know it was taken.
  await page.route(ORDERS, loseAnswer, { times: 1 });
  await context.setOffline(false);
  await page.getByText(/^Đã lưu, sẽ gửi/).waitFor({ state: 'detached', timeout: 40_000 });
  await untilOrders(page, 2);
  await page.getByLabel('Số lượng Cà phê sữa đá').waitFor();
  await page.reload();
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor();

  expect(await totals(page)).toEqual([250_000, 280_000]);
});

it('[TILL38] an order that the server refuses is told, and is made once it is put right', async () => {
  const { page } = cashier;
  const before = await totals(page);
  await page.route(ORDERS, askForUnknownProduct, { times: 1 });
  await page.getByRole('button', { name: 'Tạo đơn' }).click();
  await page.getByText('Máy chủ không nhận: có món cửa hàng không còn bán.').waitFor();
  await picture(page, 'refused-order');
  const afterRefusal = await totals(page);

  await page.getByRole('button', { name: 'Sửa lại' }).click();
  await page.getByRole('button', { name: 'Thêm một Cà phê sữa đá' }).click();
  await page.getByRole('button', { name: 'Tạo đơn' }).click();
  await untilOrders(page, before.length + 1);

  expect(afterRefusal).toEqual(before);
  expect(await totals(page)).toEqual([...before, 50_000]);
  expect(await page.getByText(/^Máy chủ không nhận: /).count()).toBe(0);
});

async function loseAnswer(route: Route): Promise<void> {
  await route.fetch();
  await route.abort();
}

async function askForUnknownProduct(route: Route): Promise<void> {
  const body = { ...(route.request().postDataJSON() as object), items: [{ product_id: 999_999, quantity: 1 }] };
  await route.continue({ postData: JSON.stringify(body) });
}
