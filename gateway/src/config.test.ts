import { expect, it } from 'vitest';
import { readGatewayConfig } from './config.ts';

it('[CFG1] takes the defaults of the contract from an empty environment', () => {
  const config = readGatewayConfig({ PORT: ' ' });

  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 4001,
    heartbeatMs: 15_000,
    maxConnections: 20_000,
    maxPerUser: 20,
    stallMs: 10_000,
    idleTimeoutMs: 0,
    logMaxEvents: 50_000,
    logMaxAgeMs: 86_400_000,
    replayMaxEvents: 1000,
    publishRate: 100,
    idempotencyMaxKeys: 100_000,
    drainMs: 10_000,
    logLevel: 'info',
    metricsToken: null,
    testEvents: true,
    jwt: { issuer: 'vppos', audience: 'vppos-realtime' },
  });
  expect(config.log).toEqual({ kind: 'sqlite', path: expect.stringMatching(/\/\.data\/events\.db$/) });
});

it('[CFG1] puts the log into DATA_DIR unless GATEWAY_LOG names another place', () => {
  expect(readGatewayConfig({ DATA_DIR: '/srv/till' }).log).toEqual({ kind: 'sqlite', path: '/srv/till/events.db' });
  expect(readGatewayConfig({ GATEWAY_LOG: 'sqlite:/var/x.db' }).log).toEqual({ kind: 'sqlite', path: '/var/x.db' });
  expect(readGatewayConfig({ GATEWAY_LOG: 'memory:' }).log).toEqual({ kind: 'memory' });
});

it.each([
  ['PORT', '65536'],
  ['PORT', 'abc'],
  ['HEARTBEAT_MS', '0'],
  ['HEARTBEAT_MS', '1e3'],
  ['MAX_CONNECTIONS', '-1'],
  ['STALL_MS', '3000000000'],
  ['LOG_MAX_EVENTS', '0'],
  ['LOG_LEVEL', 'loud'],
  ['TEST_EVENTS', 'yes'],
  ['GATEWAY_LOG', 'mongodb://x'],
  ['GATEWAY_LOG', 'sqlite:'],
  ['CORS_ORIGINS', '*'],
  ['CORS_ORIGINS', 'https://till.example/path'],
])('[CFG2] refuses %s=%s, naming both', (name, value) => {
  expect(() => readGatewayConfig({ [name]: value })).toThrow(`${name}=${value}`);
});

it('[CFG2] refuses a short secret without showing it, and two ways to check a token', () => {
  expect(() => readGatewayConfig({ JWT_SECRET: 'hush' })).toThrow(/^JWT_SECRET=\(hidden\) must have at least 16 bytes/);
  expect(() => readGatewayConfig({ JWT_SECRET: 'x'.repeat(40), JWT_PUBLIC_KEY_FILE: '/a.pem' })).toThrow('keep one');
});

it('[CFG2] refuses a metrics token that no header can carry, without showing it', () => {
  expect(readGatewayConfig({ METRICS_TOKEN: 'scrape-me' }).metricsToken).toBe('scrape-me');
  expect(() => readGatewayConfig({ METRICS_TOKEN: 'hộp đen' })).toThrow(/^METRICS_TOKEN=\(hidden\) must be/);
});

it('[OPS12] has test events everywhere but in production, unless TEST_EVENTS says otherwise', () => {
  const JWT_SECRET = 'a secret of the house, long enough';
  const testEvents = (env: Record<string, string>) => readGatewayConfig({ JWT_SECRET, ...env }).testEvents;

  expect([testEvents({}), testEvents({ TEST_EVENTS: '' }), testEvents({ TEST_EVENTS: 'off' })]).toEqual([
    true,
    true,
    false,
  ]);
  expect(testEvents({ NODE_ENV: 'production' })).toBe(false);
  expect(testEvents({ NODE_ENV: 'production', TEST_EVENTS: 'on' })).toBe(true);
});

it.each([{ HOST: '0.0.0.0' }, { HOST: '192.168.1.5' }, { HOST: '127.evil.example' }, { NODE_ENV: 'production' }])(
  '[CFG3] refuses the demo secret with %o',
  (env) => {
    expect(() => readGatewayConfig(env)).toThrow(/^JWT_SECRET=demo-jwt-secret-not-for-production is the demo secret/);
    expect(() => readGatewayConfig({ ...env, JWT_SECRET: 'a secret of the house, long enough' })).not.toThrow();
  },
);

it('[CFG4] never plans more streams than the open-file limit leaves', () => {
  expect(readGatewayConfig({}, { openFileLimit: 1024 }).maxConnections).toBe(512);
  expect(readGatewayConfig({ MAX_CONNECTIONS: '100' }, { openFileLimit: 1024 }).maxConnections).toBe(100);
  expect(readGatewayConfig({}, { openFileLimit: null }).maxConnections).toBe(20_000);
});
