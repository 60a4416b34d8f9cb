import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { faultsInBothLanguages, NO_FAULTS } from './axeFaults.ts';
import { signedWebhook, tellBackend } from './bank.ts';
import { picture } from './browser.ts';
import { heard, recordBus } from './busRecorder.ts';
import { signIn } from './cashier.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();

const rows = (page: Page) => page.getByRole('list', { name: 'Danh sách sự kiện' }).getByRole('button');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function hasNoSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
}

describe('the inspector', () => {
  it('[INSP7] [INSP5] sends a test event, shows it with its hops, and no till believes it', async () => {
    const { container, backend } = system.addresses;
    const [admin, cashier] = await Promise.all(['quanly1', 'thungan1'].map((name) => signIn(browser, container, name)));
    if (admin === undefined || cashier === undefined) throw new Error('Two people have signed in.');
    await recordBus(cashier.context);
    await cashier.page.reload();
    const orderId = await cashier.createOrder();
    const payment = await cashier.openPayment(orderId);
    const { page } = admin;
    await page.goto(`${container}/realtime`);
    await page.getByText('Chưa có sự kiện nào').waitFor();
    await page.getByText('Người dùng 1').waitFor();
    await picture(page, 'inspector-empty');

    await page.getByLabel('Loại sự kiện').selectOption('order_paid');
    const sample = JSON.parse(await page.getByLabel('Nội dung (JSON)').inputValue()) as object;
    await page.getByLabel('Nội dung (JSON)').fill(JSON.stringify({ ...sample, order_id: orderId, total: 'much' }));
    await press(page, 'Gửi thử');
    await page.getByText('data.total').waitFor();
    await page.getByLabel('Nội dung (JSON)').fill(JSON.stringify({ ...sample, order_id: orderId }));
    await press(page, 'Gửi thử');
    await page.getByText('Đã đến trang này sau').waitFor();
    await rows(page).first().click();

    const row = (await rows(page).first().textContent()) ?? '';
    expect(row).toMatch(/order_paid.*THỬ.*Bạn vừa gửi.*\+.* ms · qua kết nối/);
    const details = (await page.getByTestId('event-details').textContent()) ?? '';
    expect(details).toMatch(/Xảy ra.*đã chỉnh theo đồng hồ máy chủ.*Đến trang.*Chuyển đi/);
    expect(details).toContain('"test": true');
    await picture(page, 'inspector-sent');
    await expect.poll(() => heard(cashier.page, 'vppos:realtime').then((events) => events.length)).toBeGreaterThan(1);
    expect(await cashier.page.getByText('ĐANG CHỜ').first().isVisible()).toBe(true);

    await tellBackend(backend, signedWebhook({ ...payment, reference: 'FT-inspector' }));
    await cashier.toast('Đã nhận 250.000đ').waitFor();
    await rows(page).nth(2).waitFor();
    expect(await rows(page).allTextContents()).toHaveLength(3);
    await Promise.all([admin.leave(), cashier.leave()]);
  });

  it('[INSP1] [INSP9] lies over the till, whose listeners it names, resyncs it and cuts it off', async () => {
    const admin = await signIn(browser, system.addresses.container, 'quanly1');
    const { page } = admin;
    const chunks: string[] = [];
    page.on('request', (request) => chunks.push(request.url()));
    await page.reload();
    await admin.createOrder();
    const before = chunks.filter((url) => url.includes('inspector')).length;
    const search = page.getByRole('searchbox').first();
    await search.focus();
    await page.keyboard.press('Shift+F8');
    await page.getByTestId('inspector-panel').getByRole('heading', { name: 'Theo dõi sự kiện' }).waitFor();
    expect([before, chunks.filter((url) => url.includes('inspector')).length > 0]).toEqual([0, true]);
    // It has seen what happened before it was opened, and who took it.
    expect(await rows(page).first().textContent()).toMatch(/order_created.*order .*ms/);
    await picture(page, 'inspector-panel');

    await press(page, 'Buộc đồng bộ lại');
    await page.getByText('Lý do: malformed').waitFor();
    await press(page, 'Giả mất mạng');
    await page.locator('[data-testid="connection-bar"][data-tone="red"]').waitFor();
    await picture(page, 'inspector-offline');
    await page.keyboard.press('Escape');
    await page.locator('[data-testid="connection"][data-state="live"]').waitFor();

    expect(await page.getByTestId('inspector-panel').count()).toBe(0);
    expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
    await admin.leave();
  });

  it('[INSP2] [INSP5] [INSP9] says in a tab that follows who holds the connection, and does not guess at clocks', async () => {
    const { container } = system.addresses;
    const admin = await signIn(browser, container, 'quanly1');
    const follower = await admin.context.newPage();
    await follower.goto(`${container}/realtime`);
    const facts = follower.getByTestId('inspector-status');
    await facts.getByText('Một tab khác').waitFor();
    await facts.getByText('Đang nhận').waitFor();
    expect(await follower.getByRole('button', { name: 'Ngắt kết nối', exact: true }).isDisabled()).toBe(true);

    await press(follower, 'Gửi thử');
    await follower.getByText('Đã đến trang này sau').waitFor();
    await rows(follower).first().click();

    expect(await rows(follower).first().textContent()).toContain('từ tab khác');
    await follower.getByTestId('event-details').getByText('đồng hồ máy chủ', { exact: true }).waitFor();
    await picture(follower, 'inspector-follower');
    await admin.leave();
  });

  it('[INSP1] has nothing that axe finds wrong in both languages, and nothing to scroll sideways', async () => {
    const admin = await signIn(browser, system.addresses.container, 'quanly1');
    const { page } = admin;
    await page.goto(`${system.addresses.container}/realtime`);
    await page.getByText('Người dùng 3').waitFor();
    await press(page, 'Gửi thử');
    await rows(page).first().click();
    await page.getByText('Những lần thay đổi').click();
    await page
      .getByRole('button', { name: /^Ngắt kết nối / })
      .first()
      .click();

    expect(await faultsInBothLanguages(page), 'as a page').toEqual(NO_FAULTS);
    expect(await hasNoSideways(page)).toBe(true);
    await page.getByRole('link', { name: 'Bán hàng' }).click();
    await page.getByRole('button', { name: /Mở phần theo dõi sự kiện/ }).click();
    await page.getByText('Người dùng 3').waitFor();
    await page.getByRole('button', { name: 'English' }).press('Enter');
    expect(await faultsInBothLanguages(page), 'as a panel').toEqual(NO_FAULTS);
    await page.getByRole('button', { name: 'English' }).press('Enter');
    await page.goto(`${system.addresses.container}/realtime`);
    await page.getByText('Who is connected').waitFor();
    await picture(page, 'inspector-english');
    await admin.leave();
  });
});
