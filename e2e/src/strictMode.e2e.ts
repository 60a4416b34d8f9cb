import { expect, it } from 'vitest';
import { streams, until } from './api.ts';
import { newPerson } from './browser.ts';
import { fillLogin } from './cashier.ts';
import { openShop } from './shop.ts';

// The development build: only there does StrictMode mount everything twice.
const { system, browser } = await openShop({ isDevelopment: true });

it('[TILL9] opens one stream under StrictMode, also after another login', async () => {
  const context = await newPerson(browser);
  const page = await context.newPage();
  const opened: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/events/stream')) opened.push(request.url());
  });
  await page.goto(system.addresses.container);
  for (const round of [1, 2]) {
    await fillLogin(page, 'thungan1');
    await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
    await page.getByRole('button', { name: 'Tạo đơn' }).waitFor();
    await page.waitForTimeout(1000);
    expect(opened).toHaveLength(round);
    expect(await streams(system.addresses.gateway)).toBe(1);
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await until(
      () => streams(system.addresses.gateway),
      (count) => count === 0,
      1000,
    );
  }
  await context.close();
});
