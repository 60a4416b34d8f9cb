import { expect, it } from 'vitest';
import { signedWebhook, tellBackend } from './bank.ts';
import { picture } from './browser.ts';
import { signIn } from './cashier.ts';
import { confirmByHand, expectWhole, payInCash } from './invoice.ts';
import { printedBy, recordPrints } from './printed.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();
const cashier = await signIn(browser, system.addresses.container, 'thungan1');
await recordPrints(cashier.context);
await cashier.page.reload();

async function goToShift(): Promise<void> {
  const { page } = cashier;
  await page.getByRole('link', { name: /^Thanh toán/ }).click();
  await page.getByRole('link', { name: 'Ca làm' }).click();
}

async function waitForMoney(): Promise<{ paymentId: number; code: string; amount: number }> {
  await cashier.page.getByRole('navigation').getByRole('link', { name: 'Bán hàng' }).click();
  return cashier.openPayment(await cashier.createOrder());
}

it('[TILL35] opens and closes by a blind count, and reports the difference, the money and who vouched for it', async () => {
  const { page } = cashier;
  await goToShift();
  await page.getByLabel('Tiền mặt đầu ca trong ngăn kéo').fill('500000');
  await page.getByRole('button', { name: 'Mở ca' }).click();
  await page.getByText(/^Ca mở lúc/).waitFor();

  await waitForMoney();
  await payInCash(page, { amount: '250.000đ', tendered: '300.000đ' });
  await page.getByRole('heading', { name: /Hóa đơn/ }).waitFor();
  await tellBackend(system.addresses.backend, signedWebhook({ ...(await waitForMoney()), reference: 'FT-shift' }));
  await page.getByRole('heading', { name: /Hóa đơn/ }).waitFor();
  await waitForMoney();
  await confirmByHand(page, '250.000đ');
  await page.getByRole('heading', { name: /Hóa đơn/ }).waitFor();

  await goToShift();
  await page.getByRole('button', { name: 'Nhập một số' }).click();
  await page.getByLabel('Tổng tiền đếm được').fill('740000');
  const isBlind = !(await page.locator('body').innerText()).includes('750.000đ');
  await page.getByRole('button', { name: 'Đóng ca' }).click();
  await page.getByRole('button', { name: 'Đóng ca với 740.000đ' }).click();
  await page.getByRole('img', { name: /^Tiền nhận theo giờ, nhiều nhất 750\.000đ/ }).waitFor();
  await picture(page, 'shift-report');
  const paper = await printedBy(page, () => page.getByRole('button', { name: 'In báo cáo' }).click());

  expect(isBlind).toBe(true);
  expectWhole(paper);
  for (const words of [
    'Đầu ca 500.000đ',
    'Thu vào 300.000đ',
    'Trả lại khách 50.000đ',
    'Cần có 750.000đ',
    'Đếm được 740.000đ',
    'Chênh lệch -10.000đ',
    'Chuyển khoản VietQR (1) 250.000đ',
    'Tiền mặt (1) 250.000đ',
    'Ngân hàng báo 1 · 250.000đ',
  ])
    expect(paper.text).toContain(words);
  expect(paper.text).toMatch(/Xác nhận đã thấy tiền [\d:]+ · Nguyễn Thị Lan · HD-1003 250\.000đ/);
});
