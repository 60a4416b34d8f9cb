// Who imports whom. A cruise that reads nothing would pass everything, so the number of modules is checked too.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const FOLDERS = [
  'core/src',
  'gateway/src',
  'mock-backend/src',
  'apps/container/src',
  'apps/order/src',
  'apps/payment/src',
  'bench/src',
  'tools',
];
const FEWEST_MODULES = 100;

const result = spawnSync('depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...FOLDERS], {
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
});
if (result.stdout === '') {
  process.stderr.write(result.stderr);
  process.exit(1);
}
const { summary } = JSON.parse(result.stdout);
for (const { rule, from, to } of summary.violations)
  process.stderr.write(`${rule.severity} ${rule.name}: ${from} → ${to}\n`);
process.stdout.write(
  `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} dependencies, ${summary.error} errors\n`,
);
if (summary.totalCruised < FEWEST_MODULES) {
  process.stderr.write(
    `Only ${summary.totalCruised} modules were read: the cruise does not see the TypeScript files.\n`,
  );
  process.exit(1);
}
process.exit(summary.error === 0 ? 0 : 1);
