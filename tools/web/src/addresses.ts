import { readRegistry } from './registry.ts';

/** Where every part of the demonstration system answers: `http://host:port`, no slash at the end. */
export interface Addresses {
  readonly container: string;
  readonly backend: string;
  /** The backend's own where the gateway is embedded. */
  readonly gateway: string;
  readonly apps: ReadonlyMap<string, string>;
}

/** Reads `HOST`, `CONTAINER_PORT`, `BACKEND_PORT`, `GATEWAY_URL` and one `<NAME>_PORT` a micro-frontend. */
export function readAddresses(env: NodeJS.ProcessEnv): Addresses {
  const host = env['HOST'] ?? '127.0.0.1';
  const at = (variable: string, standard: number): string =>
    `http://${host}:${readPort(variable, env[variable], standard)}`;
  const backend = at('BACKEND_PORT', 4000);
  return {
    container: at('CONTAINER_PORT', 3000),
    backend,
    gateway: env['GATEWAY_URL'] ?? backend,
    apps: new Map(readRegistry().map((app) => [app.name, at(`${app.name.toUpperCase()}_PORT`, app.port)])),
  };
}

export function addressOf(addresses: Addresses, app: string): string {
  const address = app === 'container' ? addresses.container : addresses.apps.get(app);
  if (address === undefined) throw new Error(`There is no app "${app}". apps/registry.json names them.`);
  return address;
}

/** @throws naming the variable and its value when it is no port. */
export function readPort(variable: string, value: string | undefined, standard: number): number {
  const port = value === undefined ? standard : Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${variable} is "${value}", but a port is a whole number from 1 to 65535.`);
}
