import type { Page } from 'playwright-core';
import { split } from '../invoice.ts';
import type { Screen } from './screen.types.ts';
import type { Seat } from './seat.ts';
import { addProducts, awaitMoney, press } from './steps.ts';

/** What stands beside the till: the customer's screen, and the bank of the demonstration. */
export const BESIDE_SCREENS: readonly Screen[] = [
  {
    name: 'display-closed',
    words: 'The customer’s screen while the till is not open.',
    reach: async (seat) => {
      const display = await openDisplay(seat);
      await display.locator('[data-scene="closed"]').waitFor({ timeout: 20_000 });
      return display;
    },
  },
  {
    name: 'display-welcome',
    words: 'The customer’s screen between two customers.',
    reach: async (seat) => {
      await seat.signIn();
      const display = await openDisplay(seat);
      await display.locator('[data-scene="welcome"]').waitFor();
      return display;
    },
  },
  {
    name: 'display-cart',
    words: 'The customer follows the cart.',
    alsoTaken: ['wide.en.light'],
    reach: async (seat) => {
      await seat.signIn();
      await addProducts(seat.page, 4);
      await press(seat.page, 'Giảm giá');
      await seat.page.getByLabel('Mức giảm').fill('10');
      await press(seat.page, 'Xong');
      const display = await openDisplay(seat);
      await display.locator('[data-scene="cart"]').waitFor();
      return display;
    },
  },
  {
    name: 'display-pay',
    words: 'The customer scans.',
    alsoTaken: ['wide.en.light', 'wide.vi.dark'],
    reach: async (seat) => {
      await awaitMoney(seat);
      const display = await openDisplay(seat);
      await display.locator('[data-scene="payment"]').waitFor();
      return display;
    },
  },
  {
    name: 'display-cash',
    words: 'The transfer of a split has come: what is left is paid in cash.',
    reach: async (seat) => {
      await awaitMoney(seat);
      await seat.tell({ ...(await split(seat.page, '150000')), amount: 150_000 });
      await seat.page.getByText('còn thiếu 100.000đ').waitFor();
      const display = await openDisplay(seat);
      await display.getByText('Xin trả tiền mặt tại quầy.').waitFor();
      return display;
    },
  },
  {
    name: 'display-thanks',
    words: 'Thanks, with the change.',
    reach: async (seat) => {
      await awaitMoney(seat);
      await press(seat.page, /^Tiền mặt/);
      await press(seat.page, '300.000đ');
      await press(seat.page, /^Đã thu/);
      await seat.page.getByRole('heading', { name: 'Hóa đơn' }).waitFor();
      const display = await openDisplay(seat);
      await display.getByText('Cảm ơn quý khách').waitFor();
      return display;
    },
  },
  {
    name: 'mock-bank',
    words: 'The bank of the demonstration: real, signed webhooks at a press.',
    reach: async (seat) => {
      await awaitMoney(seat);
      const bank = await seat.context.newPage();
      await bank.goto(`${seat.addresses.backend}/mock-bank`);
      await bank
        .getByRole('button', { name: /^Trả đủ/ })
        .first()
        .waitFor();
      return bank;
    },
  },
  ...(['order', 'payment'] as const).map((name) => ({
    name: `standalone-${name}`,
    words: `The ${name} micro-frontend as its team runs it: alone, with recorded answers.`,
    reach: async ({ page, addresses }: Seat) => {
      await page.goto(`${addresses.apps.get(name)}/`);
      await page.getByText(/^Chạy riêng/).waitFor();
      return page;
    },
  })),
];

async function openDisplay({ context, addresses }: Seat): Promise<Page> {
  const display = await context.newPage();
  await display.goto(`${addresses.container}/display?company=1&till=Quay-1`);
  await display.locator('[data-scene]').waitFor();
  return display;
}
