import { openMatch, openRefunds, openShift, openShiftPage, openUnmatched } from './moneySteps.ts';
import type { Screen } from './screen.types.ts';
import { awaitMoney, keyed, makeOrder, payInCash, press } from './steps.ts';

/** The lists behind the money, and the shift. */
export const MONEY_SCREENS: readonly Screen[] = [
  {
    name: 'receipts',
    words: 'What came just now? Toasts vanish, these do not.',
    alsoTaken: ['wide.en.light'],
    reach: async (seat) => {
      const { payment } = await awaitMoney(seat);
      await seat.tell(payment);
      await seat.page.getByRole('heading', { name: 'Hóa đơn' }).waitFor();
      await payInCash(seat, await makeOrder(seat), { till_id: 'Quay-1' });
      const seen = { method: 'manual', till_id: 'Quay-1', idempotency_key: crypto.randomUUID() };
      await seat.ask(`/orders/${await makeOrder(seat)}/payments`, seen);
      await seat.goTo('/payment/receipts');
      await seat.page.getByText('ngân hàng chưa báo').first().waitFor();
      return seat.page;
    },
  },
  {
    name: 'unmatched',
    words: 'Money of no known order.',
    alsoTaken: ['wide.en.light'],
    reach: openUnmatched,
  },
  {
    name: 'unmatched-refund',
    words: 'It is given back after a second word.',
    reach: async (seat) => {
      const page = await openUnmatched(seat);
      await press(page, 'Hoàn tiền');
      return page;
    },
  },
  {
    name: 'match',
    words: 'Which order is it for? Those of the same amount come first.',
    reach: openMatch,
  },
  {
    name: 'match-sure',
    words: 'It is matched with a second word, and by name.',
    reach: async (seat) => {
      const page = await openMatch(seat);
      await page.getByRole('dialog').getByRole('button', { name: /HD-/ }).first().click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Ghép với đơn HD/ })
        .click();
      await page.getByText('sẽ được ghi').first().waitFor();
      return page;
    },
  },
  {
    name: 'refunds',
    words: 'What goes back to customers.',
    reach: openRefunds,
  },
  {
    name: 'refunds-finish',
    words: 'How the money went back.',
    reach: async (seat) => {
      const page = await openRefunds(seat);
      await press(page, 'Đã hoàn…');
      await page.getByRole('dialog').waitFor();
      return page;
    },
  },
  {
    name: 'refunds-done',
    words: 'What has gone back, and by whom.',
    reach: async (seat) => {
      const page = await openRefunds(seat);
      await press(page, 'Đã hoàn…');
      await press(page, /^Đã trả khách/);
      await press(page, /^Chắc chắn/);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await press(page, 'Đã hoàn');
      await page.locator('[data-refund-id]').first().waitFor();
      return page;
    },
  },
  {
    name: 'shift-none',
    words: 'No shift is open at this till.',
    till: 'Quay-3',
    reach: openShiftPage,
  },
  {
    name: 'shift-count',
    words: 'The drawer is counted blind, note by note.',
    till: 'Quay-4',
    alsoTaken: ['wide.en.light'],
    reach: async (seat) => {
      const page = await openShift(seat);
      await page.getByLabel('Số tờ 500.000đ').fill('1');
      await page.getByLabel('Số tờ 50.000đ').fill('12');
      return page;
    },
  },
  {
    name: 'shift-close',
    words: 'A shift is closed with a second word.',
    till: 'Quay-5',
    reach: async (seat) => {
      const page = await openShift(seat);
      await press(page, 'Nhập một số');
      await page.getByLabel('Tổng tiền đếm được').fill('740000');
      await press(page, 'Đóng ca');
      await page.getByText('Sau đó không sửa được').first().waitFor();
      return page;
    },
  },
  {
    name: 'shift-report',
    words: 'The report: cash counted and expected, the bank, what was done by hand, the hours.',
    till: 'Quay-6',
    alsoTaken: ['wide.en.light', 'wide.vi.dark'],
    inSight: [keyed('F9')],
    reach: async (seat) => {
      const page = await openShift(seat);
      const tillAnd = (method: string) => ({ method, till_id: 'Quay-6', idempotency_key: crypto.randomUUID() });
      await seat.ask(`/orders/${await makeOrder(seat)}/payments`, { ...tillAnd('cash'), tendered: 300_000 });
      await seat.ask(`/orders/${await makeOrder(seat)}/payments`, tillAnd('manual'));
      await press(page, 'Nhập một số');
      await page.getByLabel('Tổng tiền đếm được').fill('740000');
      await press(page, 'Đóng ca');
      await press(page, /^Đóng ca với/);
      await page.getByRole('button', { name: 'In báo cáo' }).and(page.locator(':enabled')).waitFor();
      await page.locator('details').first().waitFor();
      return page;
    },
  },
];
