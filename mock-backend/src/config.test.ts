import { readGatewayConfig } from '@vppos/gateway';
import { describe, expect, it } from 'vitest';
import { ConfigError, readBackendConfig, urlOf } from './config.ts';

const read = (env: Record<string, string>) => readBackendConfig(env, '/data');
const own = {
  JWT_SECRET: 'x'.repeat(32),
  PAYOS_CHECKSUM_KEY: 'y'.repeat(32),
  SEPAY_WEBHOOK_SECRET: 'z'.repeat(32),
};

describe('readBackendConfig', () => {
  it('has a default for everything', () => {
    expect(read({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      dataDir: '/data',
      accessTokenTtlS: 900,
      gatewayUrl: null,
      secureCookies: false,
      demoData: 'small',
      logLevel: 'info',
      reconcileMs: 60_000,
    });
    expect(read({}).allowedOrigins).toContain('http://127.0.0.1:3000');
  });

  it.each([
    { PORT: 'http' },
    { PORT: '70000' },
    { ACCESS_TOKEN_TTL_S: '0' },
    { GATEWAY_URL: 'gateway:4001x' },
    { ALLOWED_ORIGINS: 'http://a.example/path' },
    { ALLOWED_ORIGINS: '*' },
    { LOG_LEVEL: 'loud' },
    { DEMO_DATA: 'huge' },
    { RECONCILE_MS: '-1' },
    { RECONCILE_MS: '500' },
    { SEPAY_API_URL: 'http://bank.example' },
    { SEPAY_API_URL: 'bank' },
  ])('refuses %o and names variable and value', (env) => {
    const [name = '', value = ''] = Object.entries(env)[0] ?? [];

    expect(() => read(env)).toThrow(ConfigError);
    expect(() => read(env)).toThrow(name);
    expect(() => read(env)).toThrow(value);
  });

  it('refuses a short secret without repeating it', () => {
    expect(() => read({ JWT_SECRET: 'short' })).toThrow(/^JWT_SECRET has 5 characters/);
  });

  it.each([{ HOST: '0.0.0.0' }, { NODE_ENV: 'production' }])('[LOGIN7] refuses the demo secrets with %o', (where) => {
    expect(() => read(where)).toThrow('JWT_SECRET and PAYOS_CHECKSUM_KEY and SEPAY_WEBHOOK_SECRET');
    expect(() => read({ ...where, ...own, SEPAY_WEBHOOK_SECRET: '' })).toThrow('SEPAY_WEBHOOK_SECRET still');
    expect(() => read({ ...where, ...own })).not.toThrow();
  });

  it('[DEMO2] has no demo shops in production, whose passwords everybody knows, and refuses to be asked for them', () => {
    const production = { ...own, NODE_ENV: 'production' };

    expect(read(production).demoData).toBe('none');
    expect(read({ DEMO_DATA: 'none' }).demoData).toBe('none');
    for (const DEMO_DATA of ['small', 'large']) {
      expect(() => read({ ...production, DEMO_DATA })).toThrow(`DEMO_DATA=${DEMO_DATA} is refused in production`);
      expect(read({ DEMO_DATA }).demoData).toBe(DEMO_DATA);
    }
  });

  it('[LOGIN7] refuses a public key for the tokens that it signs with a secret', () => {
    expect(() => read({ JWT_PUBLIC_KEY_FILE: '/keys/gateway.pem' })).toThrow('JWT_PUBLIC_KEY_FILE=/keys/gateway.pem');
  });

  it('[LOGIN7] sends the cookie only over TLS anywhere but on loopback', () => {
    expect(read({ ...own, HOST: '0.0.0.0' }).secureCookies).toBe(true);
  });

  it("[BANK24] plays the bank only where every secret is the demonstration's", () => {
    expect(read({})).toMatchObject({ isDemo: true, bankList: { kind: 'mock' } });
    for (const [name, secret] of Object.entries(own)) {
      expect(read({ [name]: secret })).toMatchObject({ isDemo: false, bankList: null });
    }
    expect(read({ ...own, HOST: '0.0.0.0' })).toMatchObject({ isDemo: false, bankList: null });
  });

  it('[BANK22] reads the list of SePay where it has a token for it', () => {
    const sepay = { kind: 'sepay', url: 'https://my.sepay.vn', token: 'secret' };

    expect(read({ SEPAY_API_TOKEN: ' secret ' }).bankList).toEqual(sepay);
    expect(read({ SEPAY_API_TOKEN: 'secret', SEPAY_API_URL: 'http://127.0.0.1:9/' }).bankList).toEqual({
      ...sepay,
      url: 'http://127.0.0.1:9',
    });
  });

  it('knows how to reach itself', () => {
    expect(urlOf('127.0.0.1', 4000)).toBe('http://127.0.0.1:4000');
    expect(urlOf('0.0.0.0', 1)).toBe('http://127.0.0.1:1');
    expect(urlOf('::1', 1)).toBe('http://[::1]:1');
  });
});

it('[LOGIN7] reads a secret as the gateway does, so that spaces around it neither part the two nor hide a demo secret', () => {
  const spaced = { JWT_SECRET: ' a-secret-of-our-own-1234 ', PAYOS_CHECKSUM_KEY: ' demo-payos-checksum-key ' };

  const key = readGatewayConfig(spaced).jwt.key;

  expect(key).toEqual({ kind: 'secret', secret: readBackendConfig(spaced, '.').jwtSecret });
  expect(() => readBackendConfig({ ...spaced, HOST: '0.0.0.0' }, '.')).toThrow('PAYOS_CHECKSUM_KEY');
});
