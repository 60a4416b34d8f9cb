import { isIP } from 'node:net';
import { resolve } from 'node:path';

const DEMO_JWT_SECRET = 'demo-jwt-secret-not-for-production';
const DEMO_PAYOS_KEY = 'demo-payos-checksum-key';
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);
const DEV_PORTS = [3000, 3001, 3002];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

type LogLevel = (typeof LOG_LEVELS)[number];

/** What the backend runs with. Every field comes from one environment variable, named in `readBackendConfig`. */
export interface BackendConfig {
  readonly host: string;
  readonly port: number;
  /** Folder of `pos.db`, absolute. */
  readonly dataDir: string;
  /** Life of an access token, in seconds. Default 900. */
  readonly accessTokenTtlS: number;
  /** Pages that may log in, refresh and log out. */
  readonly allowedOrigins: readonly string[];
  readonly jwtSecret: string;
  readonly payosChecksumKey: string;
  /** A gateway of its own; null: this process embeds one. */
  readonly gatewayUrl: string | null;
  /** The refresh cookie's `Secure`: on wherever the host is not loopback. */
  readonly secureCookies: boolean;
  readonly logLevel: LogLevel;
}

/** A variable that cannot be used. `message` names the variable, its value and what to do. */
export class ConfigError extends Error {
  readonly code = 'BAD_CONFIG';
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * `PORT` 4000, `HOST` 127.0.0.1, `DATA_DIR` (default `<defaultDataDir>`), `ACCESS_TOKEN_TTL_S` 900, `ALLOWED_ORIGINS`,
 * `JWT_SECRET`, `PAYOS_CHECKSUM_KEY`, `GATEWAY_URL`, `LOG_LEVEL` info. Throws a `ConfigError` for nonsense.
 */
export function readBackendConfig(env: Env, defaultDataDir: string): BackendConfig {
  refusePublicKey(env);
  const host = env['HOST'] || '127.0.0.1';
  const onLoopback = LOOPBACK_HOSTS.has(host);
  const config: BackendConfig = {
    host,
    port: readInteger(env, 'PORT', { fallback: 4000, min: 0, max: 65_535 }),
    dataDir: resolve(env['DATA_DIR'] || defaultDataDir),
    accessTokenTtlS: readInteger(env, 'ACCESS_TOKEN_TTL_S', { fallback: 900, min: 1, max: 86_400 }),
    allowedOrigins: readOrigins(env),
    jwtSecret: readSecret(env, 'JWT_SECRET', DEMO_JWT_SECRET),
    payosChecksumKey: readSecret(env, 'PAYOS_CHECKSUM_KEY', DEMO_PAYOS_KEY),
    gatewayUrl: readGatewayUrl(env),
    secureCookies: !onLoopback,
    logLevel: readLogLevel(env),
  };
  if (!onLoopback || env['NODE_ENV'] === 'production') refuseDemoSecrets(config);
  return config;
}

/** This backend signs its tokens with a shared secret: a gateway that checks them by a public key would refuse them all. */
function refusePublicKey(env: Env): void {
  const file = env['JWT_PUBLIC_KEY_FILE'];
  if (file === undefined || file === '') return;
  throw new ConfigError(
    `JWT_PUBLIC_KEY_FILE=${file} is for a gateway whose backend signs with a private key; this one signs with JWT_SECRET: unset it.`,
  );
}

function refuseDemoSecrets(config: BackendConfig): void {
  const demo = [
    config.jwtSecret === DEMO_JWT_SECRET ? 'JWT_SECRET' : null,
    config.payosChecksumKey === DEMO_PAYOS_KEY ? 'PAYOS_CHECKSUM_KEY' : null,
  ].filter((name) => name !== null);
  if (demo.length === 0) return;
  throw new ConfigError(
    `${demo.join(' and ')} still has the demo value, which is refused on HOST=${config.host} and in production: set a secret of your own.`,
  );
}

function readInteger(env: Env, name: string, range: { fallback: number; min: number; max: number }): number {
  const raw = env[name];
  if (raw === undefined || raw === '') return range.fallback;
  const value = Number(raw);
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return value;
  throw new ConfigError(`${name}=${raw} is not a whole number from ${range.min} to ${range.max}.`);
}

function readSecret(env: Env, name: string, demo: string): string {
  const secret = env[name]?.trim() || demo;
  if (secret.length >= 16) return secret;
  throw new ConfigError(`${name} has ${secret.length} characters; a secret needs at least 16.`);
}

function readGatewayUrl(env: Env): string | null {
  const raw = env['GATEWAY_URL'];
  if (raw === undefined || raw === '') return null;
  const url = URL.canParse(raw) ? new URL(raw) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return raw.replace(/\/+$/, '');
  throw new ConfigError(`GATEWAY_URL=${raw} is not an http(s) address such as http://127.0.0.1:4001.`);
}

function readOrigins(env: Env): readonly string[] {
  const raw = env['ALLOWED_ORIGINS'];
  if (raw === undefined || raw === '') {
    return DEV_PORTS.flatMap((port) => [`http://127.0.0.1:${port}`, `http://localhost:${port}`]);
  }
  const origins = raw.split(',').map((origin) => origin.trim());
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong === undefined) return origins;
  throw new ConfigError(`ALLOWED_ORIGINS holds "${wrong}", which is not an origin such as http://127.0.0.1:3000.`);
}

function readLogLevel(env: Env): LogLevel {
  const raw = env['LOG_LEVEL'] || 'info';
  const level = LOG_LEVELS.find((known) => known === raw);
  if (level !== undefined) return level;
  throw new ConfigError(`LOG_LEVEL=${raw} is none of ${LOG_LEVELS.join(', ')}.`);
}

/** The address this machine reaches a listening process under. */
export function urlOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${isIP(reachable) === 6 ? `[${reachable}]` : reachable}:${port}`;
}
