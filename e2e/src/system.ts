import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type PlanMode, planSystem } from '../../tools/system/plan.ts';
import { type Program, type ProgramSpec, startProgram } from '../../tools/system/program.ts';
import { untilReady } from '../../tools/system/ready.ts';
import type { Addresses } from '../../tools/web/src/addresses.ts';

/** The whole till as real processes on free ports, with a data folder of its own. */
export interface System {
  readonly addresses: Addresses;
  /** Everything the programs have written so far. */
  readonly log: () => string;
  pid(name: string): number;
  /** Ends one program at once, as a power cut would. */
  kill(name: string): Promise<void>;
  /** Starts it again where it was, and waits until it answers. */
  restart(name: string): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  readonly mode?: Exclude<PlanMode, 'gateway'>;
  readonly isDevelopment?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

const PORT_VARIABLES = ['CONTAINER_PORT', 'ORDER_PORT', 'PAYMENT_PORT', 'BACKEND_PORT', 'GATEWAY_PORT'];

export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vppos-e2e-'));
  const ports = await freePorts(PORT_VARIABLES.length);
  const given = Object.fromEntries(PORT_VARIABLES.map((variable, index) => [variable, String(ports[index])]));
  const env = { ...given, DATA_DIR: dataDir, ...options.env };
  const plan = planSystem(options.mode ?? 'embedded', options.isDevelopment ?? false, { ...process.env, ...env });
  const programs = new Map<string, Program>();
  let log = '';

  const start = async (spec: ProgramSpec): Promise<void> => {
    const program = startProgram({ ...spec, env: { ...env, ...spec.env } }, (text) => {
      log += text;
    });
    programs.set(spec.name.split(' ')[0] ?? '', program);
    await untilReady(program);
  };
  const named = (name: string): Program => {
    const program = programs.get(name);
    if (program === undefined) throw new Error(`No program "${name}" among ${[...programs.keys()].join(', ')}.`);
    return program;
  };

  await Promise.all(plan.programs.map(start));
  return {
    addresses: plan.addresses,
    log: () => log,
    pid: (name) => named(name).pid,
    kill: async (name) => {
      process.kill(named(name).pid, 'SIGKILL');
      await named(name).exited;
    },
    restart: (name) => start(named(name).spec),
    stop: async () => {
      await Promise.all([...programs.values()].map((program) => program.stop()));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Ports that were free a moment ago, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
