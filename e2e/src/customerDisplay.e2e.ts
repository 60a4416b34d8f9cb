import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { streams, until } from './api.ts';
import { signedWebhook, tellBackend } from './bank.ts';
import { picture } from './browser.ts';
import { fillLogin, signIn } from './cashier.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();

const showing = (display: Page, scene: string) => display.locator(`main[data-scene="${scene}"]`);

it('[TILL36] the customer follows cart, QR and thanks in a window without a stream, and sees nobody else’s', async () => {
  const { container, backend, gateway } = system.addresses;
  const cashier = await signIn(browser, container, 'thungan1');
  const { page, context } = cashier;
  const till = await page.evaluate(() => localStorage.getItem('vppos.till_id'));
  const opened = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Mở màn hình khách' }).click();
  const display = await opened;
  await showing(display, 'welcome').getByText('Kính chào quý khách').waitFor();
  const strangers = await Promise.all(
    [`company=1&till=${till}x`, `company=2&till=${till}`].map(async (search) => {
      const stranger = await context.newPage();
      await stranger.goto(`${container}/display?${search}`);
      return stranger;
    }),
  );
  await page.bringToFront();

  await page
    .getByRole('button', { name: /^Thêm .*280\.000đ$/ })
    .first()
    .click();
  await showing(display, 'cart').getByText('280.000đ').first().waitFor();
  const payment = await cashier.openPayment(await cashier.createOrder());
  await showing(display, 'payment').getByRole('img', { name: 'Mã QR để trả 530.000đ' }).waitFor();
  await picture(display, 'display-payment');
  const others = await Promise.all(strangers.map((stranger) => stranger.locator('main').getAttribute('data-scene')));
  await tellBackend(backend, signedWebhook({ ...payment, reference: 'FT-display' }));
  await showing(display, 'payment').getByText('Cảm ơn quý khách').waitFor();
  await display.getByText('Đã nhận 530.000đ').waitFor();

  expect(await streams(gateway)).toBe(1);
  expect(others).toEqual(['closed', 'closed']);

  // By keyboard: the toast lies over it for its six seconds, and for as long as the pointer rests there.
  await page.getByRole('button', { name: 'Đăng xuất' }).press('Enter');
  await showing(display, 'welcome').waitFor({ timeout: 3000 });
  await until(
    () => streams(gateway),
    (count) => count === 0,
    5000,
  );
  await page.getByLabel('Tên đăng nhập').waitFor();
  await fillLogin(page, 'thungan3');
  await page.getByRole('navigation').getByRole('link', { name: 'Bán hàng' }).click();
  await page
    .getByRole('button', { name: /^Thêm / })
    .first()
    .click();
  await showing(strangers[1] ?? page, 'cart').waitFor();

  expect(await display.locator('main').getAttribute('data-scene')).not.toBe('cart');
  expect(await streams(gateway)).toBe(1);
  await cashier.leave();
});
