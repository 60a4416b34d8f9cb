import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Clock } from '@vppos/core/time';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const LINES_KEPT = 20;
/** Above what a drain and a stalled reader may take. */
const END_MAX_MS = 15_000;

export interface GatewayProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** It ended by itself, did not end well when asked, or logged an error. */
  readonly onFailed: (error: Error) => void;
  /** What it says of a stream's end. */
  readonly onStreamEnded: (reason: string) => void;
}

/** The real gateway, which ends and starts again on the same port and log. */
export class GatewayProcess {
  readonly #options: GatewayProcessOptions;
  #child: ChildProcess | null = null;
  #lines: readonly string[] = [];
  #isEnding = false;

  constructor(options: GatewayProcessOptions) {
    this.#options = options;
  }

  /** Resolves when it serves. */
  start(): Promise<void> {
    this.#isEnding = false;
    const child = spawn(process.execPath, [MAIN], { env: { LOG_LEVEL: 'info', ...this.#options.env } });
    this.#child = child;
    return new Promise((ready) => {
      for (const input of [child.stdout, child.stderr]) {
        createInterface({ input }).on('line', (line) => {
          this.#hear(line);
          if (line.startsWith('gateway ready')) ready();
        });
      }
      child.on('exit', (code, signal) => {
        if (!this.#isEnding) this.#fail(`ended by itself (${code ?? signal})`);
        ready();
      });
    });
  }

  /** Resolves when it has ended; one that does not end in time is killed. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    this.#isEnding = true;
    const exited = new Promise<number | null>((done) => {
      child.once('exit', (code) => done(code));
    });
    child.kill(signal);
    const stopWaiting = this.#options.clock.after(END_MAX_MS, () => child.kill('SIGKILL'));
    const code = await exited;
    stopWaiting();
    if (signal === 'SIGTERM' && code !== 0) this.#fail(`ended with ${code ?? 'SIGKILL'} on SIGTERM`);
  }

  #fail(sentence: string): void {
    this.#options.onFailed(new Error(`The gateway ${sentence}:\n${this.#lines.join('\n')}`));
  }

  #hear(line: string): void {
    this.#lines = [...this.#lines.slice(1 - LINES_KEPT), line];
    const { msg, level, reason } = readLine(line);
    // Pino's number for errors.
    if (level === 50) this.#fail('logged an error');
    if (msg === 'stream ended') this.#options.onStreamEnded(String(reason));
  }
}

function readLine(line: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

/**
 * A free port outside the range from which the system takes the local end of connections: while the gateway is down, one that
 * knocks on its own port would answer itself.
 */
export async function freePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 9000); ; port += 1) if (await isFree(port)) return port;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}
