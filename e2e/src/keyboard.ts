import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The longest way with Tab from anything to anything on one screen. */
const MAX_TABS = 80;
/** Keys closer together than 50 ms are a barcode scanner, whose Enter confirms nothing. */
const HUMAN_PAUSE_MS = 60;

interface Stop {
  readonly name: string;
  readonly isVisible: boolean;
  readonly isToast: boolean;
}

/** What has the focus, and whether a person can see that. */
export function focused(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    const { outlineStyle, boxShadow } = getComputedStyle(element);
    return {
      name: (element.ariaLabel ?? element.labels?.[0]?.innerText ?? element.innerText).trim(),
      // Between the last stop and the first the browser itself has the focus.
      isVisible: outlineStyle !== 'none' || boxShadow !== 'none' || element === document.body,
      isToast: element.closest('[data-sonner-toast]') !== null,
    };
  });
}

/** Presses Tab until what has the focus is called so; every stop on the way must show that it has the focus. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const names: string[] = [];
  for (let presses = 0; presses < MAX_TABS; presses++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    names.push(stop.name);
    expect(stop, `a stop of the focus that is not to be seen, after ${names.join(' | ')}`).toMatchObject({
      isVisible: true,
    });
    if (name.test(stop.name)) return;
  }
  throw new Error(`Tab never came to ${name}, only to ${names.join(' | ')}`);
}

/** As slow as a hand. */
export async function pressKey(page: Page, key: string): Promise<void> {
  await page.waitForTimeout(HUMAN_PAUSE_MS);
  await page.keyboard.press(key);
}

export function type(page: Page, words: string): Promise<void> {
  return page.keyboard.type(words, { delay: HUMAN_PAUSE_MS });
}

/** Goes there and presses Enter. */
export async function choose(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await pressKey(page, 'Enter');
}

/** Waits until what is called so has the focus. */
export async function untilFocused(page: Page, name: RegExp): Promise<void> {
  await expect.poll(async () => (await focused(page)).name, { timeout: 5000 }).toMatch(name);
}
