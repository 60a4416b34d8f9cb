// Every check and test: `test.main.ts [--check | --long]`. `--check` leaves out what needs a browser or a port; `--long` is
// what takes too long for every day, and nothing else.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './system/chromium.ts';
import { ROOT } from './system/program.ts';

const { values: flags } = parseArgs({
  options: { check: { type: 'boolean', default: false }, long: { type: 'boolean', default: false } },
});

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where vitest writes its counts. */
  readonly report?: string;
}

const reports = mkdtempSync(path.join(tmpdir(), 'vppos-test-'));
const startedAt = Date.now();
try {
  const totals = await runAll(chosenSteps());
  process.stdout.write(
    `\nEverything passed in ${seconds(startedAt)} s.\n${totals.passed} passed, ${totals.failed} failed\n`,
  );
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}

function chosenSteps(): Step[] {
  if (flags.long) return longSteps();
  const unit = vitest('unit tests', 'vitest.config.ts');
  if (flags.check) return [...staticSteps(), { ...unit, command: [...unit.command, '--project', '!*-assembled'] }];
  return [...staticSteps(), vitest('unit and contract tests', 'vitest.config.ts'), ...browserSteps()];
}

function staticSteps(): Step[] {
  return [
    {
      name: 'format and lint',
      command: ['biome', 'ci', '--colors=off', '--error-on-warnings', '--diagnostic-level=warn', '.'],
    },
    { name: 'types', command: ['tsc', '-b'] },
    { name: 'boundaries', command: ['node', 'tools/check-boundaries.mjs'] },
    { name: 'dead code', command: ['knip', '--no-progress'] },
    { name: 'rules and their tests', command: ['node', 'tools/check-spec.mjs'] },
    { name: 'pages', command: ['node', 'tools/check-docs.mjs'] },
  ];
}

function browserSteps(): Step[] {
  const chromium = ensureChromium(process.env);
  const quiet = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  return [
    {
      name: 'build',
      command: ['turbo', 'run', 'build', '--output-logs=errors-only', '--no-update-notifier'],
      env: quiet,
    },
    { name: 'sizes', command: ['size-limit'] },
    { name: 'first loads', command: ['node', 'tools/web/src/sizes.main.ts'] },
    { ...vitest('the till in a real browser', 'e2e/vitest.config.ts'), env: { CHROMIUM_PATH: chromium } },
  ];
}

/** About 40 minutes, and runs that are longer than a heartbeat of 15 s. */
function longSteps(): Step[] {
  const { FAULT_SEEDS = '40', FAULT_SECONDS = '17' } = process.env;
  const faults = vitest('seeded faults', 'vitest.config.ts');
  const command = [...faults.command, '--project', 'gateway-assembled', 'test/faults/faults.test.ts'];
  const [build, , , browser] = browserSteps() as [Step, Step, Step, Step];
  const walks = { ...browser, name: 'long walks in a real browser', env: { ...browser.env, E2E_LONG: '1' } };
  return [{ ...faults, command, env: { FAULT_SEEDS, FAULT_SECONDS } }, build, walks];
}

function vitest(name: string, config: string): Step {
  const report = path.join(reports, `${path.basename(path.dirname(config))}-${path.basename(config)}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name,
    command: ['vitest', 'run', '--config', config, '--hideSkippedTests', '--silent=passed-only', ...reporters],
    report,
  };
}

interface Totals {
  passed: number;
  failed: number;
}

async function runAll(steps: readonly Step[]): Promise<Totals> {
  const totals: Totals = { passed: 0, failed: 0 };
  for (const step of steps) {
    const began = Date.now();
    const code = await run(step);
    if (step.report !== undefined) count(step.report, totals);
    process.stdout.write(`${code === 0 ? '✓' : '✗'} ${step.name} (${seconds(began)} s)\n`);
    if (code !== 0)
      throw new Error(
        `"${step.name}" failed: the reason stands above.\n${totals.passed} passed, ${Math.max(totals.failed, 1)} failed`,
      );
  }
  return totals;
}

function count(report: string, totals: Totals): void {
  // Written by vitest a moment ago; a run that broke before it could write counts as one failure in `runAll`.
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    totals.passed += numPassedTests;
    totals.failed += numFailedTests;
  } catch {
    totals.failed += 1;
  }
}

function run({ command, env }: Step): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}
