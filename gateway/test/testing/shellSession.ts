import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tempDir } from './tempDir.ts';
import { until } from './until.ts';

/** Ends a block's output, before its exit code: no program prints it. */
const MARK = '\u001e';
/** The real curl, with its process id in a file, so that one that never ends by itself can be ended. */
const PRELUDE = 'curl() { command curl "$@" & printf %s "$!" >"$CURL_PID"; wait "$!"; }\n';

export interface ShellSession {
  /** Runs a block to its end and gives what it printed. */
  run(block: string): Promise<string>;
  /** Runs a block whose curl never ends by itself, and ends it when `isEnough`, or when nothing like it came in time. */
  runUntil(block: string, isEnough: (printed: string) => boolean): Promise<string>;
}

/** One bash for a whole page, so that a block may use what an earlier one has set. It ends with its test. */
export function startShell(limitMs = 10_000): ShellSession {
  const pidFile = join(tempDir(), 'curl.pid');
  const child = spawn('bash', [], { env: { PATH: process.env['PATH'], CURL_PID: pidFile } });
  onTestFinished(() => {
    child.kill('SIGKILL');
    endCurl(pidFile);
  });
  let printed = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  child.stdin.write(PRELUDE);

  const begin = (block: string): void => {
    printed = '';
    complaints = '';
    rmSync(pidFile, { force: true });
    child.stdin.write(`${block}\nprintf '${MARK}%s\\n' "$?"\n`);
  };
  const end = async (block: string): Promise<string> => {
    await until(
      () => printed.includes(MARK),
      () => `the end of:\n${block}\nIt printed: ${printed}\n${complaints}`,
      limitMs,
    );
    return printed.slice(0, printed.indexOf(MARK));
  };
  return {
    run: (block) => {
      begin(block);
      return end(block);
    },
    runUntil: async (block, isEnough) => {
      begin(block);
      // Late or wrong: what came is the caller's to compare.
      await until(() => isEnough(printed) || printed.includes(MARK), block, limitMs).catch(() => undefined);
      endCurl(pidFile);
      return end(block);
    },
  };
}

function endCurl(pidFile: string): void {
  if (!existsSync(pidFile)) return;
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}
