import { describe, expect, it } from 'vitest';
import { choose, pressKey, tabTo, type, untilFocused } from './keyboard.ts';
import { openRefunds, openShiftPage, openUnmatched } from './screens/moneySteps.ts';
import { takeSeat } from './screens/seat.ts';
import { awaitMoney, makeOrder } from './screens/steps.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();

describe('by keyboard alone', () => {
  it('[TILL39] an order is cancelled, with its reason', async () => {
    const seat = await takeSeat(browser, system, 'Quay-1');
    const page = await seat.signIn();
    const orderId = await makeOrder(seat);
    await seat.cashier.order(orderId).waitFor();

    await choose(page, new RegExp(`^HD-${orderId}`));
    await choose(page, /^Hủy đơn$/);
    await untilFocused(page, /^Khách đổi ý$/);
    await pressKey(page, 'Escape');
    await untilFocused(page, /^Hủy đơn$/);
    await pressKey(page, 'Enter');
    await pressKey(page, 'Enter');
    await choose(page, /^Xác nhận hủy$/);

    await seat.cashier.order(orderId).getByText('Đã hủy').first().waitFor();
    await seat.context.close();
  });

  it('[TILL39] a sale is split, and its cash part taken', async () => {
    const seat = await takeSeat(browser, system, 'Quay-1');
    const { page } = seat;
    await awaitMoney(seat);

    await pressKey(page, 'F6');
    await untilFocused(page, /^Chuyển khoản$/);
    await type(page, '150000');
    await pressKey(page, 'F8');
    await page.getByText('tiền mặt 100.000đ').waitFor();
    await pressKey(page, 'F4');
    await untilFocused(page, /^Khách đưa$/);
    await pressKey(page, 'F8');

    await page.getByText('Đã nhận 100.000đ / 250.000đ').first().waitFor();
    await seat.context.close();
  });

  it('[TILL39] a transfer seen in the app is confirmed, and its invoice printed', async () => {
    const seat = await takeSeat(browser, system, 'Quay-1');
    const { page } = seat;
    await awaitMoney(seat);

    await pressKey(page, 'F7');
    await tabTo(page, /^Mã giao dịch/);
    await type(page, 'FT1');
    await pressKey(page, 'F8');
    await untilFocused(page, /^Không$/);
    await choose(page, /^Chắc chắn/);
    await page.getByRole('heading', { name: 'Hóa đơn' }).waitFor();
    await pressKey(page, 'F9');

    await page.getByRole('button', { name: 'In lại' }).waitFor();
    await seat.context.close();
  });

  it('[TILL39] unmatched money is matched, and a refund done', async () => {
    const seat = await takeSeat(browser, system, 'Quay-1');
    const page = await openUnmatched(seat);
    const transfers = page.locator('[data-transfer-id]');
    const before = await transfers.count();

    await choose(page, /^Ghép với đơn$/);
    await choose(page, /^HD-/);
    await pressKey(page, 'F8');
    await untilFocused(page, /^Không$/);
    await choose(page, /^Chắc chắn/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => transfers.count()).toBe(before - 1);
    await seat.context.close();

    const other = await takeSeat(browser, system, 'Quay-2');
    const refunds = await openRefunds(other);
    await choose(refunds, /^Đã hoàn…$/);
    await pressKey(refunds, 'Escape');
    await untilFocused(refunds, /^Đã hoàn…$/);
    await pressKey(refunds, 'Enter');
    await pressKey(refunds, 'F8');
    await untilFocused(refunds, /^Không$/);
    await choose(refunds, /^Chắc chắn/);
    await refunds.getByText('Không có khoản nào cần hoàn').waitFor();
    await other.context.close();
  });

  it('[TILL39] a shift is opened, counted, closed and its report printed', async () => {
    const seat = await takeSeat(browser, system, 'Quay-7');
    const page = await openShiftPage(seat);

    await tabTo(page, /^Tiền mặt đầu ca/);
    await type(page, '500000');
    await pressKey(page, 'F8');
    await page.getByText('Hãy đếm trước').waitFor();
    await tabTo(page, /^Số tờ 500/);
    await type(page, '1');
    await pressKey(page, 'F8');
    await untilFocused(page, /^Không$/);
    await choose(page, /^Đóng ca với 500/);
    await page.getByRole('button', { name: 'In báo cáo' }).and(page.locator(':enabled')).waitFor();
    await pressKey(page, 'F9');
    await pressKey(page, 'Escape');

    await page.getByText('Quầy này chưa mở ca.').waitFor();
    await seat.context.close();
  });

  it('[TILL39] what lies over the page gives the focus back', async () => {
    const seat = await takeSeat(browser, system, 'Quay-1');
    const page = await seat.signIn();

    for (const opener of [/Mở phần theo dõi/, /^Thông báo/, /^Loa/]) {
      await choose(page, opener);
      await page.getByRole('dialog').waitFor();
      await pressKey(page, 'Escape');
      await page
        .getByRole('dialog')
        .waitFor({ state: 'detached' })
        .catch(() => undefined);
      await untilFocused(page, opener);
    }
    await seat.context.close();
  });
});
