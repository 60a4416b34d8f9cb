import type { Page } from 'playwright-core';
import type { Seat } from './seat.ts';
import { awaitMoney, makeOrder, press } from './steps.ts';

export async function openUnmatched(seat: Seat): Promise<Page> {
  const page = await seat.signIn();
  await makeOrder(seat);
  await seat.tell({ amount: 250_000, code: 'CK TIEN COM' });
  await seat.tell({ amount: 87_000, code: 'AN TRUA' });
  await seat.goTo('/payment/unmatched');
  await page.locator('[data-transfer-id]').nth(1).waitFor();
  return page;
}

export async function openMatch(seat: Seat): Promise<Page> {
  const page = await openUnmatched(seat);
  await page
    .locator('[data-transfer-id]', { hasText: '250.000đ' })
    .first()
    .getByRole('button', { name: 'Ghép với đơn' })
    .click();
  await page.getByRole('dialog').getByText('đúng số tiền').first().waitFor();
  return page;
}

export async function openRefunds(seat: Seat): Promise<Page> {
  const { payment } = await awaitMoney(seat);
  await seat.tell({ ...payment, amount: 300_000 });
  await seat.page.getByRole('button', { name: 'Đã trả khách 50.000đ' }).waitFor();
  await seat.goTo('/payment/refunds');
  await seat.page.locator('[data-refund-id]').first().waitFor();
  return seat.page;
}

export async function openShiftPage(seat: Seat): Promise<Page> {
  const page = await seat.signIn();
  await seat.goTo('/payment/shift');
  await page.getByText('Quầy này chưa mở ca.').waitFor();
  return page;
}

export async function openShift(seat: Seat): Promise<Page> {
  const page = await openShiftPage(seat);
  await page.getByLabel('Tiền mặt đầu ca trong ngăn kéo').fill('500000');
  await press(page, 'Mở ca');
  await page.getByText('Hãy đếm trước').waitFor();
  return page;
}
