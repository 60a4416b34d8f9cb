import type { Browser, BrowserContext, Page } from 'playwright-core';
import { signedWebhook, type Transfer, tellBackend } from '../bank.ts';
import { newPerson } from '../browser.ts';
import { askAsPage, type Cashier, cashierAt, fillLogin } from '../cashier.ts';
import type { System } from '../system.ts';

/** A browser of its own at a till, with the shop's server and its bank at hand. */
export interface Seat {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly addresses: System['addresses'];
  readonly cashier: Cashier;
  /** Signs in, and waits until the first screen is there. Default: the first cashier. */
  signIn(username?: string): Promise<Page>;
  /** Goes to a path of the till without a reload. */
  goTo(path: string): Promise<void>;
  /** Asks the API as the page does. A body makes it a POST. */
  ask<T = Record<string, unknown>>(path: string, body?: object): Promise<T>;
  /** The bank tells of a transfer. */
  tell(transfer: Partial<Transfer>): Promise<void>;
  /** Presses what has these words, also where it is covered, folded away or behind a dialog. */
  force(words: string): Promise<void>;
}

let references = 0;

export async function takeSeat(browser: Browser, system: System, till: string): Promise<Seat> {
  const context = await newPerson(browser);
  await context.addInitScript((name) => {
    if (localStorage.getItem('vppos.till_id') === null) localStorage.setItem('vppos.till_id', name);
  }, till);
  const page = await context.newPage();
  const { addresses } = system;
  return {
    context,
    page,
    addresses,
    cashier: cashierAt(context, page),
    signIn: async (username = 'thungan1') => {
      await page.goto(addresses.container);
      await fillLogin(page, username);
      await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
      await page.locator('[data-place="0"]').waitFor();
      return page;
    },
    goTo: (path) =>
      page.evaluate(
        (to) => void window.dispatchEvent(new CustomEvent('vppos:navigate', { detail: { v: 1, to } })),
        path,
      ),
    ask: (path, body) => askAsPage(page, `/api/v1${path}`, body),
    tell: async (transfer) => {
      const whole = { paymentId: 999_999, amount: 250_000, code: 'TIEN AN', ...transfer };
      references += 1;
      await tellBackend(addresses.backend, signedWebhook({ reference: `FT2632600${references}`, ...whole }));
    },
    force: async (words) => {
      const button = page.getByRole('button', { name: words, exact: true, includeHidden: true }).first();
      await button.waitFor({ state: 'attached' });
      await button.evaluate((element: HTMLElement) => element.click());
    },
  };
}
