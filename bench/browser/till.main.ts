// `npm run bench:till`: how long a cashier waits for the till, and how it bears a large shop. `--quick`, `--out FILE`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { signToken } from '../../e2e/src/api.ts';
import { launchBrowser, newPerson } from '../../e2e/src/browser.ts';
import { fillLogin } from '../../e2e/src/cashier.ts';
import { startSystem } from '../../e2e/src/system.ts';
import { Report } from '../src/report.ts';
import { buildApps } from './buildApps.ts';
import { measureLargeShop } from './till/largeShop.ts';
import { measureOrderBurst } from './till/orderBurst.ts';
import { measureStartup, traceStartup } from './till/startup.ts';
import { watchTasks } from './till/watchTasks.ts';

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, out: { type: 'string', default: '.data/bench-till.json' } },
});
buildApps();
const report = new Report();
const [system, browser] = await Promise.all([
  startSystem({ env: { DEMO_DATA: 'large', PUBLISH_RATE: '0' } }),
  launchBrowser(),
]);
try {
  const { container, gateway } = system.addresses;
  const runs = flags.quick ? 1 : 7;
  mkdirSync(dirname(flags.out), { recursive: true });
  await measureStartup(report, browser, { url: container, runs, slowdown: 1 });
  await measureStartup(report, browser, { url: container, runs, slowdown: 4 });
  await traceStartup(browser, container, `${flags.out}.trace.json`);

  const till = await newPerson(browser);
  await watchTasks(till);
  const page = await till.newPage();
  await page.goto(container);
  await fillLogin(page, 'thungan1');
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
  await page.getByRole('button', { name: 'Tạo đơn' }).waitFor();
  await measureLargeShop(report, page);
  const serviceToken = await signToken({ sub: 'bench', roles: ['service'], livesForS: 3600 });
  await measureOrderBurst(report, page, { gatewayUrl: gateway, serviceToken });
} finally {
  await browser.close();
  await system.stop();
}
const machine = { chromium: browser.version(), node: process.version, at: new Date().toISOString() };
writeFileSync(flags.out, report.toJson(machine));
process.stdout.write(`\nWritten to ${flags.out}, with a trace of one cold start in ${flags.out}.trace.json.\n`);
