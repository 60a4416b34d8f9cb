import type { Page } from 'playwright-core';
import type { Report } from '../../src/report.ts';
import { spreadOf } from '../../src/statistics.ts';
import { takeLongestTask } from './watchTasks.ts';

/** A cashier who types feels nothing below this, in ms. */
const SEARCH_LIMIT_MS = 50;
/** More rows or tiles than this on the page at once, and the list is not virtual. */
const ROWS_MAX = 120;
const WORDS = ['ca phe sua', 'tra dao', 'banh mi', 'nuoc', '8934'];

/** 2,000 products and 10,000 orders: what the cashier types, scrolls and sees of them. */
export async function measureLargeShop(report: Report, page: Page): Promise<void> {
  report.title('a shop with 2,000 products and 10,000 orders');
  const search = page.getByRole('searchbox').first();
  await search.focus();
  await takeLongestTask(page);
  const keystrokes: number[] = [];
  for (const word of WORDS) {
    for (const character of word) keystrokes.push(await typedAndPainted(page, character));
    await search.fill('');
  }
  report.figure('a keystroke in the search, until it is painted', spreadOf(keystrokes), 'ms');
  report.atMost('the slowest keystroke, in ms', Math.max(...keystrokes), SEARCH_LIMIT_MS);
  report.atMost('products in the page', await page.getByRole('button', { name: /^Thêm / }).count(), ROWS_MAX);
  report.atMost('orders in the page', await page.locator('[data-order-id]').count(), ROWS_MAX);
  report.atMost('the longest task meanwhile, in ms', await takeLongestTask(page), 100);
}

/** One key as a hand presses it, until two frames later: the first that shows it has then been painted. */
async function typedAndPainted(page: Page, character: string): Promise<number> {
  await page.evaluate(() => {
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() =>
          setTimeout(() => Object.assign(window, { __paintedAfter: performance.now() - timeStamp }), 0),
        );
      },
      { capture: true, once: true },
    );
    Object.assign(window, { __paintedAfter: undefined });
  });
  await page.keyboard.press(character === ' ' ? 'Space' : character);
  await page.waitForFunction(() => 'number' === typeof (window as { __paintedAfter?: number }).__paintedAfter);
  return page.evaluate(() => (window as { __paintedAfter?: number }).__paintedAfter ?? 0);
}
