// `npm run soak`: one hour of a shop with faults, and whether anything grows or is missing in the end. `--minutes 5`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser, newPerson } from '../../e2e/src/browser.ts';
import { fillLogin } from '../../e2e/src/cashier.ts';
import { startSystem } from '../../e2e/src/system.ts';
import { Report } from '../src/report.ts';
import { buildApps } from './buildApps.ts';
import { FAULTS, type Shop } from './soak/faults.ts';
import { growth, type Sample, sampleOf } from './soak/sample.ts';
import { startPublisher } from './soak/soakPublisher.ts';
import { openSoakTab, type SoakTab } from './soak/soakTab.ts';

const { values: flags } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, out: { type: 'string', default: '.data/soak.json' } },
});
const minutes = Number(flags.minutes);
if (!Number.isInteger(minutes) || minutes < 3)
  throw new Error(`--minutes ${flags.minutes} must be a whole number from 3.`);

buildApps();
const report = new Report();
const samples: Sample[] = [];
const system = await startSystem({ mode: 'split', env: { PUBLISH_RATE: '0' } });
const browser = await launchBrowser();
const context = await newPerson(browser);
try {
  const first = await context.newPage();
  await first.goto(system.addresses.container);
  await fillLogin(first, 'thungan1');
  await first.locator('[data-testid="connection"][data-state="live"]').waitFor();
  const tabs: SoakTab[] = [];
  for (const path of ['/', '/payment']) tabs.push(await openSoakTab(context, `${system.addresses.container}${path}`));
  await first.close();

  const publisher = startPublisher(system.addresses.gateway);
  const shop: Shop = { system, context };
  for (let minute = 1; minute <= minutes; minute += 1) {
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    // Measured before the fault, so that every sample is of a quiet till.
    for (const tab of tabs) samples.push(await sampleOf(tab, minute));
    process.stdout.write(`${minute} min: ${describe(samples.slice(-tabs.length))}\n`);
    const fault = FAULTS[minute % FAULTS.length];
    if (fault !== undefined && minute < minutes - 1) await fault(shop);
  }
  const published = await publisher.stop();
  await new Promise((resolve) => setTimeout(resolve, 10_000));

  report.title(`${minutes} minutes, ${published.length} events, a fault a minute`);
  for (const tab of tabs) {
    const { faults, told } = await tab.compare(published);
    report.deliveries(tab.name, { faults, refused: 0 });
    process.stdout.write(`  ${tab.name}: ${told.heard} heard, ${told.resyncs} resyncs told\n`);
    growth(
      report,
      tab.name,
      samples.filter((sample) => sample.tab === tab.name),
    );
  }
} finally {
  await browser.close();
  await system.stop();
}
mkdirSync(dirname(flags.out), { recursive: true });
writeFileSync(flags.out, report.toJson({ minutes, samples }));
process.stdout.write(`\nWritten to ${flags.out}.\n`);
if (report.hasFaults) process.exitCode = 1;

function describe(newest: readonly Sample[]): string {
  return newest
    .map(
      ({ tab, heapMiB, listeners, timers, nodes }) =>
        `${tab} ${heapMiB.toFixed(1)} MiB, ${listeners} listeners, ${timers} timers, ${nodes} nodes`,
    )
    .join(' · ');
}
