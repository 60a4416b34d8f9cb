import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

/** The repository's root. */
export const ROOT = path.resolve(import.meta.dirname, '../..');
/** Where Node keeps what it has compiled: a program starts in two thirds of the time. */
const NODE_COMPILE_CACHE = path.join(ROOT, 'node_modules/.cache/node');
/** How long a program may take to stop before it is killed, in ms. A gateway drains its streams meanwhile. */
const STOP_DEADLINE_MS = 15_000;

/** One program of the system: what it is called, what runs, and where it answers. */
export interface ProgramSpec {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** `http://host:port`, shown to people. */
  readonly url: string;
  /** A path that answers 200 once it is ready. */
  readonly readyPath: string;
}

/** A started program. */
export interface Program {
  readonly spec: ProgramSpec;
  readonly pid: number;
  /** Settles when the process is gone, however it went. */
  readonly exited: Promise<{ readonly code: number | null; readonly output: string }>;
  /** Asks it to stop, and kills it when it does not. */
  stop(): Promise<void>;
}

/** The last lines a program wrote are kept to explain its end; no more than this many characters. */
const OUTPUT_KEPT = 8000;

/** What a program writes; `isError` for its standard error. */
export type OnOutput = (text: string, isError: boolean) => void;

export function startProgram(spec: ProgramSpec, onOutput: OnOutput): Program {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      `--import=${path.join(import.meta.dirname, 'exitWithParent.ts')}`,
      path.join(ROOT, spec.script),
      ...(spec.args ?? []),
    ],
    {
      cwd: ROOT,
      // A group of its own: Ctrl-C in the terminal reaches the starter alone, which stops the programs in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { NODE_COMPILE_CACHE, ...process.env, ...spec.env },
    },
  );
  let output = '';
  const keep = (text: string, isError: boolean): void => {
    output = (output + text).slice(-OUTPUT_KEPT);
    onOutput(text, isError);
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => keep(text, false));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => keep(text, true));
  const exited = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('exit', (code) => resolve({ code, output }));
  });
  return { spec, pid: child.pid ?? 0, exited, stop: () => stop(child, exited) };
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
  await exited;
  clearTimeout(timer);
}
