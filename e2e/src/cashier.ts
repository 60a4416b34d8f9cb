import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { newPerson } from './browser.ts';

/** A person at a till, by what they see and tap. */
export interface Cashier {
  readonly context: BrowserContext;
  readonly page: Page;
  /** The row of an order in the list. */
  order(orderId: number): Locator;
  /** Taps a product, by default the one of 250.000đ, into the cart and makes the order. Gives its number. */
  createOrder(product?: RegExp): Promise<number>;
  /** Opens the QR of an order, and gives what the transfer must carry. */
  openPayment(orderId: number): Promise<{ paymentId: number; code: string; amount: number }>;
  connection(): Locator;
  toast(text: string): Locator;
  leave(): Promise<void>;
}

const PASSWORD = 'demo1234';

/** Signs in in a browser of its own, and waits until the stream is live. */
export async function signIn(browser: Browser, url: string, username: string): Promise<Cashier> {
  const context = await newPerson(browser);
  const page = await context.newPage();
  await page.goto(url);
  await fillLogin(page, username);
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
  return cashierAt(context, page);
}

export async function fillLogin(page: Page, username: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

export function cashierAt(context: BrowserContext, page: Page): Cashier {
  const order = (orderId: number): Locator => page.locator(`[data-order-id="${orderId}"]`);
  return {
    context,
    page,
    order,
    createOrder: async (product = /^Thêm .*250\.000đ$/) => {
      await page.getByRole('button', { name: product }).first().click();
      const created = page.waitForResponse(
        (response) => response.url().endsWith('/api/v1/orders') && response.request().method() === 'POST',
      );
      await page.getByRole('button', { name: 'Tạo đơn' }).click();
      const { order_id } = (await (await created).json()) as { order_id: number };
      await order(order_id).first().waitFor();
      return order_id;
    },
    openPayment: async (orderId) => {
      const opened = page.waitForResponse((response) => response.url().endsWith(`/api/v1/orders/${orderId}/payments`));
      await order(orderId)
        .getByRole('button', { name: /^Thanh toán/ })
        .first()
        .click();
      const payment = (await (await opened).json()) as { payment_id: number; code: string; amount: number };
      await page.getByText('ĐANG CHỜ').first().waitFor();
      return { paymentId: payment.payment_id, code: payment.code, amount: payment.amount };
    },
    connection: () => page.getByTestId('connection'),
    toast: (text) => page.locator('[data-sonner-toast]', { hasText: text }),
    leave: () => context.close(),
  };
}

/** What the page shows of a payment; null: none. */
export function paymentState(page: Page): Promise<string | null> {
  return page.locator('[data-payment-state]').first().getAttribute('data-payment-state');
}

/** What the loudspeaker of a page has said, as `<receipt>:<amount>`, without the receipts' numbers. */
export async function spokenAmounts(page: Page): Promise<string[]> {
  const spoken = (await page.getByTestId('spoken').getAttribute('data-spoken')) ?? '';
  return spoken.split(' ').flatMap((said) => said.split(':')[1] ?? []);
}

/** Asks as the page's own micro-frontends do, with its login; with a body it is a POST. */
export function askAsPage<T>(page: Page, path: string, body?: object): Promise<T> {
  return page.evaluate(
    async (asked) => {
      const session = (globalThis as unknown as Record<symbol, { fetch: typeof fetch }>)[
        Symbol.for('vppos.session.v1')
      ];
      const headers = { 'content-type': 'application/json' };
      const post = { method: 'POST', headers, body: JSON.stringify(asked.body) };
      return (await session?.fetch(asked.path, asked.body === undefined ? {} : post))?.json();
    },
    { path, body },
  );
}
