import type { Browser, Page } from 'playwright-core';
import { newPerson } from '../../../e2e/src/browser.ts';
import type { Report } from '../../src/report.ts';
import { spreadOf } from '../../src/statistics.ts';
import { untilSelling, watchStart } from './watchStart.ts';

export interface StartedShop {
  readonly name: string;
  readonly url: string;
}

interface StartupPlan {
  readonly shops: readonly StartedShop[];
  readonly runs: number;
  /** The page's thread is made so many times slower; 1: as it is. */
  readonly slowdown: number;
}

/** What a cashier waits for, in ms. */
interface Wait {
  /** From the address until the login can be typed; null where nobody has to sign in. */
  readonly loginMs: number | null;
  /** From the press of "Đăng nhập", or the address, until the first product is in the draft. */
  readonly sellingMs: number;
}

const VISITS = ['cold', 'warm', 'signed in'] as const;
type Visit = (typeof VISITS)[number];

/** How long a cashier waits for the till: with nothing kept, with everything, and where the login still stands. */
export async function measureStartup(report: Report, browser: Browser, plan: StartupPlan): Promise<void> {
  const waits = new Map<string, Wait[]>();
  for (let run = 0; run < plan.runs; run += 1) {
    // In turn, so that whatever disturbs the machine disturbs each.
    for (const shop of run % 2 === 0 ? plan.shops : [...plan.shops].reverse()) {
      for (const [visit, wait] of await startThrice(browser, shop.url, plan.slowdown)) {
        const name = `${shop.name}, ${visit}`;
        waits.set(name, [...(waits.get(name) ?? []), wait]);
      }
    }
  }
  reportWaits(report, plan, waits);
}

function reportWaits(report: Report, { shops, slowdown }: StartupPlan, waits: ReadonlyMap<string, Wait[]>): void {
  const machine = slowdown === 1 ? '' : `, ${slowdown} times slower`;
  report.title(`the till's start${machine}`);
  const wholes = new Map<string, number>();
  for (const [name, runs] of waits) {
    const logins = runs.flatMap(({ loginMs }) => loginMs ?? []);
    const selling = spreadOf(runs.map(({ sellingMs }) => sellingMs));
    const from = logins.length > 0 ? '"Đăng nhập"' : 'the address';
    if (logins.length > 0) report.figure(`${name}${machine}: the login can be typed`, spreadOf(logins), 'ms');
    report.figure(`${name}${machine}: from ${from} to a product in the draft`, selling, 'ms');
    wholes.set(name, selling.median + (logins.length > 0 ? spreadOf(logins).median : 0));
  }
  const ratio = (one: string, other: string): void => {
    const value = (wholes.get(one) ?? Number.NaN) / (wholes.get(other) ?? Number.NaN);
    report.figure(`${one} over ${other}${machine}`, spreadOf([value]), '×');
  };
  for (const { name } of shops) ratio(`${name}, cold`, `${name}, warm`);
  const [first, second] = shops;
  if (first !== undefined && second !== undefined) ratio(`${second.name}, warm`, `${first.name}, warm`);
}

/** One cold start as Chromium's own trace, to be read in its developer tools. */
export async function traceStartup(browser: Browser, url: string, file: string): Promise<void> {
  const till = await newPerson(browser);
  await watchStart(till);
  const page = await till.newPage();
  await browser.startTracing(page, { path: file, screenshots: false });
  await visit(page, url, 'cold');
  await browser.stopTracing();
  await till.close();
}

async function startThrice(browser: Browser, url: string, slowdown: number): Promise<Map<Visit, Wait>> {
  const till = await newPerson(browser);
  await watchStart(till);
  const waits = new Map<Visit, Wait>();
  for (const how of VISITS) {
    const page = await till.newPage();
    const cdp = await till.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    waits.set(how, await visit(page, url, how));
    if (how === 'cold') {
      await untilKept(page);
      // The next morning: files are kept, nobody is signed in.
      await page.evaluate(() => localStorage.clear());
      await till.clearCookies();
    }
    await page.close();
  }
  await till.close();
  return waits;
}

async function visit(page: Page, url: string, how: Visit): Promise<Wait> {
  await page.goto(url, { waitUntil: 'commit' });
  if (how !== 'signed in') await typeLogin(page);
  const { loginAt, pressedAt, sellingAt } = await untilSelling(page);
  return how === 'signed in'
    ? { loginMs: null, sellingMs: sellingAt }
    : { loginMs: loginAt, sellingMs: sellingAt - pressedAt };
}

/** As a quick hand does. */
async function typeLogin(page: Page): Promise<void> {
  const delay = 60;
  await page.getByLabel('Tên đăng nhập').pressSequentially('thungan1', { delay });
  await page.getByLabel('Mật khẩu', { exact: true }).pressSequentially('demo1234', { delay });
  await page.keyboard.press('Enter');
}

/** Until the service worker has put away what the next start takes from it. */
async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const keptFiles = async (): Promise<number> => {
      const names = await caches.keys();
      const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
      return files.reduce((sum, count) => sum + count, 0);
    };
    for (let quiet = 0, known = 0; quiet < 4; ) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      const now = await keptFiles();
      quiet = now === known && now > 0 ? quiet + 1 : 0;
      known = now;
    }
  });
}
