// Makes sure that everything is installed, then hands over to the project's own Node. Plain JavaScript for Node 20, so that
// the two commands of the README work on a machine that has nothing but git, Node and npm.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

export const ROOT = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const OLDEST_NODE = 20;
const STAMP = path.join(ROOT, 'node_modules/.vppos-installed');
export const PROJECT_NODE = path.join(ROOT, 'node_modules/node/bin/node');

/** Ends the process with one sentence that says what to do. */
export function stopWith(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

/** Installs what the lock file names, unless that very lock file is installed already. */
export function ensureInstalled() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE)
    stopWith(`This is Node ${process.versions.node}; VPPOS needs Node ${OLDEST_NODE} or newer to begin with.`);
  const wanted = installHash();
  if (existsSync(PROJECT_NODE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  install();
  writeFileSync(STAMP, wanted);
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  process.stdout.write('Installing what VPPOS needs (once, and again when the lock file changes) …\n');
  const startedAt = Date.now();
  const result = spawnSync('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: ROOT,
    // CI=true: pnpm asks no question where nobody can answer.
    env: { ...process.env, CI: 'true' },
    encoding: 'utf8',
  });
  if (result.error?.code === 'ENOENT')
    stopWith('npx was not found: install npm beside Node, then run the command again.');
  if (result.status !== 0) stopWith(installFailure(`${result.stdout}\n${result.stderr}`));
  process.stdout.write(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.\n`);
}

/** Without a network the sentence is all there is to know; whatever else went wrong stands above it. */
function installFailure(output) {
  return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL/.test(output)
    ? 'The npm registry cannot be reached: check the network, then run the command again.'
    : `${output}\nThe packages could not be installed: what pnpm said stands above.`;
}

/** Changes when the lock file or any package's list of dependencies does. */
function installHash() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...workspaceManifests()]) {
    hash.update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
}

function workspaceManifests() {
  const apps = readdirSync(path.join(ROOT, 'apps'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `apps/${entry.name}`);
  return [...apps, 'core', 'gateway', 'mock-backend', 'bench', 'e2e', 'e2e/visitor', 'tools/web']
    .map((folder) => `${folder}/package.json`)
    .filter((file) => existsSync(path.join(ROOT, file)));
}

/**
 * Runs one of the project's programs under its own Node and ends as it ends. Ctrl-C reaches both through the terminal; this
 * process waits for the other one to stop cleanly.
 */
export function handOver(script, args) {
  const child = spawn(PROJECT_NODE, [path.join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${path.join(ROOT, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}` },
  });
  // From the terminal the child has the signal already; from `kill` it has not. It takes the second one as no news.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm may be killed without a word: whoever has lost the one who started it stops too.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}
