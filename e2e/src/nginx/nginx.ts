import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NGINX_PATH } from '../../../tools/system/nginx.ts';
import { until } from '../api.ts';
import { nginxConfig, type ProxyRules } from './rules.ts';

/** An nginx of our own before one server: no service of the machine, and a folder that goes with it. */
export interface Nginx {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it at once, with every connection. */
  stop(): Promise<void>;
  /** Reloads it with other rules. What is open stays as it is. */
  use(rules: ProxyRules): Promise<void>;
  /** Ends it, and deletes what it wrote. */
  remove(): Promise<void>;
}

const READY_MS = 5000;

export function createNginx(port: number, upstream: string, first: ProxyRules): Nginx {
  const folder = mkdtempSync(path.join(tmpdir(), 'vppos-nginx-'));
  const file = path.join(folder, 'nginx.conf');
  const url = `http://127.0.0.1:${port}`;
  let generation = 0;
  let running: { readonly child: ChildProcess; readonly exited: Promise<void> } | null = null;

  const write = (rules: ProxyRules): void => {
    generation += 1;
    writeFileSync(file, nginxConfig({ port, upstream, rules, generation }));
  };
  const untilInForce = (): Promise<unknown> =>
    until(
      () => generationAt(url),
      (answered) => answered === String(generation),
      READY_MS,
    );
  const stop = async (): Promise<void> => {
    running?.child.kill('SIGTERM');
    await running?.exited;
    running = null;
  };

  write(first);
  return {
    url,
    start: async () => {
      const child = spawn(NGINX_PATH, ['-p', folder, '-c', file], { stdio: 'ignore' });
      running = { child, exited: new Promise((resolve) => child.once('exit', () => resolve())) };
      await untilInForce();
    },
    stop,
    use: async (rules) => {
      write(rules);
      running?.child.kill('SIGHUP');
      await untilInForce();
    },
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Empty while nothing answers. */
async function generationAt(url: string): Promise<string> {
  try {
    const headers = { connection: 'close' };
    return await (await fetch(`${url}/_generation`, { headers, signal: AbortSignal.timeout(1000) })).text();
  } catch {
    return '';
  }
}
