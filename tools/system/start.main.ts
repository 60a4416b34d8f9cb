// Starts the demonstration system: `start.main.ts [--split] [--dev] [--gateway-only]`.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type Plan, type PlanMode, planSystem } from './plan.ts';
import { isPortFree } from './ports.ts';
import { type Program, ROOT, startProgram } from './program.ts';
import { untilReady } from './ready.ts';
import { systemTable } from './table.ts';

const startedAt = Date.now();
const running: Program[] = [];
let isReady = false;
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopAll(0));
process.once('disconnect', () => void stopAll(0));

try {
  const flags = readFlags();
  const mode: PlanMode = flags['gateway-only'] ? 'gateway' : flags.split ? 'split' : 'embedded';
  const plan = planSystem(mode, flags.dev, process.env);
  await refuseBusyPorts(plan);
  if (mode !== 'gateway' && !flags.dev) buildApps();
  await Promise.all(plan.programs.map(start));
  isReady = true;
  if (!isStopping) {
    process.stdout.write(systemTable(plan, { mode, isDevelopment: flags.dev, readyInMs: Date.now() - startedAt }));
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  await stopAll(1);
}

function readFlags() {
  const flag = { type: 'boolean', default: false } as const;
  return parseArgs({ options: { split: flag, dev: flag, 'gateway-only': flag } }).values;
}

async function start(spec: Plan['programs'][number]): Promise<void> {
  const program = startProgram(spec, (text, isError) => tellTrouble(spec.name, text, isError));
  running.push(program);
  await untilReady(program);
  void program.exited.then(({ code, output }) => {
    if (isStopping) return;
    process.stderr.write(
      `\n${spec.name} stopped by itself (code ${code}); the rest is stopped too.\n${output.trim()}\n`,
    );
    void stopAll(1);
  });
}

/**
 * After the table only warnings and worse are shown: what goes to standard error, and log lines of level 40 and above. What a
 * program writes while it starts is shown when it fails to.
 */
function tellTrouble(name: string, text: string, isError: boolean): void {
  if (!isReady || isStopping) return;
  for (const line of text.split('\n').filter((candidate) => isTrouble(candidate, isError))) {
    process.stderr.write(`[${name}] ${line}\n`);
  }
}

function isTrouble(line: string, isError: boolean): boolean {
  const level = /^\{"level":(\d+)/.exec(line)?.[1];
  return level === undefined ? isError && line.trim() !== '' : Number(level) >= 40;
}

async function refuseBusyPorts({ programs }: Plan): Promise<void> {
  for (const { name, url } of programs) {
    const { hostname, port } = new URL(url);
    const variable = `${name.split(' ')[0]?.toUpperCase()}_PORT`;
    const twin = programs.find((other) => other.url === url && other.name !== name);
    if (twin !== undefined) throw new Error(`Port ${port} is for ${name} and for ${twin.name}: change ${variable}.`);
    if (await isPortFree(hostname, Number(port))) continue;
    throw new Error(
      `Port ${port} (${name}) is taken by another program, perhaps VPPOS itself: stop that one, or choose another port with ${variable}=…`,
    );
  }
}

function buildApps(): void {
  process.stdout.write('Building the apps (quick when nothing changed) …\n');
  const build = spawnSync('turbo', ['run', 'build', '--output-logs=errors-only', '--no-update-notifier'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  });
  if (build.status !== 0)
    throw new Error(`${build.stdout}\n${build.stderr}\nThe apps could not be built: the reason stands above.`);
}

async function stopAll(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  if (running.length > 0) process.stdout.write('\nStopping …\n');
  await Promise.all(running.map((program) => program.stop()));
  process.exit(code);
}
