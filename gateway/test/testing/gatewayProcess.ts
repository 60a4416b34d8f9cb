import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');

export interface GatewayProcess {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
  readonly port: () => number;
}

/** The gateway as `npm run gateway` starts it, on a free port, until its test ends. */
export function run(env: Record<string, string>): GatewayProcess {
  const child = spawn(process.execPath, [MAIN], { env: { PORT: '0', LOG_LEVEL: 'warn', PUBLISH_RATE: '0', ...env } });
  let output = '';
  for (const pipe of [child.stdout, child.stderr])
    pipe.on('data', (bytes) => {
      output += bytes;
    });
  const exited = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    child,
    output: () => output,
    exited,
    port: () => Number(/ready at http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1] ?? 0),
  };
}

/** … once it serves. */
export async function started(env: Record<string, string>): Promise<GatewayProcess> {
  const gateway = run(env);
  await until(
    () => gateway.port() > 0,
    () => `the gateway to start: ${gateway.output()}`,
    15_000,
  );
  return gateway;
}
