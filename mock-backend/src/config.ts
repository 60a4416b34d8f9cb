import { isIP } from 'node:net';
import { resolve } from 'node:path';

const DEMO_JWT_SECRET = 'demo-jwt-secret-not-for-production';
const DEMO_PAYOS_KEY = 'demo-payos-checksum-key';
const DEMO_SEPAY_SECRET = 'demo-sepay-webhook-secret';
const SEPAY_URL = 'https://my.sepay.vn';
const RECONCILE_MIN_MS = 1000;
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);
const DEV_PORTS = [3000, 3001, 3002];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

type LogLevel = (typeof LOG_LEVELS)[number];
type DemoData = 'none' | 'small' | 'large';

/** Whose list of transfers is read: SePay's, or in the demonstration the mock bank's own. */
export type BankListConfig =
  | { readonly kind: 'sepay'; readonly url: string; readonly token: string }
  | { readonly kind: 'mock' };

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
  /** Signs SePay's webhooks, or is the API key they carry. */
  readonly sepayWebhookSecret: string;
  /** Null: nobody's list is read, only webhooks tell of money. */
  readonly bankList: BankListConfig | null;
  /** How often that list is read, in ms; 0: only when a cashier asks. Default 60000. */
  readonly reconcileMs: number;
  /** Nothing here is secret and nobody from outside can come in: the mock bank may play. */
  readonly isDemo: boolean;
  /**
   * `small` fills an empty database with the demo shops, `large` the first of them with thousands of products and orders.
   * Everybody knows their passwords: in production there is `none`. Default `small`.
   */
  readonly demoData: DemoData;
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
 * `JWT_SECRET`, `PAYOS_CHECKSUM_KEY`, `SEPAY_WEBHOOK_SECRET`, `SEPAY_API_TOKEN`, `SEPAY_API_URL`, `RECONCILE_MS` 60000,
 * `DEMO_DATA` small (none in production), `GATEWAY_URL`, `LOG_LEVEL` info. Throws a `ConfigError` for nonsense.
 */
export function readBackendConfig(env: Env, defaultDataDir: string): BackendConfig {
  refusePublicKey(env);
  const host = env['HOST'] || '127.0.0.1';
  const onLoopback = LOOPBACK_HOSTS.has(host);
  const secrets = {
    jwtSecret: readSecret(env, 'JWT_SECRET', DEMO_JWT_SECRET),
    payosChecksumKey: readSecret(env, 'PAYOS_CHECKSUM_KEY', DEMO_PAYOS_KEY),
    sepayWebhookSecret: readSecret(env, 'SEPAY_WEBHOOK_SECRET', DEMO_SEPAY_SECRET),
  };
  const demo = demoSecretsIn(secrets);
  const isProduction = env['NODE_ENV'] === 'production';
  if (!onLoopback || isProduction) refuseDemoSecrets(demo, host);
  const isDemo = onLoopback && demo.length === Object.keys(secrets).length;
  return {
    host,
    port: readInteger(env, 'PORT', { fallback: 4000, min: 0, max: 65_535 }),
    dataDir: resolve(env['DATA_DIR'] || defaultDataDir),
    accessTokenTtlS: readInteger(env, 'ACCESS_TOKEN_TTL_S', { fallback: 900, min: 1, max: 86_400 }),
    allowedOrigins: readOrigins(env),
    ...secrets,
    bankList: readBankList(env, isDemo),
    reconcileMs: readReconcileMs(env),
    isDemo,
    demoData: readDemoData(env, isProduction),
    gatewayUrl: readHttpUrl(env, 'GATEWAY_URL'),
    secureCookies: !onLoopback,
    logLevel: readLogLevel(env),
  };
}

/** This backend signs its tokens with a shared secret: a gateway that checks them by a public key would refuse them all. */
function refusePublicKey(env: Env): void {
  const file = env['JWT_PUBLIC_KEY_FILE'];
  if (file === undefined || file === '') return;
  throw new ConfigError(
    `JWT_PUBLIC_KEY_FILE=${file} is for a gateway whose backend signs with a private key; this one signs with JWT_SECRET: unset it.`,
  );
}

type Secrets = Pick<BackendConfig, 'jwtSecret' | 'payosChecksumKey' | 'sepayWebhookSecret'>;

/** The names of the variables that have the demonstration's value. */
function demoSecretsIn(secrets: Secrets): string[] {
  return [
    secrets.jwtSecret === DEMO_JWT_SECRET ? 'JWT_SECRET' : null,
    secrets.payosChecksumKey === DEMO_PAYOS_KEY ? 'PAYOS_CHECKSUM_KEY' : null,
    secrets.sepayWebhookSecret === DEMO_SEPAY_SECRET ? 'SEPAY_WEBHOOK_SECRET' : null,
  ].filter((name) => name !== null);
}

function refuseDemoSecrets(demo: readonly string[], host: string): void {
  if (demo.length === 0) return;
  throw new ConfigError(
    `${demo.join(' and ')} still has the demo value, which is refused on HOST=${host} and in production: set a secret of your own.`,
  );
}

function readBankList(env: Env, isDemo: boolean): BankListConfig | null {
  const token = env['SEPAY_API_TOKEN']?.trim();
  const url = readHttpUrl(env, 'SEPAY_API_URL');
  if (token !== undefined && token !== '') return { kind: 'sepay', url: url ?? SEPAY_URL, token };
  if (url !== null) throw new ConfigError(`SEPAY_API_URL=${url} needs a SEPAY_API_TOKEN to go with it.`);
  return isDemo ? { kind: 'mock' } : null;
}

function readReconcileMs(env: Env): number {
  const everyMs = readInteger(env, 'RECONCILE_MS', { fallback: 60_000, min: 0, max: 86_400_000 });
  if (everyMs === 0 || everyMs >= RECONCILE_MIN_MS) return everyMs;
  throw new ConfigError(`RECONCILE_MS=${everyMs} is neither 0 (never) nor at least ${RECONCILE_MIN_MS}.`);
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

function readHttpUrl(env: Env, name: string): string | null {
  const raw = env[name];
  if (raw === undefined || raw === '') return null;
  const url = URL.canParse(raw) ? new URL(raw) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return raw.replace(/\/+$/, '');
  throw new ConfigError(`${name}=${raw} is not an http(s) address such as http://127.0.0.1:4001.`);
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

function readDemoData(env: Env, isProduction: boolean): DemoData {
  const raw = env['DEMO_DATA'] || (isProduction ? 'none' : 'small');
  if (raw === 'none') return raw;
  if (raw !== 'small' && raw !== 'large') throw new ConfigError(`DEMO_DATA=${raw} is none of none, small and large.`);
  if (!isProduction) return raw;
  throw new ConfigError(`DEMO_DATA=${raw} is refused in production: everybody knows the passwords of the demo shops.`);
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
