import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './freePort.ts';
import type { Endpoint } from './load/endpoint.ts';
import { openFilesLimit, PinnedProcess, SERVER_CORE } from './processes.ts';
import { nchanConfig } from './servers/nchan.conf.ts';

/** `gateway-plain`: under Node's own defaults, which let the young heap grow with the machine's memory. */
export type PeerName = 'gateway' | 'gateway-plain' | 'nchan' | 'naive' | 'better-sse' | 'socket.io';

/** A server on its core, with how to talk to it. */
export interface RunningPeer {
  readonly endpoint: Endpoint;
  readonly process: PinnedProcess;
  /** Ends it and deletes what it wrote. */
  stop(): Promise<void>;
}

const NCHAN_MODULES = '/usr/lib/nginx/modules';
const GATEWAY_MAIN = resolve(import.meta.dirname, '../../gateway/src/main.ts');

export function isNchanInstalled(): boolean {
  return existsSync(`${NCHAN_MODULES}/ngx_nchan_module.so`) && existsSync('/usr/sbin/nginx');
}

/** Starts a peer with a fresh process and a fresh folder. `env` is for the gateway, which is run with its defaults otherwise. */
export async function startPeer(name: PeerName, env: Readonly<Record<string, string>> = {}): Promise<RunningPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'vppos-bench-'));
  const port = Number(env['PORT'] ?? (await freePort()));
  const { command, endpoint } = PEERS[name]({ port, folder });
  const server = new PinnedProcess(SERVER_CORE, command, {
    env: { PORT: `${port}`, GATEWAY_LOG: `sqlite:${folder}/events.db`, ...UNLIMITED, ...env },
  });
  await server.ready(port);
  return {
    endpoint,
    process: server,
    stop: async () => {
      // A master that is killed leaves its worker behind; ours ends at once and would only say goodbye to everyone first.
      await server.stop(name === 'nchan' ? 'SIGTERM' : 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One company gets every event: its fair share of a shared machine is not what is measured. */
const UNLIMITED = { PUBLISH_RATE: '0', METRICS_TOKEN: 'bench' };

interface Recipe {
  readonly command: readonly string[];
  readonly endpoint: Endpoint;
}
const PEERS: Record<PeerName, (at: { port: number; folder: string }) => Recipe> = {
  gateway: ({ port }) => gateway(port, ['--max-semi-space-size=16']),
  'gateway-plain': ({ port }) => gateway(port, []),
  nchan: ({ port, folder }) => {
    const file = join(folder, 'nginx.conf');
    writeFileSync(file, nchanConfig({ port, folder, modules: NCHAN_MODULES, files: openFilesLimit() }));
    return { command: ['/usr/sbin/nginx', '-p', folder, '-c', file], endpoint: plain(port) };
  },
  naive: ({ port }) => ({ command: nodeServer('naive'), endpoint: plain(port) }),
  'better-sse': ({ port }) => ({ command: nodeServer('betterSse'), endpoint: plain(port) }),
  'socket.io': ({ port }) => ({
    command: nodeServer('socketIo'),
    endpoint: {
      port,
      kind: 'socket.io',
      streamPath: '/socket.io/?EIO=4&transport=websocket',
      publishPath: '/publish',
      readyMark: '40{',
    },
  }),
};

/** `flags`: those of the command that the runbook gives for production. */
function gateway(port: number, flags: readonly string[]): Recipe {
  return {
    command: [process.execPath, ...flags, GATEWAY_MAIN],
    endpoint: {
      port,
      kind: 'gateway',
      streamPath: '/api/v1/events/stream',
      publishPath: '/api/v1/events',
      readyMark: 'event: stream.live',
    },
  };
}

function plain(port: number): Endpoint {
  return { port, kind: 'plain', streamPath: '/stream', publishPath: '/publish', readyMark: '\r\n\r\n' };
}

function nodeServer(name: string): readonly string[] {
  return [process.execPath, join(import.meta.dirname, `servers/${name}.main.ts`)];
}
