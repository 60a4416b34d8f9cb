// `npm run bench:till`: how long a cashier waits for the till, and how it bears a large shop and a rush of money.
// `--quick`, `--out FILE`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, newPerson } from '../../e2e/src/browser.ts';
import { fillLogin } from '../../e2e/src/cashier.ts';
import { type System, startSystem } from '../../e2e/src/system.ts';
import { Report } from '../src/report.ts';
import { buildApps } from './buildApps.ts';
import { measureOrderSearch, measureScrolling, measureSearch } from './till/largeShop.ts';
import { measureOrderBurst } from './till/orderBurst.ts';
import { ROWS } from './till/orderList.ts';
import { Counter } from './till/paidOrders.ts';
import { measureStartup, traceStartup } from './till/startup.ts';
import { openPlainList } from './till/typing.ts';
import { watchTasks } from './till/watchTasks.ts';

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, out: { type: 'string', default: '.data/bench-till.json' } },
});
const TRACE = `${flags.out}.trace.json`;
buildApps();
mkdirSync(dirname(flags.out), { recursive: true });
const report = new Report();
const [small, large, browser] = await Promise.all([
  startSystem(),
  startSystem({ env: { DEMO_DATA: 'large', PUBLISH_RATE: '0' } }),
  launchBrowser(),
]);
const machine = {
  cpu: /model name\s*: (.+)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown',
  chromium: browser.version(),
  node: process.version,
  at: new Date().toISOString(),
  loadBefore: loadavg()[0],
};
try {
  process.stdout.write(`${machine.cpu}, Chromium ${machine.chromium}. Medians, with the least and the most.\n`);
  await run(browser, small, large);
} finally {
  await browser.close();
  await Promise.all([small.stop(), large.stop()]);
}
writeFileSync(flags.out, report.toJson(machine));
process.stdout.write(`\nWritten to ${flags.out}, with a trace of one cold start in ${TRACE}.\n`);
if (report.hasFaults) {
  process.stdout.write('An order was lost or doubled: these figures are worth nothing.\n');
  process.exitCode = 1;
}

async function run(chromium: Browser, smallShop: System, largeShop: System): Promise<void> {
  const shops = [
    { name: 'small shop', url: smallShop.addresses.container },
    { name: 'large shop', url: largeShop.addresses.container },
  ];
  const runs = flags.quick ? 1 : 7;
  await measureStartup(report, chromium, { shops, runs, slowdown: 1 });
  await measureStartup(report, chromium, { shops: shops.slice(1), runs: flags.quick ? 1 : 3, slowdown: 4 });
  await traceStartup(chromium, largeShop.addresses.container, TRACE);

  const sales = await openSales(chromium, largeShop);
  const fewProducts = await openSales(chromium, smallShop);
  const plain = await openPlainList(chromium);
  const search = (page: Page) => page.getByRole('searchbox').first();
  const pages = [
    { name: '2,014 products', page: sales, search: search(sales) },
    { name: '14 products', page: fewProducts, search: search(fewProducts) },
    { name: '2,014 plain buttons, all rendered', ...plain, isPeer: true },
  ];
  await measureSearch(report, pages, flags.quick ? 1 : 5);
  await measureOrderSearch(report, sales, sales.getByRole('searchbox').last());
  await measureScrolling(report, sales, [
    { name: 'the products', list: sales.locator('[data-place]').first(), rows: sales.locator('[data-place]') },
    { name: 'the orders', list: sales.locator('[data-order-id]').first(), rows: sales.locator(ROWS) },
  ]);
  for (const { page } of pages) await page.context().close();

  const shop = { addresses: largeShop.addresses, counter: await Counter.open(largeShop.addresses.container) };
  const bursts = { shop, runs: flags.quick ? 1 : 3 };
  await measureOrderBurst(report, chromium, { ...bursts, screens: ['sales'] });
  await measureOrderBurst(report, chromium, { ...bursts, screens: ['waiting'] });
  await measureOrderBurst(report, chromium, { ...bursts, screens: ['sales', 'waiting'] });
}

async function openSales(chromium: Browser, { addresses }: System): Promise<Page> {
  const till = await newPerson(chromium);
  await watchTasks(till);
  const page = await till.newPage();
  await page.goto(addresses.container);
  await fillLogin(page, 'thungan1');
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
  await page.getByRole('button', { name: 'Tạo đơn' }).waitFor();
  await page.locator('[data-place]').first().waitFor();
  return page;
}
