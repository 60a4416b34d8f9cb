import type { Browser, BrowserContext, Page } from 'playwright-core';
import { until } from '../../../e2e/src/api.ts';
import { newPerson } from '../../../e2e/src/browser.ts';
import { heard, recordBus } from '../../../e2e/src/busRecorder.ts';
import { fillLogin } from '../../../e2e/src/cashier.ts';
import type { Addresses } from '../../../tools/web/src/addresses.ts';
import type { Report } from '../../src/report.ts';
import { spreadOf } from '../../src/statistics.ts';
import { faultsOf } from '../heardIds.ts';
import { TASK_LIMIT_MS } from './largeShop.ts';
import { listFaults } from './orderList.ts';
import { type Counter, payAll } from './paidOrders.ts';
import { publishPaid } from './published.ts';
import { takeWatched, watchTasks } from './watchTasks.ts';

const ORDERS = 200;
const WITHIN_MS = 1000;
/** Between two taps of a cashier in a hurry, in ms. */
const TAP_EVERY_MS = 100;
/** TILL1: money turns a screen green within this, in ms. */
const GREEN_LIMIT_MS = 1000;
/** The pages of the list that hold them all, and one more. */
const PAGES = 5;
const HEARD_WITHIN_MS = 30_000;

const SCREENS = { sales: 'the selling screen', waiting: 'the waiting screen' } as const;
type Screen = keyof typeof SCREENS;
const READY = { sales: '[data-order-id]', waiting: '[data-payment-state="waiting"]' } as const;

interface Tab {
  readonly name: string;
  readonly screen: Screen;
  readonly page: Page;
}

export interface Shop {
  readonly addresses: Addresses;
  readonly counter: Counter;
}

interface BurstPlan {
  readonly shop: Shop;
  /** One tab for each; the first is in front and worked at. */
  readonly screens: readonly Screen[];
  readonly runs: number;
}

/** What was slow on one tab, in ms, run by run. */
interface Slow {
  readonly isFront: boolean;
  readonly tasks: number[];
  readonly inputs: number[];
  readonly frameGaps: number[];
  readonly greens: number[];
}

/**
 * 200 orders of this very till are told paid within a second, and the bank really pays them meanwhile, as fast as the back
 * end takes it. A screen that waits has to turn green amid all that.
 */
export async function measureOrderBurst(report: Report, browser: Browser, plan: BurstPlan): Promise<void> {
  report.title(`${ORDERS} order_paid in ${WITHIN_MS} ms: ${plan.screens.map((screen) => SCREENS[screen]).join(', ')}`);
  const slow = new Map<string, Slow>();
  for (let run = 0; run < plan.runs; run += 1) await burst(report, browser, { ...plan, slow });
  for (const [name, { isFront, tasks, inputs, frameGaps, greens }] of slow) {
    report.atMost(`${name}: the longest task, in ms`, Math.max(0, ...tasks), TASK_LIMIT_MS);
    if (inputs.length > 0) report.figure(`${name}: a tap, until painted`, spreadOf(inputs), 'ms');
    if (isFront) report.figure(`${name}: the longest time without a frame`, spreadOf(frameGaps), 'ms');
    if (greens.length === 0) continue;
    report.figure(`${name}: from the event until it is green`, spreadOf(greens), 'ms');
    // A tab that nobody looks at has one frame and one round of timers a second.
    if (isFront) report.atMost(`${name}: the slowest green, in ms`, Math.max(...greens), GREEN_LIMIT_MS);
  }
}

async function burst(
  report: Report,
  browser: Browser,
  { shop, screens, slow }: BurstPlan & { readonly slow: Map<string, Slow> },
): Promise<void> {
  const { addresses, counter } = shop;
  const till = await newPerson(browser);
  const front = await openTill(till, addresses.container);
  const tillId = await front.evaluate(() => localStorage.getItem('vppos.till_id') ?? '');
  const asked = await counter.ask(ORDERS, tillId);
  // Nothing but the back end tells of it, when a half of the others are paid.
  const awaited = await counter.ask(1, tillId);
  const waiting = `${addresses.container}/payment/${awaited[0]?.orderId}`;
  const tabs = await openTabs(front, screens, { sales: addresses.container, waiting });

  const [ids, greens] = await Promise.all([
    publishPaid(addresses.gateway, asked, WITHIN_MS),
    Promise.all(tabs.map(({ page, screen }) => (screen === 'waiting' ? untilGreen(page) : null))),
    payAll(addresses.backend, asked.toSpliced(ORDERS / 2, 0, ...awaited)),
    screens[0] === 'sales' ? tapOn(front, WITHIN_MS * 2) : undefined,
  ]);
  for (const [n, { name, page, screen }] of tabs.entries()) {
    report.deliveries(name, { faults: faultsOf(ids, await untilHeard(page, ids)), refused: ORDERS - ids.length });
    const { tasks, inputs, frameGapMs } = await takeWatched(page);
    const known = slow.get(name) ?? { isFront: n === 0, tasks: [], inputs: [], frameGaps: [], greens: [] };
    slow.set(name, known);
    known.tasks.push(...tasks);
    known.inputs.push(...inputs);
    known.greens.push(...(greens[n] === null ? [] : [greens[n] ?? Number.NaN]));
    known.frameGaps.push(frameGapMs);
    if (screen !== 'sales') continue;
    const faults = await listFaults(page, await counter.newest(PAGES));
    report.deliveries(`${name}: its list against the back end's`, { faults, refused: 0 });
  }
  await till.close();
}

async function openTill(till: BrowserContext, url: string): Promise<Page> {
  await watchTasks(till);
  await recordBus(till);
  const page = await till.newPage();
  await page.goto(url);
  await fillLogin(page, 'thungan1');
  await untilLive(page);
  return page;
}

async function openTabs(front: Page, screens: readonly Screen[], urls: Record<Screen, string>): Promise<Tab[]> {
  const tabs: Tab[] = [];
  for (const [n, screen] of screens.entries()) {
    const page = n === 0 ? front : await front.context().newPage();
    await page.goto(urls[screen]);
    await untilLive(page);
    await page.locator(READY[screen]).first().waitFor();
    tabs.push({
      name: screens.length === 1 ? SCREENS[screen] : `${SCREENS[screen]}, tab ${n + 1} of ${screens.length}`,
      screen,
      page,
    });
  }
  await front.bringToFront();
  for (const { page } of tabs) await takeWatched(page);
  return tabs;
}

async function untilLive(page: Page): Promise<void> {
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
}

async function tapOn(page: Page, forMs: number): Promise<void> {
  const tile = await page.locator('[data-place="0"]').boundingBox();
  if (tile === null) throw new Error('There is no product to tap.');
  for (const endsAt = performance.now() + forMs; performance.now() < endsAt; ) {
    await page.mouse.click(tile.x + 40, tile.y + 40);
    await new Promise((resolve) => setTimeout(resolve, TAP_EVERY_MS));
  }
}

/** From the event about the order that is waited for, until its screen is green, in ms. */
function untilGreen(page: Page): Promise<number> {
  return page.evaluate(async (limitMs) => {
    const orderId = Number(location.pathname.split('/').at(-1));
    let heardAt = 0;
    window.addEventListener('vppos:realtime', (event) => {
      if ((event as CustomEvent).detail.data?.order_id === orderId) heardAt ||= performance.now();
    });
    const isGreen = (): boolean => document.querySelector('[data-payment-state="paid"]') !== null;
    await new Promise<void>((resolve, reject) => {
      // Not by frames: a tab that nobody looks at has one a second.
      const changes = new MutationObserver(() => isGreen() && resolve());
      changes.observe(document.body, { subtree: true, attributes: true, childList: true });
      setTimeout(() => reject(new Error('It never turned green.')), limitMs);
    });
    return performance.now() - heardAt;
  }, HEARD_WITHIN_MS);
}

/** The ids of every `order_paid` that the page heard, in its order; by then all that it set off is over. */
async function untilHeard(page: Page, ids: readonly string[]): Promise<string[]> {
  const heardPaid = async () =>
    (await heard(page, 'vppos:realtime')).filter(({ detail }) => detail['type'] === 'order_paid');
  // Each is told once more by the back end. What is still missing then is counted as lost.
  await until(heardPaid, ({ length }) => length >= 2 * ids.length + 1, HEARD_WITHIN_MS).catch(() => undefined);
  await page.waitForTimeout(1000);
  return (await heardPaid()).map(({ detail }) => String(detail['id']));
}
