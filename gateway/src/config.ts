import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { ConfigError, type Env, type EnvReader, envReader } from './env.ts';

/** How tokens are checked: one shared secret (HS256), or a public key in a PEM file (RS256, ES256 or EdDSA by its kind). */
export type JwtKeyConfig =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'publicKey'; readonly file: string };

/** Where the log lives: `memory:` or `sqlite:PATH`. */
export type LogConfig = { readonly kind: 'memory' } | { readonly kind: 'sqlite'; readonly path: string };

/** Everything the gateway can be told. Times are ms. `readGatewayConfig` makes one from the environment. */
export interface GatewayConfig {
  /** Only the gateway as its own process listens; embedded, the server's owner does. Defaults 127.0.0.1 and 4001. */
  readonly host: string;
  readonly port: number;
  readonly log: LogConfig;
  readonly heartbeatMs: number;
  /** Open streams of this process; above it new ones get 503. */
  readonly maxConnections: number;
  /** Open streams of one user; above it new ones get 429. */
  readonly maxPerUser: number;
  /** A stream with bytes pending whose socket took none for so long is destroyed. */
  readonly stallMs: number;
  /** 0: never. Otherwise a stream without an event for so long is ended with `bye {idle}`. */
  readonly idleTimeoutMs: number;
  readonly logMaxEvents: number;
  readonly logMaxAgeMs: number;
  /** A replay of more visible entries is a resync `too_many`. */
  readonly replayMaxEvents: number;
  /** Events a second and company; 0 for no limit. The burst is ten seconds of it, at least 100. */
  readonly publishRate: number;
  readonly idempotencyMaxKeys: number;
  /** The ends of the open streams are spread evenly over it when the gateway closes. */
  readonly drainMs: number;
  readonly logLevel: string;
  /** The Bearer token of `GET /metrics`; null: there are no metrics. */
  readonly metricsToken: string | null;
  /** Whether `POST /api/v1/events/test` publishes. Default: unless NODE_ENV is production. */
  readonly testEvents: boolean;
  /** Origins that may read across origins, each exactly. */
  readonly corsOrigins: readonly string[];
  readonly jwt: { readonly key: JwtKeyConfig; readonly issuer: string; readonly audience: string };
}

export interface ConfigOptions {
  /** The process's limit of open files, or null where it has none. Streams never take the last 512 of them. */
  readonly openFileLimit?: number | null;
}

export const DEMO_JWT_SECRET = 'demo-jwt-secret-not-for-production';
const FILES_KEPT_FREE = 512;
const SECRET_MIN_BYTES = 16;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
/** `<repo root>/.data`, wherever the process was started. */
const DEFAULT_DATA_DIR = resolve(import.meta.dirname, '../../.data');

/**
 * Reads the gateway's configuration from environment variables; an empty one counts as absent.
 * @throws ConfigError naming the variable and its value when it makes no sense, or when a demo secret would be exposed.
 */
export function readGatewayConfig(env: Env, options: ConfigOptions = {}): GatewayConfig {
  const read = envReader(env);
  const host = read.text('HOST', '127.0.0.1');
  const wanted = read.count('MAX_CONNECTIONS', 20_000, { min: 1, max: 1_000_000 });
  return {
    host,
    port: read.count('PORT', 4001, { min: 0, max: 65_535 }),
    log: readLog(read),
    heartbeatMs: read.count('HEARTBEAT_MS', 15_000, { min: 1 }),
    maxConnections: withinOpenFiles(wanted, options.openFileLimit ?? null),
    maxPerUser: read.count('MAX_PER_USER', 20, { min: 1 }),
    stallMs: read.count('STALL_MS', 10_000, { min: 1 }),
    idleTimeoutMs: read.count('IDLE_TIMEOUT_MS', 0, { min: 0 }),
    logMaxEvents: read.count('LOG_MAX_EVENTS', 50_000, { min: 1, max: 100_000_000 }),
    logMaxAgeMs: read.count('LOG_MAX_AGE_MS', 24 * 3_600_000, { min: 1, max: 366 * 24 * 3_600_000 }),
    replayMaxEvents: read.count('REPLAY_MAX_EVENTS', 1000, { min: 0, max: 1_000_000 }),
    publishRate: read.count('PUBLISH_RATE', 100, { min: 0, max: 1_000_000 }),
    idempotencyMaxKeys: read.count('IDEMPOTENCY_MAX_KEYS', 100_000, { min: 1, max: 100_000_000 }),
    drainMs: read.count('DRAIN_MS', 10_000, { min: 0 }),
    logLevel: read.oneOf('LOG_LEVEL', 'info', LOG_LEVELS),
    metricsToken: readMetricsToken(read),
    testEvents: read.oneOf('TEST_EVENTS', isProduction(read) ? 'off' : 'on', ['on', 'off']) === 'on',
    corsOrigins: readOrigins(read),
    jwt: readJwt(read, host),
  };
}

function isProduction(read: EnvReader): boolean {
  return read.text('NODE_ENV', '') === 'production';
}

function readMetricsToken(read: EnvReader): string | null {
  const token = read.textOrNull('METRICS_TOKEN');
  if (token === null || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new ConfigError('METRICS_TOKEN', '(hidden)', 'must be printable ASCII without spaces');
}

function withinOpenFiles(wanted: number, openFileLimit: number | null): number {
  if (openFileLimit === null) return wanted;
  return Math.max(1, Math.min(wanted, openFileLimit - FILES_KEPT_FREE));
}

function readLog(read: EnvReader): LogConfig {
  const dataDir = resolve(read.text('DATA_DIR', DEFAULT_DATA_DIR));
  const raw = read.text('GATEWAY_LOG', `sqlite:${resolve(dataDir, 'events.db')}`);
  if (raw === 'memory:') return { kind: 'memory' };
  const path = /^sqlite:(.+)$/.exec(raw)?.[1];
  if (path !== undefined) return { kind: 'sqlite', path: resolve(path) };
  throw new ConfigError('GATEWAY_LOG', raw, 'must be memory: or sqlite:PATH');
}

function readOrigins(read: EnvReader): readonly string[] {
  const raw = read.text('CORS_ORIGINS', '');
  const origins = raw.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new ConfigError('CORS_ORIGINS', raw, 'must list exact origins such as https://till.example, never *');
    }
  }
  return origins;
}

function readJwt(read: EnvReader, host: string): GatewayConfig['jwt'] {
  const rules = { issuer: 'vppos', audience: 'vppos-realtime' };
  const file = read.textOrNull('JWT_PUBLIC_KEY_FILE');
  const secret = read.textOrNull('JWT_SECRET');
  if (file !== null) {
    if (secret !== null) throw new ConfigError('JWT_PUBLIC_KEY_FILE', file, 'and JWT_SECRET are both set: keep one');
    return { key: { kind: 'publicKey', file: resolve(file) }, ...rules };
  }
  const chosen = secret ?? DEMO_JWT_SECRET;
  if (Buffer.byteLength(chosen) < SECRET_MIN_BYTES) {
    throw new ConfigError('JWT_SECRET', '(hidden)', `must have at least ${SECRET_MIN_BYTES} bytes`);
  }
  refuseExposedDemoSecret(chosen, { host, isProduction: isProduction(read) });
  return { key: { kind: 'secret', secret: chosen }, ...rules };
}

function refuseExposedDemoSecret(secret: string, where: { host: string; isProduction: boolean }): void {
  if (secret !== DEMO_JWT_SECRET) return;
  const sentence = 'is the demo secret, which anyone can read: set your own';
  if (where.isProduction) throw new ConfigError('JWT_SECRET', DEMO_JWT_SECRET, `${sentence} when NODE_ENV=production`);
  if (!isLoopback(where.host)) {
    throw new ConfigError('JWT_SECRET', DEMO_JWT_SECRET, `${sentence} when HOST=${where.host} is not loopback`);
  }
}

/** Whether only this machine can reach `host`. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}
