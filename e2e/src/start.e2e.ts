import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './api.ts';
import { freePorts } from './system.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

let clone: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  clone = freshClone();
  const [container, order, payment, backend, gateway] = await freePorts(5);
  env = {
    ...withoutProjectNode(process.env),
    // What was built of these very sources a moment ago is not built again. A clone that cannot build is `npm test`'s to find.
    TURBO_CACHE_DIR: path.join(ROOT, '.turbo/cache'),
    CONTAINER_PORT: `${container}`,
    ORDER_PORT: `${order}`,
    PAYMENT_PORT: `${payment}`,
    BACKEND_PORT: `${backend}`,
    GATEWAY_PORT: `${gateway}`,
  };
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

describe('npm start', () => {
  it('[START1] brings the till up from a fresh clone, and leaves no process when it is told to stop or when npm is killed', {
    timeout: 300_000,
  }, async () => {
    const first = await start();
    expect(first.said).toContain('demo1234');
    expect((await fetch(`http://127.0.0.1:${env['CONTAINER_PORT']}/`)).status).toBe(200);
    expect(await (await fetch(`http://127.0.0.1:${env['BACKEND_PORT']}/health`)).json()).toEqual({
      status: 'ok',
      connectedClients: 0,
    });
    await stop(first.process);
    expect(processesOf(clone)).toEqual([]);

    const second = await start();
    second.process.kill('SIGKILL');
    await until(
      () => processesOf(clone),
      (left) => left.length === 0,
      5000,
    );
    expect(second.readyInMs).toBeLessThan(20_000);
    process.stdout.write(
      `first start ${Math.round(first.readyInMs / 100) / 10} s, second ${Math.round(second.readyInMs / 100) / 10} s\n`,
    );
  });

  it('[START2] says in one sentence which port is taken, and leaves no process', { timeout: 60_000 }, async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(Number(env['ORDER_PORT']), '127.0.0.1', resolve));

    const { said, code } = await startAndFail(env);

    expect(code).toBe(1);
    expect(said).toContain(`Port ${env['ORDER_PORT']} (order`);
    expect(said).toContain('ORDER_PORT=');
    expect(processesOf(clone)).toEqual([]);
    await new Promise((resolve) => taken.close(resolve));
  });

  it.each([
    ['CONTAINER_PORT', 'eighty'],
    ['HEARTBEAT_MS', 'often'],
  ])('[START2] refuses %s=%s, naming both', { timeout: 60_000 }, async (variable, value) => {
    const { said, code } = await startAndFail({ ...env, [variable]: value });

    expect(code).toBe(1);
    expect(said).toContain(variable);
    expect(said).toContain(value);
    expect(processesOf(clone)).toEqual([]);
  });

  it('[START2] refuses one port for two programs, naming both', { timeout: 60_000 }, async () => {
    const { said, code } = await startAndFail({ ...env, PAYMENT_PORT: env['ORDER_PORT'] });

    expect(code).toBe(1);
    expect(said).toContain(`Port ${env['ORDER_PORT']} is for order`);
    expect(said).toContain('payment');
  });
});

describe('a machine that lacks something', () => {
  it('[START2] says in one sentence that the registry cannot be reached', { timeout: 60_000 }, async () => {
    const bare = freshClone();
    const nowhere = {
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_cache: path.join(bare, '.npm-cache'),
      npm_config_fetch_retries: '0',
      XDG_DATA_HOME: path.join(bare, '.data-home'),
      XDG_CACHE_HOME: path.join(bare, '.cache-home'),
    };

    const { said, code } = await startAndFail({ ...env, ...nowhere }, bare);

    rmSync(bare, { recursive: true, force: true });
    expect(code).toBe(1);
    expect(said.trim().split('\n').at(-1)).toBe(
      'The npm registry cannot be reached: check the network, then run the command again.',
    );
  });

  it('[START2] says in one sentence that Node is too old', () => {
    const script = `Object.defineProperty(process.versions, 'node', { value: '18.20.1' }); import('${clone}/tools/start.mjs')`;

    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });

    expect(status).toBe(1);
    expect(stderr.trim()).toBe('This is Node 18.20.1; VPPOS needs Node 20 or newer to begin with.');
  });
});

/** What git would clone, as it stands in the working tree. */
function freshClone(): string {
  const target = mkdtempSync(path.join(tmpdir(), 'vppos-clone-'));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of files.split('\n').filter((name) => name !== '' && existsSync(path.join(ROOT, name)))) {
    mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    cpSync(path.join(ROOT, file), path.join(target, file), { force: true });
  }
  return target;
}

/** A bare machine's PATH: the clone must bring its own Node and pnpm. */
function withoutProjectNode({ PATH = '', ...rest }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const bare = PATH.split(path.delimiter).filter((folder) => !folder.includes('node_modules'));
  const { CI, NODE_OPTIONS, ...clean } = rest;
  return { ...clean, PATH: bare.join(path.delimiter) };
}

async function start(): Promise<{ process: ChildProcess; said: string; readyInMs: number }> {
  const startedAt = Date.now();
  const child = spawn('npm', ['start'], { cwd: clone, env, detached: true });
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('Ctrl-C stops everything')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)));
  });
  await ready;
  return { process: child, said, readyInMs: Date.now() - startedAt };
}

/** Ctrl-C: the terminal sends it to the whole foreground group. */
async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended;
}

function startAndFail(environment: NodeJS.ProcessEnv, folder = clone): Promise<{ said: string; code: number | null }> {
  const child = spawn('npm', ['start'], { cwd: folder, env: environment, detached: true });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve({ said, code })));
}

/** The command lines of all processes that run something of this folder. */
function processesOf(folder: string): string[] {
  const commands = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
  return commands.filter((command) => command.includes(folder));
}
