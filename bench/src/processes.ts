import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { pause } from './pause.ts';

/** The server has one core for itself, the load the other one. */
export const SERVER_CORE = 0;
export const LOAD_CORE = 1;
const STOP_LIMIT_MS = 20_000;
const READY_LIMIT_MS = 15_000;
/** Clock ticks a second in /proc/<pid>/stat. */
const TICKS_PER_S = 100;

/** Starts a program on one core. What it says is kept for the case that it fails. */
export class PinnedProcess {
  readonly child: ChildProcess;
  readonly #exited: Promise<void>;
  #output = '';

  constructor(core: number, command: readonly string[], options: { env?: NodeJS.ProcessEnv; hasIpc?: boolean } = {}) {
    const pinned = existsSync('/usr/bin/taskset') ? ['taskset', '-c', String(core), ...command] : command;
    const [program = '', ...args] = pinned;
    this.child = spawn(program, args, {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', ...(options.hasIpc === true ? (['ipc'] as const) : [])],
    });
    for (const pipe of [this.child.stdout, this.child.stderr]) {
      pipe?.on('data', (bytes) => {
        this.#output = (this.#output + bytes).slice(-4000);
      });
    }
    this.#exited = new Promise((resolve) => this.child.once('exit', () => resolve()));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Its own and its children's: nginx works in a child. */
  get pids(): readonly number[] {
    return [this.pid, ...childrenOf(this.pid)];
  }

  /** User and system time so far, in s. */
  cpuSeconds(): number {
    return this.pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  }

  /** Memory of its own that is resident now, in bytes. What is shared with other processes counts in shares. */
  residentBytes(): number {
    return this.pids.reduce((sum, pid) => sum + residentBytesOf(pid), 0);
  }

  /** The most memory that was ever resident, in bytes. */
  peakResidentBytes(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  }

  async ready(port: number): Promise<void> {
    const end = Date.now() + READY_LIMIT_MS;
    while (!(await accepts(port))) {
      if (Date.now() > end || this.child.exitCode !== null) throw new Error(`A server did not start:\n${this.#output}`);
      await pause(20);
    }
  }

  /** Asks, and after a while insists. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode === null) this.child.kill(signal);
    const insist = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.#exited;
    clearTimeout(insist);
  }
}

function childrenOf(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands in brackets and may contain blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
}

function residentBytesOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}

/** How many files this process and its children may have open. */
export function openFilesLimit(): number {
  return Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 0);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
