// `npm run bench:browser`: an event's whole path into a page beside a bare EventSource, in one Chromium, in one run.
// `--quick`, `--out FILE`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { signToken } from '../../e2e/src/api.ts';
import { launchBrowser, newPerson } from '../../e2e/src/browser.ts';
import { fillLogin } from '../../e2e/src/cashier.ts';
import { type System, startSystem } from '../../e2e/src/system.ts';
import { startVisitor } from '../../e2e/src/visitor.ts';
import { Report } from '../src/report.ts';
import { startBaseline } from './baseline.ts';
import { buildApps } from './buildApps.ts';
import { measureBurst, watchBurst } from './burst.ts';
import { measureDispatch } from './dispatch.ts';
import { type Listener, measureLatency } from './latency.ts';
import { reportSizes } from './sizes.ts';

const BASELINE_USER = 'bench-baseline';

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, out: { type: 'string', default: '.data/bench-browser.json' } },
});
buildApps();
const report = new Report();
const system = await startSystem({ mode: 'split', env: { PUBLISH_RATE: '0' } });
const browser = await launchBrowser();
const machine = {
  cpu: /model name\s*: (.+)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown',
  chromium: browser.version(),
  node: process.version,
  at: new Date().toISOString(),
};
try {
  process.stdout.write(`${machine.cpu}, Chromium ${machine.chromium}. Medians, with the least and the most.\n`);
  await run(system, browser);
} finally {
  await browser.close();
  await system.stop();
}
mkdirSync(dirname(flags.out), { recursive: true });
writeFileSync(flags.out, report.toJson(machine));
process.stdout.write(`\nWritten to ${flags.out}.\n`);
if (report.hasFaults) {
  process.stdout.write('Events were lost, doubled or out of order: these figures are worth nothing.\n');
  process.exitCode = 1;
}

async function run({ addresses }: System, chromium: Browser): Promise<void> {
  const serviceToken = await signToken({ sub: 'bench', roles: ['service'], livesForS: 3600 });
  const visitor = await startVisitor();
  const baseline = await startBaseline(
    addresses.gateway,
    await signToken({ sub: BASELINE_USER, roles: ['cashier'], company_id: 1, livesForS: 3600 }),
  );
  try {
    const till = await newPerson(chromium);
    await visitor.register(till);
    const ours = await till.newPage();
    await ours.goto(`${addresses.container}/visitor`);
    await fillLogin(ours, 'thungan1');
    await ours.locator('[data-testid="connection"][data-state="live"]').waitFor();
    await ours.getByRole('heading', { name: 'Visitor' }).waitFor();
    // Each request of a context with a route goes through the test's hands; the bare page's do not.
    await till.unrouteAll();

    const bare = await (await newPerson(chromium)).newPage();
    await bare.goto(baseline.url);
    await bare.evaluate(listenBare);

    const listeners: Listener[] = [
      { name: 'our whole path', page: ours, userId: await userIdOf(ours) },
      { name: 'a bare EventSource', page: bare, userId: BASELINE_USER },
    ];
    const amount = flags.quick ? { rounds: 1, events: 50 } : { rounds: 7, events: 100 };
    await measureLatency(report, listeners, { ...amount, spacingMs: 100, serviceToken });
    await measureDispatch(report, bare, flags.quick ? 3 : 9);
    await till.close();

    const shop = await newPerson(chromium);
    await watchBurst(shop);
    const first = await shop.newPage();
    await first.goto(addresses.container);
    await fillLogin(first, 'thungan1');
    await first.locator('[data-testid="connection"][data-state="live"]').waitFor();
    const second = await shop.newPage();
    await second.goto(addresses.container);
    await second.locator('[data-testid="connection"][data-state="live"]').waitFor();
    await first.getByRole('button', { name: 'Tạo đơn' }).waitFor();
    await second.getByRole('button', { name: 'Tạo đơn' }).waitFor();
    await measureBurst(
      report,
      [
        { name: 'the tab that holds the stream', page: first },
        { name: 'a tab beside it', page: second },
      ],
      { gatewayUrl: addresses.gateway, serviceToken, seconds: flags.quick ? 2 : 10, eventsPerSecond: 1000 },
    );
    reportSizes(report);
  } finally {
    baseline.stop();
    await visitor.stop();
  }
}

/** One listener on the browser's own client. */
async function listenBare(): Promise<void> {
  const source = new EventSource('/api/v1/events/stream');
  source.addEventListener('resource_updated', ({ data }) => {
    const page = window as Window & { __visitorHears?: (told: unknown) => void };
    page.__visitorHears?.(JSON.parse(data).data);
  });
  await new Promise((resolve) => source.addEventListener('stream.live', resolve));
}

/** Who is signed in there, as every bundle of the page may read it. */
function userIdOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const shared = globalThis as unknown as Record<symbol, { auth: { user: { id: number } } }>;
    return String(shared[Symbol.for('vppos.bus.v1')]?.auth.user.id);
  });
}
