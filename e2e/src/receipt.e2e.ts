import { describe, expect, it } from 'vitest';
import { signedWebhook, tellBackend } from './bank.ts';
import { signIn } from './cashier.ts';
import { confirmByHand, payInCash, printInvoice, split } from './invoice.ts';
import { recordPrints } from './printed.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();
const cashier = await signIn(browser, system.addresses.container, 'thungan1');
await recordPrints(cashier.context);
await cashier.page.reload();

const tell = (transfer: Parameters<typeof signedWebhook>[0]): Promise<Response> =>
  tellBackend(system.addresses.backend, signedWebhook(transfer));

async function waitForMoney(): Promise<{ orderId: number; paymentId: number; code: string; amount: number }> {
  await cashier.page.getByRole('navigation').getByRole('link', { name: 'Bán hàng' }).click();
  const orderId = await cashier.createOrder();
  return { orderId, ...(await cashier.openPayment(orderId)) };
}

describe('the printed invoice', () => {
  it('[TILL34] of an exact transfer has shop, lines, notes, table, discount, total and the bank’s reference', async () => {
    const { page } = cashier;
    const note = `Không hành, ít bánh, ${'x'.repeat(60)}`;
    for (const dish of ['Phở tái nạm gầu', 'Phở tái nạm gầu', 'Lẩu gà lá é'])
      await page.getByRole('button', { name: new RegExp(`^Thêm ${dish}, `) }).click();
    await page.getByRole('button', { name: 'Ghi chú cho Phở tái nạm gầu' }).click();
    await page.getByRole('textbox', { name: 'Ghi chú cho Phở tái nạm gầu' }).fill(note);
    await page.keyboard.press('Enter');
    await page.getByTitle('Bàn', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Bàn' }).fill('5');
    await page.keyboard.press('Enter');
    await page.getByTitle('Giảm giá').click();
    await page.getByRole('textbox', { name: 'Mức giảm' }).fill('10');
    await page.keyboard.press('Enter');
    const orderId = await cashier.createOrder();
    const payment = await cashier.openPayment(orderId);
    await tell({ ...payment, reference: 'FT-exact' });

    const { title, text } = await printInvoice(page);

    expect(title).toBe(`Hóa đơn HD-${orderId}`);
    for (const words of [
      'Phở Bò Hương Quê',
      `Hóa đơn HD-${orderId}`,
      'Thu ngân Nguyễn Thị Lan',
      'Vị trí Bàn 5',
      '2 × Phở tái nạm gầu Đơn giá 65.000đ Không hành, ít bánh,',
      '1 × Lẩu gà lá é 280.000đ',
      'Tạm tính 660.000đ',
      'Giảm giá −66.000đ',
      'Tổng cộng 594.000đ',
      'Chuyển khoản VietQR Mã GD: FT-exact 594.000đ',
      'Cảm ơn quý khách!',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('Trả lại khách');
  });

  it('[TILL34] of a split tells each part, what was handed over and the change', async () => {
    const { page } = cashier;
    const { orderId } = await waitForMoney();
    const asked = await split(page, '150000');
    await payInCash(page, { amount: '100.000đ', tendered: '200.000đ' });
    await page.getByText('còn thiếu 150.000đ').waitFor();
    await tell({ ...asked, amount: 150_000, reference: 'FT-part' });

    const { text } = await printInvoice(page);

    expect(text).toContain(`Hóa đơn HD-${orderId}`);
    expect(text).toContain('Tiền mặt 100.000đ Chuyển khoản VietQR Mã GD: FT-part 150.000đ');
    expect(text).toContain('Đã nhận 250.000đ Khách đưa tiền mặt 200.000đ Trả lại khách 100.000đ');
  });

  it('[TILL34] of a transfer confirmed by hand names who did, and the bank’s reference once it tells of it', async () => {
    const { page } = cashier;
    const { orderId, ...payment } = await waitForMoney();
    await confirmByHand(page, '250.000đ');

    const before = await printInvoice(page);
    await tell({ ...payment, reference: 'FT-later' });
    await page.getByText('Mã GD: FT-later').waitFor();
    const after = await printInvoice(page);

    expect(before.text).toContain('Chuyển khoản xác nhận tay Nguyễn Thị Lan xác nhận 250.000đ');
    expect(after.text).toContain('BẢN IN LẠI');
    expect(after.text).toContain('Mã GD: FT-later Nguyễn Thị Lan xác nhận 250.000đ');
    expect(await cashier.order(orderId).first().getAttribute('data-payment-state')).toBe('paid');
  });

  it('[TILL34] of too much tells what is due to the customer, and printed again from the last receipts, what has gone back', async () => {
    const { page } = cashier;
    const { orderId, ...payment } = await waitForMoney();
    await tell({ ...payment, amount: 300_000, reference: 'FT-over' });

    const before = await printInvoice(page);
    await page.getByRole('button', { name: 'Đã trả khách 50.000đ' }).click();
    await page.getByRole('button', { name: 'Chắc chắn, đã hoàn 50.000đ' }).click();
    await page.getByText(/^Đã trả khách 50\.000đ lúc/).waitFor();
    await page.getByRole('link', { name: 'Vừa nhận gì?' }).click();
    await page.getByRole('button', { name: new RegExp(`HD-${orderId} `) }).click();
    const after = await printInvoice(page);

    expect(before.text).toContain('Khách chuyển thừa 50.000đ Còn phải hoàn khách 50.000đ');
    expect(after.text).toMatch(/Khách chuyển thừa 50\.000đ Đã hoàn khách lúc [\d:]+ 50\.000đ/);
  });
});
