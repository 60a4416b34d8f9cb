import type { BrowserContext, Page } from 'playwright-core';

/** One thing that happened on the page's bus. `at` in ms of the page's clock. */
export interface Recorded {
  readonly at: number;
  readonly channel: string;
  readonly detail: { readonly [field: string]: unknown };
}

/** Records what every listener of the page could have heard, from before the page's own code runs. */
export async function recordBus(context: BrowserContext): Promise<void> {
  await context.addInitScript(recordInPage);
}

/** The same, for a page that Playwright does not hold. */
export const RECORDER_SCRIPT = `(${recordInPage})()`;

/** Runs in the page: it may use nothing of this file. */
function recordInPage(): void {
  const heard: { at: number; channel: string; detail: unknown }[] = [];
  Object.assign(window, { __heard: heard });
  for (const channel of [
    'vppos:realtime',
    'vppos:realtime-status',
    'vppos:realtime-resync',
    'vppos:realtime-invalid',
    'vppos:toast',
  ]) {
    window.addEventListener(channel, (event) =>
      heard.push({ at: Date.now(), channel, detail: (event as CustomEvent).detail }),
    );
  }
}

export function wholeBus(page: Page): Promise<Recorded[]> {
  return page.evaluate(() => (window as unknown as { __heard: Recorded[] }).__heard);
}

export async function heard(page: Page, channel: string): Promise<Recorded[]> {
  return (await wholeBus(page)).filter((entry) => entry.channel === channel);
}

/** Pure: the types of the events of one order, in the order in which they were heard. */
export function typesOf(recorded: readonly Recorded[], orderId: number): string[] {
  return recorded
    .filter(({ channel }) => channel === 'vppos:realtime')
    .filter(({ detail }) => (detail['data'] as { order_id?: number }).order_id === orderId)
    .map(({ detail }) => String(detail['type']));
}

/** Pure: the toasts that say that money came. */
export function receivedToasts(recorded: readonly Recorded[]): string[] {
  const toasts = recorded.filter(({ channel }) => channel === 'vppos:toast');
  return toasts.map(({ detail }) => String(detail['message'])).filter((message) => message.startsWith('Đã nhận'));
}
