import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeClock, fakeClock } from '@vppos/core/testing';
import type { PublishRequest } from '@vppos/core/types';
import { readGatewayConfig } from '@vppos/gateway';
import { hashPassword } from '../../src/auth/password.ts';
import { type BackendConfig, readBackendConfig } from '../../src/config.ts';
import { type Backend, createBackend } from '../../src/createBackend.ts';
import { openDatabase } from '../../src/db/database.ts';
import { seedDemoShops } from '../../src/db/seed.ts';
import { type PlayedTransfer, signedPayosWebhook } from '../../src/mockBank/mockWebhooks.ts';
import type { BackendDeps } from '../../src/services.ts';
import { type FakeGateway, startFakeGateway } from './fakeGateway.ts';

export const ORIGIN = 'http://127.0.0.1:3000';
export const PAYOS_KEY = 'demo-payos-checksum-key';
export const SEPAY_SECRET = 'demo-sepay-webhook-secret';

/** What a test reads out of any JSON answer; it asserts the fields it names. */
// biome-ignore lint/suspicious/noExplicitAny: a test states the shape by its expectations
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

/** A backend on a free port with a data folder, a clock and a gateway of its own. */
export interface Shop {
  readonly url: string;
  readonly backend: Backend;
  readonly clock: FakeClock;
  readonly gateway: FakeGateway;
  call(
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** Logs in and gives the access token. */
  token(username: string): Promise<string>;
  /** An order of one hotpot, 250.000đ. */
  order(token: string, extra?: object): Promise<Json>;
  /** The payment the order waits for. */
  ask(token: string, orderId: number, extra?: object): Promise<Json>;
  /** The bank tells of a transfer. */
  pay(payment: Json, transfer?: Partial<PlayedTransfer>): Promise<Answer>;
  /** What the gateway was told, as `[type, payload]`, once so many events have arrived. */
  told(count: number): Promise<[string, Json][]>;
  /** Ends the process' life and starts another on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

function testConfig(dataDir: string, env: Record<string, string> = {}): BackendConfig {
  return readBackendConfig({ PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: dataDir, RECONCILE_MS: '0', ...env }, dataDir);
}

/** scrypt's N; as little as may be. */
const PASSWORD_COST = 1024;

function testDeps(clock: FakeClock): BackendDeps {
  return { clock, random: () => 1, bytes: randomBytes, newId: randomUUID, fetch, passwordCost: PASSWORD_COST };
}

/** A folder with what a first start makes of an empty one. Making that takes longer than most tests: it is made once a file. */
async function makeDataDir(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vppos-shop-'));
  const file = join(dataDir, 'pos.db');
  if (firstDatabase === null) {
    const db = openDatabase(dataDir);
    await seedDemoShops(db, (password) => hashPassword(password, { cost: PASSWORD_COST, bytes: randomBytes }));
    // Each copy is a database with a name of its own.
    db.run("DELETE FROM meta WHERE key = 'database_id'");
    db.close();
    firstDatabase = readFileSync(file);
  } else writeFileSync(file, firstDatabase);
  return dataDir;
}
let firstDatabase: Buffer | null = null;

/**
 * `embedded`: with the real gateway in the same process; then `gateway` hears nothing. `env`: variables of its own.
 * `dataDir`: what another left behind.
 */
export async function startShop(
  options: { embedded?: boolean; env?: Record<string, string>; dataDir?: string } = {},
): Promise<Shop> {
  const dataDir = options.dataDir ?? (await makeDataDir());
  const clock = fakeClock();
  const gateway = await startFakeGateway();
  const config = testConfig(dataDir, {
    ...options.env,
    ...(options.embedded === true ? {} : { GATEWAY_URL: gateway.url }),
  });
  const embedded = options.embedded === true ? readGatewayConfig({ DATA_DIR: dataDir, DRAIN_MS: '0' }) : null;
  const start = async (): Promise<{ backend: Backend; url: string }> => {
    const backend = await createBackend({ config, embedded }, testDeps(clock));
    // Nobody pulls the plug of a test.
    backend.db.get('PRAGMA synchronous = OFF');
    return { backend, url: await backend.listen() };
  };
  let running = await start();
  let transfers = 0;

  const call: Shop['call'] = (method, path, options = {}) => callApi(running.url, { method, path, ...options });
  const shop: Shop = {
    get url() {
      return running.url;
    },
    get backend() {
      return running.backend;
    },
    clock,
    gateway,
    call,
    token: async (username) => (await logIn(running.url, username)).body.access_token,
    order: async (token, extra) => {
      const body = { items: [{ product_id: 8, quantity: 1 }], idempotency_key: randomUUID(), ...extra };
      return (await call('POST', '/api/v1/orders', { token, body })).body;
    },
    ask: async (token, orderId, extra) =>
      (await call('POST', `/api/v1/orders/${orderId}/payments`, { token, body: { method: 'vietqr', ...extra } })).body,
    pay: (payment, transfer) => {
      transfers += 1;
      const body = signedPayosWebhook(
        {
          orderCode: payment.payment_id,
          amount: payment.amount,
          description: payment.code,
          accountNumber: '0123456789',
          reference: `FT${transfers}`,
          transferredAt: clock.now(),
          ...transfer,
        },
        PAYOS_KEY,
      );
      return call('POST', '/api/v1/webhooks/payos', { body });
    },
    told: async (count) => {
      await gateway.until(count);
      return gateway.published.map((request: PublishRequest) => [request.event, request.data]);
    },
    restart: async () => {
      await running.backend.close();
      running = await start();
    },
    stop: async () => {
      await running.backend.close();
      await gateway.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return shop;
}

export function logIn(url: string, username: string, password = 'demo1234'): Promise<Answer> {
  const body = { username, password };
  return callApi(url, { method: 'POST', path: '/api/v1/auth/login', body, headers: { origin: ORIGIN } });
}

interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export async function callApi(url: string, { method, path, token, body, headers }: ApiCall): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}
