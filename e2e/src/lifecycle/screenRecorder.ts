import type { Tab } from './tab.ts';

/** What somebody could see and hear of a payment at one moment. `at` in ms of the page's clock. */
export interface Glimpse {
  readonly at: number;
  /** `data-payment-state`; null where no payment is on the screen. */
  readonly state: string | null;
  readonly isInvoiceOpen: boolean;
  /** "Đã nhận 150.000đ / 250.000đ", beside the QR for the rest. */
  readonly partial: string | null;
  /** The tone of the bar of the connection; null: no bar. */
  readonly tone: string | null;
  /** The amounts that the loudspeaker of this tab has begun to say so far. */
  readonly spoken: readonly string[];
}

/** For a page's own start: from then on every change of what can be seen is kept, with its time. */
export const SCREEN_SCRIPT = `(${recordScreen})()`;

/** Runs in the page: it may use nothing of this file. */
function recordScreen(): void {
  const glimpses: Glimpse[] = [];
  Object.assign(window, { __glimpses: glimpses });
  const look = (): Omit<Glimpse, 'at'> => {
    const of = (selector: string, attribute: string): string | null =>
      document.querySelector(selector)?.getAttribute(attribute) ?? null;
    const said = of('[data-testid="spoken"]', 'data-spoken') ?? '';
    const headings = [...document.querySelectorAll('h1, h2, h3')];
    const words = [...document.querySelectorAll('[data-payment-state="waiting"] [role="status"]')];
    return {
      state: of('[data-payment-state]', 'data-payment-state'),
      isInvoiceOpen: headings.some((heading) => /Hóa đơn/i.test(heading.textContent ?? '')),
      partial: words.map((word) => word.textContent ?? '').find((word) => word.startsWith('Đã nhận')) ?? null,
      tone: of('[data-testid="connection-bar"]', 'data-tone'),
      spoken: said.split(' ').flatMap((one) => one.split(':')[1] ?? []),
    };
  };
  let before = '';
  const record = (): void => {
    const now = look();
    const text = JSON.stringify(now);
    if (text !== before) glimpses.push({ at: Date.now(), ...now });
    before = text;
  };
  new MutationObserver(record).observe(document, { subtree: true, childList: true, attributes: true });
}

/** All that could be seen in this tab so far, the oldest first. */
export function glimpsesOf(tab: Tab): Promise<readonly Glimpse[]> {
  return tab.evaluate(() => (window as unknown as { __glimpses: Glimpse[] }).__glimpses);
}

/** What can be seen now. */
export async function lookAt(tab: Tab): Promise<Glimpse> {
  const now = (await glimpsesOf(tab)).at(-1);
  if (now === undefined) throw new Error('This tab has shown nothing yet.');
  return now;
}
