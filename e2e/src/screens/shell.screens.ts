import type { Page } from 'playwright-core';
import { revokeSession } from '../api.ts';
import { untilKept } from '../keptTill.ts';
import type { Screen } from './screen.types.ts';
import { addProducts, cutOff, keyed, makeOrder, press } from './steps.ts';

/** Around the sale: login, connection, news, settings, and what is not there. */
export const SHELL_SCREENS: readonly Screen[] = [
  {
    name: 'login',
    words: 'The login.',
    alsoTaken: ['wide.en.light', 'wide.vi.dark'],
    inSight: ['[type="submit"]'],
    reach: async ({ page, addresses }) => {
      await page.goto(addresses.container);
      await page.getByLabel('Tên đăng nhập').waitFor();
      return page;
    },
  },
  {
    name: 'login-refused',
    words: 'A login that is refused, with the reason.',
    reach: async ({ page, addresses }) => {
      await page.goto(addresses.container);
      await page.getByLabel('Tên đăng nhập').fill('thungan9');
      await page.getByLabel('Mật khẩu', { exact: true }).fill('quên rồi');
      await press(page, 'Đăng nhập');
      await page.getByText('chưa đúng').waitFor();
      return page;
    },
  },
  {
    name: 'signed-out',
    words: 'After the logout.',
    reach: async ({ signIn, force, page }) => {
      await signIn();
      await force('Đăng xuất');
      await page.getByText('Bạn đã đăng xuất.').waitFor();
      return page;
    },
  },
  {
    name: 'signed-out-revoked',
    words: 'The login was closed from elsewhere, as of a lost tablet.',
    reach: async ({ signIn, page, addresses }) => {
      await signIn();
      const sid = await page.evaluate(() => localStorage.getItem('vppos.sid'));
      await revokeSession(addresses.gateway, sid ?? '');
      await page.locator('[data-reason="revoked"]').waitFor();
      return page;
    },
  },
  {
    name: 'loudspeaker-blocked',
    words: 'The browser blocks the sound until somebody touches the page: said in words, mended by one press.',
    inSight: [keyed('F8')],
    reach: async ({ signIn, page }) => {
      // A browser without a window never refuses sound: here its answer is that of one that does.
      await page.addInitScript(() =>
        Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' }),
      );
      await signIn();
      await page.getByRole('button', { name: 'Loa đang bị trình duyệt chặn – bấm vào đây để bật' }).waitFor();
      return page;
    },
  },
  {
    name: 'offline-start',
    words: 'Opened without a network: what works, what does not, and when it asks again.',
    inSight: [keyed('F8')],
    reach: async (seat) => {
      const page = await seat.signIn();
      await untilKept(page);
      await seat.context.setOffline(true);
      await page.reload();
      await page.getByTestId('offline-bar').waitFor();
      await page.locator('[data-place="0"]').waitFor();
      return page;
    },
  },
  {
    name: 'disconnected',
    words: 'Disconnected: the red bar says what to do.',
    reach: async (seat) => {
      const page = await seat.signIn();
      await cutOff(seat, '**/api/v1/events**');
      await page.reload();
      await page.getByText('MẤT KẾT NỐI').first().waitFor({ timeout: 20_000 });
      await page.getByRole('button', { name: 'Thử lại ngay' }).waitFor({ timeout: 20_000 });
      return page;
    },
  },
  {
    name: 'remote-down',
    words: 'A part of the till whose server is down: named, the rest goes on.',
    reach: async (seat) => {
      await cutOff(seat, `${seat.addresses.apps.get('payment')}/**`);
      const page = await seat.signIn();
      await seat.goTo('/payment');
      await page.getByTestId('slot-payment').getByRole('alert').waitFor({ timeout: 20_000 });
      return page;
    },
  },
  {
    name: 'not-found',
    words: 'An address that is not there.',
    reach: async ({ signIn, goTo, page }) => {
      await signIn();
      await goTo('/kho-hang');
      await page.getByText('Không tìm thấy trang').waitFor();
      return page;
    },
  },
  {
    name: 'news',
    words: 'The notifications: cancelled orders, money to give back, money of no known order.',
    alsoTaken: ['wide.vi.dark'],
    reach: async (seat) => {
      const page = await seat.signIn('quanly1');
      const orderId = await makeOrder(seat, { table: 'Bàn 4' });
      await seat.tell({ amount: 87_000, code: 'AN TRUA' });
      const colleague = await makeOrder(seat);
      await seat.ask(`/orders/${orderId}/cancel`, { reason: 'Khách đổi ý' });
      await seat.ask(`/orders/${colleague}/payments`, {
        method: 'cash',
        till_id: 'Quay-2',
        idempotency_key: crypto.randomUUID(),
      });
      await page.locator('[data-testid="news-bell"]:not([data-unread="0"])').click();
      await page.getByTestId('news-drawer').getByText('Tiền chưa rõ').first().waitFor();
      return page;
    },
  },
  {
    name: 'news-none',
    words: 'No notifications.',
    reach: async ({ signIn, page }) => {
      await signIn('thungan3');
      await page.getByTestId('news-bell').click();
      await page.getByText('Chưa có thông báo nào.').waitFor();
      return page;
    },
  },
  {
    name: 'more-menu',
    words: 'What a narrow bar has no room for.',
    alsoTaken: ['tall.vi.dark'],
    reach: async ({ signIn, page }) => {
      await signIn();
      await openMore(page);
      return page;
    },
  },
  {
    name: 'till-name',
    words: 'The till gets another name.',
    reach: async ({ signIn, page }) => {
      await signIn();
      await openMore(page);
      await page.getByTestId('till-name').click();
      return page;
    },
  },
  {
    name: 'loudspeaker',
    words: 'The loudspeaker: volume, mute, "Thử loa".',
    reach: async ({ signIn, page }) => {
      await signIn();
      await press(page, /^Loa/);
      await page.getByRole('button', { name: 'Thử loa' }).waitFor();
      return page;
    },
  },
  {
    name: 'toasts',
    words: 'Words of the system, which take the focus from nobody.',
    reach: async ({ signIn, page }) => {
      await signIn();
      await addProducts(page, 1);
      await page.evaluate(() => {
        const toasts = [
          {
            kind: 'success',
            message: 'Đã nhận 150.000đ',
            action: { label: 'Mở hóa đơn', to: '/payment/1001/invoice' },
          },
          { kind: 'warning', message: 'Đã lỡ lúc 10:32: Đã nhận 1.250.000đ' },
          { kind: 'error', message: 'Không in được – hãy kiểm tra máy in.' },
          { kind: 'info', message: 'Đã hủy đơn HD-1007' },
        ];
        for (const detail of toasts)
          window.dispatchEvent(new CustomEvent('vppos:toast', { detail: { v: 1, ...detail } }));
      });
      await page.locator('[data-sonner-toast]').nth(3).waitFor();
      return page;
    },
  },
  {
    name: 'inspector',
    words: 'The path of the events, for developers and support.',
    alsoTaken: ['wide.vi.dark'],
    reach: async (seat) => {
      const page = await seat.signIn('quanly1');
      await makeOrder(seat);
      await seat.goTo('/realtime');
      await page.getByRole('heading', { name: 'Theo dõi sự kiện' }).waitFor();
      await page.locator('strong', { hasText: 'order_created' }).first().click();
      return page;
    },
  },
  {
    name: 'news-gap',
    words: 'Some notifications may be missing: said, with what must be looked at.',
    reach: async ({ signIn, page }) => {
      await signIn('thungan2');
      await page.evaluate(
        () =>
          void window.dispatchEvent(new CustomEvent('vppos:realtime-resync', { detail: { v: 1, reason: 'trimmed' } })),
      );
      await page.getByTestId('news-bell').click();
      await page.getByText('Có thể thiếu thông báo').waitFor();
      return page;
    },
  },
  {
    name: 'orders-sought',
    words: 'An order that the notifications lead to, above the list it is too old for.',
    // The last of all: it fills the list for every screen after it.
    reach: async (seat) => {
      const page = await seat.signIn();
      const orderId = await makeOrder(seat, { table: 'Bàn 9' });
      await Promise.all(Array.from({ length: 60 }, () => makeOrder(seat)));
      await seat.goTo(`/order/${orderId}`);
      await page.getByRole('region', { name: 'Đơn được mở' }).getByText('Người bán').waitFor();
      return page;
    },
  },
];

/** Unfolded also where the bar is wide, and the button not to be seen. */
function openMore(page: Page): Promise<void> {
  return page.locator('button:has(> .lucide-ellipsis-vertical)').evaluate((button: HTMLElement) => button.click());
}
