import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newPerson } from '../../../e2e/src/browser.ts';
import { fillLogin } from '../../../e2e/src/cashier.ts';
import type { Report } from '../../src/report.ts';
import { spreadOf } from '../../src/statistics.ts';

interface StartupPlan {
  readonly url: string;
  readonly runs: number;
  /** The machine is made so many times slower; 1: as it is. */
  readonly slowdown: number;
}

interface Startup {
  /** From the address to the first character in the login form, in ms. */
  readonly loginMs: number;
  /** From the press of "Đăng nhập" to the first product in the draft, in ms. */
  readonly sellingMs: number;
}

/** How long a cashier waits for the till: with nothing in the cache, and with everything. */
export async function measureStartup(report: Report, browser: Browser, plan: StartupPlan): Promise<void> {
  report.title(`the till's start, on a machine ${plan.slowdown} times slower than this one`);
  const cold: Startup[] = [];
  const warm: Startup[] = [];
  for (let run = 0; run < plan.runs; run += 1) {
    const till = await newPerson(browser);
    cold.push(await startOnce(till, plan));
    // The same browser on the next morning: files are kept, nobody is signed in.
    await till.clearCookies();
    warm.push(await startOnce(till, plan));
    await till.close();
  }
  const figure = (name: string, runs: readonly Startup[]): void => {
    report.figure(`${name}: login typed`, spreadOf(runs.map(({ loginMs }) => loginMs)), 'ms');
    report.figure(
      `${name}: first product tapped after "Đăng nhập"`,
      spreadOf(runs.map(({ sellingMs }) => sellingMs)),
      'ms',
    );
  };
  figure('cold', cold);
  figure('warm', warm);
}

/** One cold start as Chromium's own trace, to be read in its developer tools. */
export async function traceStartup(browser: Browser, url: string, file: string): Promise<void> {
  const till = await newPerson(browser);
  const page = await till.newPage();
  await browser.startTracing(page, { path: file, screenshots: false });
  await walk(page, url);
  await browser.stopTracing();
  await till.close();
}

async function startOnce(till: BrowserContext, { url, slowdown }: StartupPlan): Promise<Startup> {
  const page = await till.newPage();
  const cdp = await till.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const startup = await walk(page, url);
  await page.evaluate(() => localStorage.clear());
  await page.close();
  return startup;
}

async function walk(page: Page, url: string): Promise<Startup> {
  const openedAt = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.getByLabel('Tên đăng nhập').pressSequentially('t');
  const typedAt = performance.now();
  await fillLogin(page, 'thungan1');
  const pressedAt = performance.now();
  const product = page.getByRole('button', { name: /^Thêm / }).first();
  await product.click();
  await page.getByRole('button', { name: 'Tạo đơn' }).and(page.locator(':enabled')).waitFor();
  return { loginMs: typedAt - openedAt, sellingMs: performance.now() - pressedAt };
}
