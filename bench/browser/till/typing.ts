import type { Browser, Locator, Page } from 'playwright-core';
import { newPerson } from '../../../e2e/src/browser.ts';

/** As many as the large shop has. */
const BUTTONS = 2014;
const SETTLED_MS = 120;

/**
 * One key into the field that has the focus, until the last change it made to the page is painted, in ms. What follows when
 * nothing has changed for `settledMs` is no longer the key's doing.
 */
export async function typedAndPainted(page: Page, key: string, settledMs = SETTLED_MS): Promise<number> {
  await page.evaluate(watchKey, settledMs);
  await page.keyboard.press(key === ' ' ? 'Space' : key);
  await page.waitForFunction(() => (window as unknown as { __painted: Painted }).__painted.isSettled);
  return page.evaluate(() => (window as unknown as { __painted: Painted }).__painted.afterMs);
}

interface Painted {
  afterMs: number;
  isSettled: boolean;
}

/** Runs in the page: it may use nothing of this file. */
function watchKey(settledMs: number): void {
  const painted: Painted = { afterMs: 0, isSettled: false };
  Object.assign(window, { __painted: painted });
  const onKey = ({ timeStamp }: KeyboardEvent): void => {
    let settling: ReturnType<typeof setTimeout> | undefined;
    // A message comes after the frame that `requestAnimationFrame` goes before: by then the change is painted.
    const notePaint = (): void => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          painted.afterMs = performance.now() - timeStamp;
        };
        port2.postMessage(null);
      });
      clearTimeout(settling);
      settling = setTimeout(settle, settledMs);
    };
    const changes = new MutationObserver(notePaint);
    const settle = (): void => {
      changes.disconnect();
      painted.isSettled = true;
    };
    // Only around the field: a clock that goes on elsewhere is not the key's doing.
    changes.observe(document.activeElement?.closest('section') ?? document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    // The field itself shows the key, also where nothing else changes.
    notePaint();
  };
  window.addEventListener('keydown', onKey, { capture: true, once: true });
}

/** What a list without our pains would be: all products as buttons, hidden and shown at each key. */
export async function openPlainList(browser: Browser): Promise<{ page: Page; search: Locator }> {
  const page = await (await newPerson(browser)).newPage();
  await page.setContent(
    '<!doctype html><input type="search"><main style="display:grid;grid-template-columns:repeat(5,1fr)">',
  );
  await page.evaluate((count) => {
    const buttons = Array.from({ length: count }, (_, n) => {
      const button = document.createElement('button');
      button.textContent = `Tra dao ca phe sua banh mi nuoc ${n % 7 === 0 ? 'x' : ''} 8934${n} 15.000đ`;
      return button;
    });
    document.querySelector('main')?.append(...buttons);
    const input = document.querySelector('input');
    input?.addEventListener('input', () => {
      for (const button of buttons) button.hidden = !button.textContent.toLowerCase().includes(input.value);
    });
  }, BUTTONS);
  return { page, search: page.getByRole('searchbox') };
}
