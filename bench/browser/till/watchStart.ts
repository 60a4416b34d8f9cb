import type { BrowserContext, Page } from 'playwright-core';

/** What the page itself saw of its start, in ms since the navigation began; 0 where it has not come yet. */
export interface Started {
  /** The name can be typed: its field has the focus and is painted. */
  loginAt: number;
  /** "Đăng nhập" was pressed. */
  pressedAt: number;
  /** The first product that could be hit was tapped, and the draft with it is painted. */
  sellingAt: number;
}

/** Watches from before the page's own code runs, and taps the first product as soon as a finger could. */
export async function watchStart(context: BrowserContext): Promise<void> {
  await context.addInitScript(watchInPage);
}

export async function untilSelling(page: Page): Promise<Started> {
  await page.waitForFunction(() => (window as unknown as { __started: Started }).__started.sellingAt > 0, undefined, {
    timeout: 60_000,
  });
  return page.evaluate(() => (window as unknown as { __started: Started }).__started);
}

/** Runs in the page: it may use nothing of this file. */
function watchInPage(): void {
  const started: Started = { loginAt: 0, pressedAt: 0, sellingAt: 0 };
  Object.assign(window, { __started: started });
  // A message comes after the frame that `requestAnimationFrame` goes before: by then it is painted.
  const painted = (what: keyof Started): void => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      started[what] ||= performance.now();
    };
    port2.postMessage(null);
  };
  const canBeHit = (element: Element): boolean => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  };
  const takenOf = (tile: Element | null): number =>
    Number(tile?.querySelector('[data-quantity]')?.getAttribute('data-quantity') ?? 0);
  let tapped: { name: string; taken: number } | null = null;

  const look = (): void => {
    if (started.loginAt === 0 && document.activeElement?.matches('[autocomplete="username"]') === true)
      painted('loginAt');
    const tile = document.querySelector<HTMLElement>('[data-place="0"]');
    const name = tile?.getAttribute('aria-label') ?? '';
    if (tile !== null && tapped === null && canBeHit(tile)) {
      tapped = { name, taken: takenOf(tile) };
      tile.click();
    } else if (tapped?.name === name && takenOf(tile) > tapped.taken) painted('sellingAt');
    if (started.sellingAt === 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.addEventListener('submit', ({ timeStamp }) => (started.pressedAt = timeStamp), true);
}
