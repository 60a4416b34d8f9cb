import { describe, expect, it } from 'vitest';
import { faultsInBothLanguages, NO_FAULTS } from './axeFaults.ts';
import { signedWebhook, tellBackend } from './bank.ts';
import { newPerson } from './browser.ts';
import { cashierAt, fillLogin, signIn } from './cashier.ts';
import { choose, focused, pressKey, tabTo, type, untilFocused } from './keyboard.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();

describe('the screens of a sale', () => {
  it('[TILL10] have nothing that axe finds wrong, in both languages', async () => {
    const { container, backend } = system.addresses;
    const context = await newPerson(browser);
    const page = await context.newPage();
    const cashier = cashierAt(context, page);
    await page.goto(container);
    await page.getByLabel('Tên đăng nhập').waitFor();
    expect(await faultsInBothLanguages(page), 'login').toEqual(NO_FAULTS);

    await fillLogin(page, 'thungan1');
    const first = await cashier.createOrder();
    await page
      .getByRole('button', { name: /^Thêm / })
      .first()
      .click();
    await cashier.order(first).getByRole('button', { expanded: false }).click();
    await page.getByRole('button', { name: 'Hủy đơn' }).click();
    await page.getByText('Đơn vừa tạo').waitFor();
    expect(await faultsInBothLanguages(page), 'sales').toEqual(NO_FAULTS);

    const payment = await cashier.openPayment(first);
    expect(await faultsInBothLanguages(page), 'waiting').toEqual(NO_FAULTS);

    await page.getByRole('button', { name: 'Tiền mặt' }).click();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await faultsInBothLanguages(page), 'cash, in the dark').toEqual(NO_FAULTS);
    await page.keyboard.press('Escape');

    await tellBackend(backend, signedWebhook({ ...payment, reference: 'FT-axe' }));
    await cashier.toast('Đã nhận 250.000đ').waitFor();
    await page.getByRole('heading', { name: 'Hóa đơn' }).waitFor();
    expect(await faultsInBothLanguages(page), 'paid').toEqual(NO_FAULTS);

    await system.kill('order');
    await page.goto(`${container}/order`);
    await page.getByTestId('slot-order').getByRole('alert').waitFor();
    expect(await faultsInBothLanguages(page), 'failed remote').toEqual(NO_FAULTS);
    await system.restart('order');
    await cashier.leave();
  });
});

describe('a cashier without a pointer', () => {
  it('[TILL11] sells from the login to the invoice by keyboard alone, and no toast takes the focus', async () => {
    const { container, backend } = system.addresses;
    const context = await newPerson(browser);
    const page = await context.newPage();
    const cashier = cashierAt(context, page);
    await page.goto(container);
    await page.locator('#username:focus').waitFor();
    await page.keyboard.type('thungan1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('demo1234');
    await pressKey(page, 'Enter');
    await page
      .getByRole('button', { name: /^Thêm / })
      .first()
      .waitFor();

    await page.keyboard.press('F2');
    await type(page, 'lau bo');
    await choose(page, /^Thêm Lẩu bò/);
    await choose(page, /^Tạo đơn$/);
    await page.getByText('Đơn vừa tạo').waitFor();
    const opened = page.waitForResponse((response) => response.url().endsWith('/payments'));
    await choose(page, /^Thanh toán$/);
    const payment = (await (await opened).json()) as { payment_id: number; code: string; amount: number };

    await choose(page, /^Kiểm tra giao dịch$/);
    await page.getByText(/^Kiểm tra lúc/).waitFor();
    await tellBackend(
      backend,
      signedWebhook({
        paymentId: payment.payment_id,
        code: payment.code,
        amount: payment.amount,
        reference: 'FT-keys',
      }),
    );
    await page.getByRole('heading', { name: 'Hóa đơn' }).waitFor();
    await cashier.toast('Đã nhận').waitFor();
    expect(await focused(page)).toMatchObject({ isToast: false });
    await tabTo(page, /^In hóa đơn$/);
    await choose(page, /^Đơn mới$/);
    await page.getByRole('button', { name: 'Tạo đơn' }).waitFor();
    await cashier.leave();
  });

  it('[TILL39] edits, holds and recalls a sale, takes cash, changes the look and signs out, with the focus where the hands are', async () => {
    const cashier = await signIn(browser, system.addresses.container, 'thungan1');
    const { page } = cashier;
    await page.locator('[data-place="0"]').waitFor();

    await pressKey(page, 'F2');
    await type(page, 'lau bo');
    await choose(page, /^Thêm Lẩu bò/);
    await tabTo(page, /^Số lượng Lẩu bò$/);
    await type(page, '3');
    await pressKey(page, 'Enter');
    await choose(page, /^Ghi chú cho Lẩu bò$/);
    await type(page, 'it cay');
    await pressKey(page, 'Enter');
    await untilFocused(page, /^Ghi chú cho Lẩu bò$/);
    await choose(page, /^Giảm giá$/);
    await untilFocused(page, /^Mức giảm$/);
    await type(page, '10');
    await pressKey(page, 'Enter');
    await untilFocused(page, /^−10%$/);
    await pressKey(page, 'F4');
    await page.getByText('Chạm vào sản phẩm').waitFor();
    await pressKey(page, 'Alt+1');
    await page.getByText('675.000đ').first().waitFor();
    await pressKey(page, 'F8');
    await page.getByText('Đơn vừa tạo').waitFor();

    await pressKey(page, 'F9');
    await page.getByRole('timer').waitFor();
    await choose(page, /^Tiền mặt$/);
    await untilFocused(page, /^Khách đưa$/);
    await pressKey(page, 'Escape');
    await untilFocused(page, /^Tiền mặt$/);
    await pressKey(page, 'Enter');
    await type(page, '700000');
    await pressKey(page, 'F8');
    await page.getByRole('heading', { name: 'Hóa đơn' }).waitFor();
    await pressKey(page, 'F10');
    await page.getByRole('button', { name: 'Tạo đơn' }).waitFor();

    await choose(page, /^Giao diện: theo máy/);
    await page.locator('html[data-theme="light"]').waitFor();
    await choose(page, /^English$/);
    await page.locator('html[lang="en"]').waitFor();
    await choose(page, /^Log out$/);
    await untilFocused(page, /^Username$/);
    await cashier.leave();
  });
});
