import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsInBothLanguages, NO_FAULTS } from './axeFaults.ts';
import { signedWebhook, tellBackend } from './bank.ts';
import { launchBrowser, newPerson } from './browser.ts';
import { cashierAt, fillLogin } from './cashier.ts';
import { type System, startSystem } from './system.ts';

let system: System;
let browser: Browser;
beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await system.stop();
});

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

/** The longest way with Tab from anything to anything on one screen. */
const MAX_TABS = 60;
/** Keys closer together than 50 ms are a barcode scanner, whose Enter confirms nothing. */
const HUMAN_PAUSE_MS = 60;

interface Stop {
  readonly name: string;
  readonly isVisible: boolean;
  readonly isToast: boolean;
}

function focused(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, boxShadow } = getComputedStyle(element);
    return {
      name: element.ariaLabel ?? element.innerText,
      isVisible: outlineStyle !== 'none' || boxShadow !== 'none',
      isToast: element.closest('[data-sonner-toast]') !== null,
    };
  });
}

/** Presses Tab until what has the focus is called so; every stop on the way must show that it has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const names: string[] = [];
  for (let presses = 0; presses < MAX_TABS; presses++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    names.push(stop.name);
    expect(stop, 'a stop of the focus that is not to be seen').toMatchObject({ isVisible: true });
    if (name.test(stop.name)) return;
  }
  throw new Error(`Tab never came to ${name}, only to ${names.join(' | ')}`);
}

async function pressEnter(page: Page): Promise<void> {
  await page.waitForTimeout(HUMAN_PAUSE_MS);
  await page.keyboard.press('Enter');
}

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
    await pressEnter(page);
    await page
      .getByRole('button', { name: /^Thêm / })
      .first()
      .waitFor();

    await page.keyboard.press('F2');
    await page.keyboard.type('lau bo', { delay: HUMAN_PAUSE_MS });
    await tabTo(page, /^Thêm Lẩu bò/);
    await pressEnter(page);
    await tabTo(page, /^Tạo đơn$/);
    await pressEnter(page);
    await page.getByText('Đơn vừa tạo').waitFor();
    const opened = page.waitForResponse((response) => response.url().endsWith('/payments'));
    await tabTo(page, /^Thanh toán$/);
    await pressEnter(page);
    const payment = (await (await opened).json()) as { payment_id: number; code: string; amount: number };

    await tabTo(page, /^Kiểm tra giao dịch$/);
    await pressEnter(page);
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
    await tabTo(page, /^Đơn mới$/);
    await pressEnter(page);
    await page.getByRole('button', { name: 'Tạo đơn' }).waitFor();
    await cashier.leave();
  });
});
