import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { publish, until } from './api.ts';
import { signedWebhook, tellBackend } from './bank.ts';
import { askAsPage, type Cashier, paymentState, signIn, spokenAmounts } from './cashier.ts';
import { openShop } from './shop.ts';
import { untilSilent } from './silence.ts';

const { system, browser } = await openShop();

/** Characters and an Enter, 5 ms apart by their own times, however slow the machine is. */
async function scan(page: Page, code: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const beganAt = Date.now() / 1000;
  const keys = [
    ...[...code].map((text) => ({ key: text, text })),
    { key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 },
  ];
  for (const [index, key] of keys.entries()) {
    const timestamp = beganAt + index * 0.005;
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, ...key });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp: timestamp + 0.002, key: key.key });
  }
  await cdp.detach();
}

describe('at the counter', () => {
  it('[TILL25] cash is booked at once, with the change, and the invoice is there', async () => {
    const cashier = await signIn(browser, system.addresses.container, 'thungan1');
    const { page } = cashier;
    await cashier.openPayment(await cashier.createOrder());

    await page.getByRole('button', { name: 'Tiền mặt' }).first().click();
    await page.getByRole('button', { name: '300.000đ' }).click();
    await page.getByText('50.000đ').first().waitFor();
    await page.getByRole('button', { name: 'Đã thu 250.000đ tiền mặt' }).click();

    await page.getByRole('heading', { name: /Hóa đơn/ }).waitFor();
    expect(await paymentState(page)).toBe('paid');
    expect(await page.getByText('50.000đ').count()).toBeGreaterThan(0);
    expect(await spokenAmounts(page)).toEqual([]);
    await cashier.leave();
  });

  it('[TILL26] a transfer of a part is spoken as that part, once, and cash pays the rest', async () => {
    const cashier = await signIn(browser, system.addresses.container, 'thungan1');
    const { page } = cashier;
    const payment = await cashier.openPayment(await cashier.createOrder());
    const short = signedWebhook({ ...payment, amount: 150_000, reference: 'FT-part' });

    await tellBackend(system.addresses.backend, short);
    await page.getByText('Đã nhận 150.000đ / 250.000đ').first().waitFor();
    await until(
      () => spokenAmounts(page),
      (amounts) => amounts.length > 0,
      10_000,
    );
    await tellBackend(system.addresses.backend, short);
    await page.getByRole('button', { name: 'Tiền mặt' }).first().click();
    await page.getByRole('button', { name: 'Đã thu 100.000đ tiền mặt' }).click();
    await page.getByRole('heading', { name: /Hóa đơn/ }).waitFor();

    expect(await spokenAmounts(page)).toEqual(['150000']);
    await cashier.leave();
  });

  it('[TILL27] nothing but the server turns a screen green, or makes it speak', async () => {
    const { container, gateway, backend } = system.addresses;
    const cashier = await signIn(browser, container, 'thungan1');
    const { page } = cashier;
    const orderId = await cashier.createOrder();
    const payment = await cashier.openPayment(orderId);
    const paid = { company_id: 1, order_id: orderId, invoice_number: `HD-${orderId}`, message: '', total: 250_000 };
    const till_id = await page.evaluate(() => localStorage.getItem('vppos.till_id'));

    await publish(gateway, 'order_paid', { ...paid, till_id, test: true, occurred_at: Date.now() });
    await publish(gateway, 'order_paid', { ...paid, till_id, occurred_at: Date.now() });
    await page.evaluate((data) => {
      const detail = { v: 1, id: 'x-1', type: 'order_paid', data, origin: 'live', via: 'sse', receivedAt: Date.now() };
      window.dispatchEvent(new CustomEvent('vppos:realtime:order_paid', { detail }));
      window.dispatchEvent(new CustomEvent('vppos:announce', { detail: { v: 1, order_id: data.order_id } }));
    }, paid);
    // Company 2's account: its own money, whatever code the note carries.
    await tellBackend(backend, signedWebhook({ ...payment, reference: 'FT-other', account: '9876543210' }));
    await page.getByRole('button', { name: 'Kiểm tra giao dịch' }).click();
    await page.getByText(/^Kiểm tra lúc/).waitFor();

    expect(await paymentState(page)).toBe('waiting');
    expect(await spokenAmounts(page)).toEqual([]);
    expect(await cashier.toast('Đã nhận').count()).toBe(0);
    await cashier.leave();
  });

  it('[TILL28] one tab speaks, however many are open, and no other till', async () => {
    const { container, backend } = system.addresses;
    const [cashier, colleague] = (await Promise.all(
      ['thungan1', 'thungan2'].map((name) => signIn(browser, container, name)),
    )) as [Cashier, Cashier];
    const second = await cashier.context.newPage();
    await second.goto(container);
    await second.getByRole('button', { name: 'Tạo đơn' }).waitFor();
    const payment = await cashier.openPayment(await cashier.createOrder());

    await tellBackend(backend, signedWebhook({ ...payment, reference: 'FT-tabs' }));
    await cashier.page.getByRole('heading', { name: /Hóa đơn/ }).waitFor();
    const tabs = [cashier.page, second, colleague.page];
    const said = async () => (await Promise.all(tabs.map(spokenAmounts))).flat();
    await until(said, (amounts) => amounts.length > 0, 10_000);
    await Promise.all([cashier, colleague].map(({ page }) => untilSilent(page)));

    expect(await said()).toEqual(['250000']);
    expect(await spokenAmounts(colleague.page)).toEqual([]);
    await Promise.all([cashier.leave(), colleague.leave()]);
  });
});

describe('a scanner', () => {
  it('[TILL29] adds what it reads, and confirms, closes and types into nothing', async () => {
    const cashier = await signIn(browser, system.addresses.container, 'thungan1');
    const { page } = cashier;
    const barcode = await barcodeOfFirst(page);
    await page.getByRole('searchbox').first().focus();
    await scan(page, barcode);
    await page.getByRole('button', { name: 'Tạo đơn' }).and(page.locator(':enabled')).waitFor();
    expect(await page.getByRole('searchbox').first().inputValue()).toBe('');

    await page.getByRole('button', { name: 'Tạo đơn' }).focus();
    await scan(page, barcode);
    expect(await page.getByText('Đơn vừa tạo').count()).toBe(0);

    const orderId = await cashier.createOrder();
    await cashier.openPayment(orderId);
    await page.getByRole('button', { name: 'Tiền mặt' }).first().click();
    await page.getByRole('button', { name: /^Đã thu/ }).focus();
    await scan(page, '8934563138165');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.getByLabel('Khách đưa').focus();
    const before = await page.getByLabel('Khách đưa').inputValue();
    await scan(page, '8934563138165');

    expect(await page.getByLabel('Khách đưa').inputValue()).toBe(before);
    expect(await page.getByRole('dialog').count()).toBe(1);
    expect(await paymentState(page)).toBe('waiting');
    await cashier.leave();
  });
});

interface Products {
  readonly items: readonly { readonly barcode: string | null }[];
}

async function barcodeOfFirst(page: Page): Promise<string> {
  const products = await askAsPage<Products>(page, '/api/v1/products');
  const barcode = products.items[0]?.barcode;
  if (typeof barcode !== 'string') throw new Error('The first product has no barcode.');
  return barcode;
}
