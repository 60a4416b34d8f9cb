import type { Screen } from './screen.types.ts';
import { awaitMoney, cutOff, keyed, makeOrder, payInCash, press } from './steps.ts';

const WAYS = ['F2', 'F4', 'F6', 'F7'].map(keyed);
const PAPER = ['F9', 'F10'].map(keyed);

/** One order, from the QR to the invoice. */
export const PAYING_SCREENS: readonly Screen[] = [
  {
    name: 'open-orders',
    words: 'The orders that wait for their money.',
    alsoTaken: ['wide.en.light'],
    reach: async (seat) => {
      const page = await seat.signIn();
      await payInCash(seat, await makeOrder(seat, { table: 'Ban công' }), { amount: 100_000 });
      await makeOrder(seat, { table: 'Bàn 3' });
      await seat.goTo('/payment');
      await page.getByRole('heading', { name: 'Chọn đơn' }).waitFor();
      return page;
    },
  },
  {
    name: 'waiting',
    words: 'Waiting for the transfer: QR, amount, countdown, and every other way to pay.',
    inSight: WAYS,
    alsoTaken: ['wide.en.light', 'wide.vi.dark'],
    reach: async (seat) => {
      await awaitMoney(seat);
      return seat.page;
    },
  },
  {
    name: 'waiting-checked',
    words: 'The bank was asked and has not seen it.',
    inSight: WAYS,
    reach: async (seat) => {
      await awaitMoney(seat);
      await press(seat.page, 'Kiểm tra giao dịch');
      await seat.page.getByText(/^Kiểm tra lúc|^Lúc/).waitFor();
      return seat.page;
    },
  },
  {
    name: 'waiting-disconnected',
    words: 'Waiting while nothing can be told: check the bank’s app.',
    inSight: WAYS,
    alsoTaken: ['wide.en.light'],
    reach: async (seat) => {
      await awaitMoney(seat);
      await cutOff(seat, '**/api/v1/events**');
      await seat.page.reload();
      await seat.page.locator('[data-payment-state="waiting"] [role="alert"]').waitFor({ timeout: 20_000 });
      await seat.page.getByRole('button', { name: 'Thử lại ngay' }).waitFor({ timeout: 20_000 });
      return seat.page;
    },
  },
  {
    name: 'waiting-partial',
    words: 'A part has come: what is missing, and a QR for the rest.',
    inSight: WAYS,
    reach: async (seat) => {
      const { payment } = await awaitMoney(seat);
      await seat.tell({ ...payment, amount: 150_000 });
      await seat.page.getByText('Đã nhận 150.000đ / 250.000đ').first().waitFor();
      await seat.page.getByRole('timer').waitFor();
      return seat.page;
    },
  },
  {
    name: 'waiting-split',
    words: 'A part in cash: the QR asks for the rest.',
    inSight: WAYS,
    reach: async (seat) => {
      await awaitMoney(seat);
      await press(seat.page, 'Chia tiền');
      await seat.page.getByRole('dialog').getByLabel('Tiền mặt').fill('100000');
      await press(seat.page, 'Tạo mã cho phần chuyển khoản');
      await seat.page.getByText('Chia tiền: chuyển khoản').waitFor();
      await seat.page.getByRole('timer').waitFor();
      return seat.page;
    },
  },
  {
    name: 'waiting-unanswered',
    words: 'A confirmation without an answer: sent again, never booked twice.',
    inSight: WAYS.slice(0, 1),
    reach: async (seat) => {
      await awaitMoney(seat);
      await seat.context.route('**/payments', (route) => route.abort());
      await press(seat.page, /^Tiền mặt/);
      await press(seat.page, /^Đã thu/);
      await seat.page.getByText('Gửi lại không bao giờ ghi hai lần').waitFor();
      return seat.page;
    },
  },
  {
    name: 'cash',
    words: 'Cash: usual notes, a number pad, the change.',
    alsoTaken: ['wide.en.light', 'tall.vi.dark'],
    inSight: [keyed('F8')],
    reach: async (seat) => {
      await awaitMoney(seat);
      await press(seat.page, /^Tiền mặt/);
      await press(seat.page, '300.000đ');
      return seat.page;
    },
  },
  {
    name: 'cash-short',
    words: 'Too little cash cannot be confirmed.',
    reach: async (seat) => {
      await awaitMoney(seat);
      await press(seat.page, /^Tiền mặt/);
      await seat.page.getByLabel('Khách đưa').fill('200000');
      return seat.page;
    },
  },
  {
    name: 'split',
    words: 'So much by transfer, the rest in cash.',
    reach: async (seat) => {
      await awaitMoney(seat);
      await press(seat.page, 'Chia tiền');
      await seat.page.getByLabel('Chuyển khoản', { exact: true }).fill('150000');
      return seat.page;
    },
  },
  {
    name: 'manual',
    words: 'A transfer seen in the bank’s app.',
    reach: async (seat) => {
      await awaitMoney(seat);
      await press(seat.page, 'Đã thấy tiền trong app ngân hàng');
      await seat.page.getByLabel('Mã giao dịch (nếu có)').waitFor();
      return seat.page;
    },
  },
  {
    name: 'manual-sure',
    words: 'It is confirmed with a second word, and by name.',
    reach: async (seat) => {
      await awaitMoney(seat);
      await press(seat.page, 'Đã thấy tiền trong app ngân hàng');
      await press(seat.page, /^Xác nhận đã nhận/);
      await seat.page.getByText('sẽ được ghi').first().waitFor();
      return seat.page;
    },
  },
  {
    name: 'paid',
    words: 'Paid: green across the screen, the invoice beside it.',
    alsoTaken: ['wide.en.light', 'wide.vi.dark'],
    inSight: PAPER,
    reach: async (seat) => {
      const { payment } = await awaitMoney(seat);
      await seat.tell(payment);
      await seat.page.getByRole('heading', { name: 'Hóa đơn' }).waitFor();
      return seat.page;
    },
  },
  {
    name: 'paid-elsewhere',
    words: 'Paid at another till: green, and the invoice is offered.',
    reach: async (seat) => {
      const { orderId } = await awaitMoney(seat);
      await payInCash(seat, orderId, { till_id: 'Quay-9' });
      await seat.page.locator('[data-payment-state="paid"]').waitFor();
      return seat.page;
    },
  },
  {
    name: 'paid-cash',
    words: 'Paid in cash: what to give back.',
    inSight: PAPER,
    reach: async (seat) => {
      await awaitMoney(seat);
      await press(seat.page, /^Tiền mặt/);
      await press(seat.page, '300.000đ');
      await press(seat.page, /^Đã thu/);
      await seat.page.getByRole('heading', { name: 'Hóa đơn' }).waitFor();
      return seat.page;
    },
  },
  {
    name: 'paid-over',
    words: 'Too much has come: the change that is due.',
    inSight: ['[data-payment-state] [data-refund-id] button', ...PAPER],
    reach: async (seat) => {
      const { payment } = await awaitMoney(seat);
      await seat.tell({ ...payment, amount: 300_000 });
      await seat.page.getByRole('button', { name: 'Đã trả khách 50.000đ' }).waitFor();
      await seat.page.getByRole('heading', { name: 'Hóa đơn' }).waitFor();
      return seat.page;
    },
  },
  {
    name: 'paid-over-sure',
    words: 'The second word before the change counts as given back.',
    reach: async (seat) => {
      const { payment } = await awaitMoney(seat);
      await seat.tell({ ...payment, amount: 300_000 });
      await press(seat.page, 'Đã trả khách 50.000đ');
      await seat.page.getByRole('button', { name: 'Chắc chắn, đã hoàn 50.000đ' }).waitFor();
      return seat.page;
    },
  },
  {
    name: 'paid-late',
    words: 'The money came after the countdown, and counts.',
    reach: async (seat) => {
      const { payment } = await awaitMoney(seat);
      const inTwoHours = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
      await seat.tell({ ...payment, transactionDateTime: inTwoHours });
      await seat.page.getByText('Tiền đến sau giờ hẹn').waitFor();
      await seat.page.getByRole('heading', { name: 'Hóa đơn' }).waitFor();
      return seat.page;
    },
  },
  {
    name: 'payment-cancelled',
    words: 'A cancelled order with money in it: what goes back.',
    reach: async (seat) => {
      const page = await seat.signIn();
      const orderId = await makeOrder(seat);
      await payInCash(seat, orderId, { amount: 100_000 });
      await seat.ask(`/orders/${orderId}/cancel`, { reason: 'Hết hàng' });
      await seat.goTo(`/payment/${orderId}`);
      await page.locator('[data-payment-state="cancelled"]').waitFor();
      return page;
    },
  },
  {
    name: 'payment-unreadable',
    words: 'An order that is not there.',
    reach: async (seat) => {
      const page = await seat.signIn();
      await seat.goTo('/payment/4040404');
      await page.locator('[data-payment-state="unreadable"]').waitFor();
      return page;
    },
  },
];
