import { type Addresses, readAddresses, readPort } from '../web/src/addresses.ts';
import { readRegistry } from '../web/src/registry.ts';
import type { ProgramSpec } from './program.ts';

/** What one command starts. */
export interface Plan {
  readonly addresses: Addresses;
  readonly programs: readonly ProgramSpec[];
}

/** `embedded`: the gateway inside the backend. `split`: as its own process. `gateway`: the gateway and nothing else. */
export type PlanMode = 'embedded' | 'split' | 'gateway';

/** A demonstration stops in a moment: its few streams need no long drain. */
const DRAIN_MS = '500';

/** Which programs run where, in the order in which they start. */
export function planSystem(mode: PlanMode, isDevelopment: boolean, env: NodeJS.ProcessEnv): Plan {
  if (mode === 'gateway') return { addresses: readAddresses(env), programs: [gatewayProgram(standaloneUrl(env))] };
  const addresses = readAddresses(mode === 'split' ? { ...env, GATEWAY_URL: standaloneUrl(env) } : env);
  return {
    addresses,
    programs: [
      ...(mode === 'split' ? [gatewayProgram(standaloneUrl(env))] : []),
      backendProgram(addresses, env),
      ...[...addresses.apps].map(([name, url]) => appProgram({ name, url, addresses, isDevelopment })),
      appProgram({ name: 'container', url: addresses.container, addresses, isDevelopment }),
    ],
  };
}

function standaloneUrl(env: NodeJS.ProcessEnv): string {
  const variable = env['GATEWAY_PORT'] === undefined ? 'PORT' : 'GATEWAY_PORT';
  return `http://${env['HOST'] ?? '127.0.0.1'}:${readPort(variable, env[variable], 4001)}`;
}

function gatewayProgram(url: string): ProgramSpec {
  const { hostname, port } = new URL(url);
  return {
    name: 'gateway',
    script: 'gateway/src/main.ts',
    env: { HOST: hostname, PORT: port, DRAIN_MS: process.env['DRAIN_MS'] ?? DRAIN_MS },
    url,
    readyPath: '/ready',
  };
}

function backendProgram(addresses: Addresses, env: NodeJS.ProcessEnv): ProgramSpec {
  const { hostname, port } = new URL(addresses.backend);
  const isSplit = addresses.gateway !== addresses.backend;
  const pages = [addresses.container, addresses.container.replace('127.0.0.1', 'localhost')];
  return {
    name: isSplit ? 'backend' : 'backend + gateway',
    script: 'mock-backend/src/main.ts',
    env: {
      HOST: hostname,
      PORT: port,
      DRAIN_MS: env['DRAIN_MS'] ?? DRAIN_MS,
      ALLOWED_ORIGINS: env['ALLOWED_ORIGINS'] ?? pages.join(','),
      ...(isSplit ? { GATEWAY_URL: addresses.gateway } : {}),
    },
    url: addresses.backend,
    readyPath: '/health',
  };
}

interface AppProgram {
  readonly name: string;
  readonly url: string;
  readonly addresses: Addresses;
  readonly isDevelopment: boolean;
}

function appProgram({ name, url, addresses, isDevelopment }: AppProgram): ProgramSpec {
  const row = readRegistry().find((app) => app.name === name);
  return {
    name: row === undefined ? name : `${name} (micro-frontend)`,
    script: isDevelopment ? 'tools/web/src/dev.main.ts' : 'tools/web/src/serve.main.ts',
    args: [name],
    env: addresses.gateway === addresses.backend ? {} : { GATEWAY_URL: addresses.gateway },
    url,
    readyPath: row === undefined ? '/' : '/mf-manifest.json',
  };
}
