import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeClock } from '@vppos/core/testing';
import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, it } from 'vitest';
import { createTokenVerifier, DEMO_JWT_SECRET, type JwtKeyConfig } from '../src/index.ts';
import { tempDir } from './testing/tempDir.ts';
import { startTestGateway, testConfig } from './testing/testGateway.ts';
import { cashierToken, serviceToken, signToken } from './testing/tokens.ts';

const verifierOf = (key: JwtKeyConfig, clock = fakeClock(Date.now())) =>
  createTokenVerifier({ jwt: { ...testConfig().jwt, key } }, clock);
const demo = verifierOf({ kind: 'secret', secret: DEMO_JWT_SECRET });
const nowS = () => Math.floor(Date.now() / 1000);

it('[AUTH1] reads the claims of a valid token', async () => {
  const exp = nowS() + 100;

  expect(await demo.verify(await cashierToken({}, { exp }))).toEqual({
    ok: true,
    claims: { userId: '7', companyId: 1, sessionId: 's7', roles: ['cashier'], expiresAt: exp * 1000 },
  });
  expect(await demo.verify(await serviceToken())).toMatchObject({
    ok: true,
    claims: { companyId: null, sessionId: null },
  });
});

it('[AUTH1] refuses what is not signed by its key, for it, now, with every claim', async () => {
  const claims = { sub: '7', company_id: 1, sid: 's7', roles: ['cashier'] };
  const key = new TextEncoder().encode(DEMO_JWT_SECRET);
  const withoutExp = new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('vppos')
    .setAudience('vppos-realtime');
  const unsigned = new UnsecuredJWT(claims)
    .setIssuer('vppos')
    .setAudience('vppos-realtime')
    .setExpirationTime('1h')
    .encode();
  const tokens = {
    BAD_SIGNATURE: [await cashierToken({}, { secret: 'another secret of the same length' })],
    EXPIRED: [await cashierToken({}, { exp: nowS() - 1 })],
    NOT_YET_VALID: [await cashierToken({ nbf: nowS() + 60 })],
    BAD_CLAIMS: [
      await cashierToken({}, { issuer: 'else' }),
      await cashierToken({}, { audience: 'else' }),
      await withoutExp.sign(key),
      await signToken({ sub: '7', sid: 's7', roles: ['cashier'] }),
      await signToken({ sub: '7', company_id: 1, roles: ['cashier'] }),
      await cashierToken({ sub: 7 }),
      await cashierToken({ company_id: '1' }),
      await cashierToken({ roles: 'service' }),
    ],
    MALFORMED: [unsigned, '', 'a.b.c', 'x'.repeat(10_000)],
  };

  for (const [code, list] of Object.entries(tokens)) {
    for (const token of list) expect(await demo.verify(token)).toEqual({ ok: false, code });
  }
});

const PAIRS: [string, { publicKey: KeyObject; privateKey: KeyObject }][] = [
  ['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['EdDSA', generateKeyPairSync('ed25519')],
];

it.each(PAIRS)('[AUTH2] accepts %s by its public key file, and no other algorithm with it', async (alg, pair) => {
  const file = join(tempDir(), 'key.pem');
  const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  writeFileSync(file, pem);
  const verifier = verifierOf({ kind: 'publicKey', file });
  const signed = await new SignJWT({ sub: '7', company_id: 1, sid: 's', roles: ['cashier'] })
    .setProtectedHeader({ alg })
    .setIssuer('vppos')
    .setAudience('vppos-realtime')
    .setExpirationTime('1h')
    .sign(pair.privateKey);

  expect((await verifier.verify(signed)).ok).toBe(true);
  // The public key as an HMAC secret: the oldest confusion there is.
  expect(await verifier.verify(await cashierToken({}, { secret: pem }))).toEqual({ ok: false, code: 'MALFORMED' });
});

it('[AUTH2] refuses at start a key file that is missing or of another kind', () => {
  const file = join(tempDir(), 'key.pem');
  expect(() => verifierOf({ kind: 'publicKey', file })).toThrow(`JWT_PUBLIC_KEY_FILE=${file} cannot be read`);

  writeFileSync(
    file,
    generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ type: 'spki', format: 'pem' }),
  );
  expect(() => verifierOf({ kind: 'publicKey', file })).toThrow('must hold an RSA, P-256 or Ed25519 public key');
});

it('[AUTH3] answers 401 with a problem on every endpoint that reads or writes, never taking a token from the URL', async () => {
  const { url } = await startTestGateway();
  const token = await cashierToken();
  const paths = ['/stream', '', '/stats', '/connections', `/stream?token=${token}&access_token=${token}`];

  for (const path of paths) {
    const response = await fetch(`${url}/api/v1/events${path}`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ title: 'Unauthorized', status: 401 });
  }
  expect((await fetch(`${url}/api/v1/events`, { method: 'POST' })).status).toBe(401);
});
