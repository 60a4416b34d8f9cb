import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { bankTime, signedWebhook, type Transfer, tellBackend } from './bank.ts';
import { signIn } from './cashier.ts';
import { confirmByHand, payInCash, printInvoice, split } from './invoice.ts';
import { recordPrints } from './printed.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();
const cashier = await signIn(browser, system.addresses.container, 'thungan1');
await recordPrints(cashier.context);
await cashier.page.reload();

/** An order of 250.000đ that waits on the screen, and what a transfer for it must carry. */
interface Awaited {
  readonly page: Page;
  readonly orderId: number;
  readonly paymentId: number;
  readonly code: string;
}

interface Way {
  readonly name: string;
  /** Pays the order until its invoice is on the screen. */
  readonly pay: (awaited: Awaited) => Promise<void>;
  /** What the paper says one after the other. */
  readonly printed: readonly string[];
}

const CASH_250 = { amount: '250.000đ', tendered: '300.000đ' };
const VIETQR = 'Chuyển khoản VietQR Mã GD:';

const tell = (transfer: Transfer): Promise<Response> => tellBackend(system.addresses.backend, signedWebhook(transfer));

async function tellShort({ page, ...payment }: Awaited): Promise<void> {
  await tell({ ...payment, amount: 150_000, reference: `FT-short-${payment.orderId}` });
  await page.getByText('còn thiếu 100.000đ').waitFor();
}

const WAYS: readonly Way[] = [
  {
    name: 'short, and the rest by a second QR',
    pay: async (awaited) => {
      const second = awaited.page.waitForResponse((response) => response.url().endsWith('/payments'));
      await tellShort(awaited);
      const { payment_id, code } = (await (await second).json()) as { payment_id: number; code: string };
      await tell({ paymentId: payment_id, code, amount: 100_000, reference: 'FT-second' });
    },
    printed: [VIETQR, '150.000đ', `${VIETQR} FT-second 100.000đ`, 'Đã nhận 250.000đ'],
  },
  {
    name: 'short, and the rest in cash',
    pay: async (awaited) => {
      await tellShort(awaited);
      await payInCash(awaited.page, { amount: '100.000đ', tendered: '200.000đ' });
    },
    printed: [VIETQR, '150.000đ', 'Tiền mặt 100.000đ', 'Khách đưa tiền mặt 200.000đ', 'Trả lại khách 100.000đ'],
  },
  {
    name: 'cash with change',
    pay: ({ page }) => payInCash(page, CASH_250),
    printed: ['Tiền mặt 250.000đ', 'Khách đưa tiền mặt 300.000đ', 'Trả lại khách 50.000đ'],
  },
  {
    name: 'a split, the transfer first',
    pay: async ({ page }) => {
      await tell({ ...(await split(page, '50000')), amount: 50_000, reference: 'FT-split' });
      await page.getByText('còn thiếu 200.000đ').waitFor();
      await payInCash(page, { amount: '200.000đ', tendered: '200.000đ' });
    },
    printed: [`${VIETQR} FT-split 50.000đ`, 'Tiền mặt 200.000đ', 'Đã nhận 250.000đ'],
  },
  {
    name: 'a transfer after the countdown',
    pay: async ({ page: _, ...payment }) => {
      const sentAt = bankTime(Date.now() + 20 * 60_000);
      await tell({ ...payment, amount: 250_000, reference: 'FT-late', transactionDateTime: sentAt });
    },
    printed: [`${VIETQR} FT-late 250.000đ`],
  },
  {
    name: 'money of no known order, matched by hand',
    pay: async ({ page, orderId }) => {
      await tell({ paymentId: 999_999, code: 'tien an', amount: 250_000, reference: 'FT-unknown' });
      await page.getByRole('link', { name: 'Tiền chưa rõ' }).click();
      await page.getByRole('button', { name: 'Ghép với đơn' }).first().click();
      await page.getByRole('button', { name: new RegExp(`^HD-${orderId} `) }).click();
      await page.getByRole('button', { name: `Ghép với đơn HD-${orderId}` }).click();
      await page.getByRole('button', { name: `Chắc chắn, ghép với HD-${orderId}` }).click();
      await cashier.toast(`Đã ghép 250.000đ với đơn HD-${orderId}`).waitFor();
      await page.getByRole('link', { name: 'Vừa nhận gì?' }).click();
      await page.getByRole('button', { name: new RegExp(`HD-${orderId} `) }).click();
    },
    printed: [`${VIETQR} FT-unknown Nguyễn Thị Lan xác nhận 250.000đ`],
  },
  {
    name: 'vouched for by hand, and the rest in cash',
    pay: async ({ page }) => {
      await page.getByRole('button', { name: 'Đã thấy tiền trong app ngân hàng' }).click();
      await page.getByLabel('Số tiền đã thấy').fill('90000');
      await page.getByLabel('Mã giao dịch (nếu có)').fill('FT-seen');
      await page.getByRole('button', { name: 'Xác nhận đã nhận 90.000đ' }).click();
      await page.getByRole('button', { name: 'Chắc chắn, đã nhận 90.000đ' }).click();
      await page.getByText('còn thiếu 160.000đ').waitFor();
      await payInCash(page, { amount: '160.000đ', tendered: '200.000đ' });
    },
    printed: [
      'Chuyển khoản xác nhận tay Mã GD: FT-seen Nguyễn Thị Lan xác nhận 90.000đ',
      'Tiền mặt 160.000đ',
      'Trả lại khách 40.000đ',
    ],
  },
  {
    name: 'vouched for by hand, then told by the bank with another amount, which goes back',
    pay: async ({ page, ...payment }) => {
      await confirmByHand(page, '250.000đ');
      await page.getByRole('heading', { name: /Hóa đơn/ }).waitFor();
      await tell({ ...payment, amount: 240_000, reference: 'FT-other' });
      await page.getByRole('button', { name: 'Đã trả khách 240.000đ' }).click();
      await page.getByRole('button', { name: 'Chắc chắn, đã hoàn 240.000đ' }).click();
      await page.getByText('Đã hoàn khách lúc').waitFor();
    },
    printed: ['Chuyển khoản xác nhận tay Nguyễn Thị Lan xác nhận 250.000đ', 'Đã hoàn khách lúc', '240.000đ'],
  },
];

describe('the printed invoice of', () => {
  it.each(WAYS)('[TILL34] $name', async ({ pay, printed }) => {
    const { page } = cashier;
    await page.getByRole('navigation').getByRole('link', { name: 'Bán hàng' }).click();
    const orderId = await cashier.createOrder();
    const { paymentId, code } = await cashier.openPayment(orderId);
    await pay({ page, orderId, paymentId, code });

    const { title, text } = await printInvoice(page);

    expect(title).toBe(`Hóa đơn HD-${orderId}`);
    let from = 0;
    for (const words of ['Phở Bò Hương Quê', '1 × Lẩu bò', 'Tổng cộng 250.000đ', ...printed]) {
      expect(text.slice(from)).toContain(words);
      from = text.indexOf(words, from);
    }
  });
});
