import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type PrintedPaper, printedBy } from './printed.ts';

/** Prints the invoice in front, which must come out whole: one page as wide as the roll, nothing cut off. */
export async function printInvoice(page: Page): Promise<PrintedPaper> {
  const print = page.getByRole('button', { name: /^In (hóa đơn|lại)$/ });
  await print.waitFor();
  const paper = await printedBy(page, () => print.click());
  expectWhole(paper);
  return paper;
}

export function expectWhole({ pages, cutOff }: PrintedPaper): void {
  expect(pages).toHaveLength(1);
  expect(pages[0]?.widthMm).toBeCloseTo(80, 0);
  expect(cutOff).toEqual([]);
}

/** Pays `amount` on the waiting screen, with the note the customer hands over. */
export async function payInCash(page: Page, { amount, tendered }: { amount: string; tendered: string }): Promise<void> {
  await page.getByRole('button', { name: 'Tiền mặt' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: tendered, exact: true }).click();
  await page.getByRole('button', { name: `Đã thu ${amount} tiền mặt` }).click();
}

/** So much by transfer, the rest in cash. Gives what the transfer must carry. */
export async function split(page: Page, transfer: string): Promise<{ paymentId: number; code: string }> {
  await page.getByRole('button', { name: 'Chia tiền' }).click();
  await page.getByLabel('Chuyển khoản').fill(transfer);
  const opened = page.waitForResponse((response) => response.url().endsWith('/payments'));
  await page.getByRole('button', { name: 'Tạo mã cho phần chuyển khoản' }).click();
  const payment = (await (await opened).json()) as { payment_id: number; code: string };
  return { paymentId: payment.payment_id, code: payment.code };
}

/** The cashier's own word that the money is there, said twice. */
export async function confirmByHand(page: Page, amount: string): Promise<void> {
  await page.getByRole('button', { name: 'Đã thấy tiền trong app ngân hàng' }).click();
  await page.getByRole('button', { name: `Xác nhận đã nhận ${amount}` }).click();
  await page.getByRole('button', { name: `Chắc chắn, đã nhận ${amount}` }).click();
}
