import { readGatewayConfig } from '@vppos/gateway';
import { describe, expect, it } from 'vitest';
import { ConfigError, readBackendConfig, urlOf } from './config.ts';

const read = (env: Record<string, string>) => readBackendConfig(env, '/data');

describe('readBackendConfig', () => {
  it('has a default for everything', () => {
    expect(read({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      dataDir: '/data',
      accessTokenTtlS: 900,
      gatewayUrl: null,
      secureCookies: false,
      logLevel: 'info',
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
    const own = { JWT_SECRET: 'x'.repeat(32), PAYOS_CHECKSUM_KEY: 'y'.repeat(32) };

    expect(() => read(where)).toThrow('JWT_SECRET and PAYOS_CHECKSUM_KEY');
    expect(() => read({ ...where, JWT_SECRET: own.JWT_SECRET })).toThrow('PAYOS_CHECKSUM_KEY still');
    expect(() => read({ ...where, ...own })).not.toThrow();
  });

  it('[LOGIN7] refuses a public key for the tokens that it signs with a secret', () => {
    expect(() => read({ JWT_PUBLIC_KEY_FILE: '/keys/gateway.pem' })).toThrow('JWT_PUBLIC_KEY_FILE=/keys/gateway.pem');
  });

  it('[LOGIN7] sends the cookie only over TLS anywhere but on loopback', () => {
    const own = { JWT_SECRET: 'x'.repeat(32), PAYOS_CHECKSUM_KEY: 'y'.repeat(32) };

    expect(read({ ...own, HOST: '0.0.0.0' }).secureCookies).toBe(true);
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
