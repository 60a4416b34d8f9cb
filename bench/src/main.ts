// `npm run bench`: the gateway beside its peers, in one run on one machine. `--quick`, `--only fanout,idle`, `--pairs 7`, `--out FILE`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { ensureNchan } from './nchan.ts';
import { readPlan } from './plan.ts';
import { openFilesLimit } from './processes.ts';
import { Report } from './report.ts';
import { RUN } from './scenarios/all.ts';

const plan = readPlan(process.argv.slice(2));
const machine = {
  cpu: /model name\s*: (.+)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  openFiles: openFilesLimit(),
  at: new Date().toISOString(),
};
const missing = ensureNchan();
process.stdout.write(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${machine.openFiles} open files\n`);
process.stdout.write('The server has one core, the load another. Medians, with the least and the most.\n');
if (missing !== null) process.stdout.write(`${missing}\n`);

const report = new Report();
for (const scenario of plan.scenarios) await RUN[scenario](report, plan);
mkdirSync(dirname(plan.out), { recursive: true });
writeFileSync(plan.out, report.toJson(machine));
process.stdout.write(`\nWritten to ${plan.out}.\n`);
if (report.hasFaults) {
  process.stdout.write('Events were lost, doubled, out of order or refused: these figures are worth nothing.\n');
  process.exitCode = 1;
}
