import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callApi, logIn, ORIGIN, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.stop());

const cookieOf = (headers: Headers): string => headers.getSetCookie()[0]?.split(';')[0] ?? '';
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** Tries a wrong password and lets the time of its delay pass. */
async function tryWrong(username = 'thungan1') {
  const answer = logIn(shop.url, username, 'wrong');
  let settled = false;
  void answer.finally(() => {
    settled = true;
  });
  await vi.waitFor(() => {
    // Only the delay's timer: the relay waits for nothing in these tests.
    if (shop.clock.pending() > 0) shop.clock.advance(2000);
    expect(settled).toBe(true);
  });
  return answer;
}

describe('login', () => {
  it('[LOGIN1] gives a right name and password an access token, the user, the session and the refresh cookie', async () => {
    const { status, body, headers } = await logIn(shop.url, 'thungan1');

    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      expires_in: 900,
      user: { id: 1, name: 'Nguyễn Thị Lan', company_id: 1, roles: ['cashier'] },
      sid: expect.any(String),
    });
    expect(claimsOf(body.access_token)).toMatchObject({
      sub: '1',
      company_id: 1,
      sid: body.sid,
      roles: ['cashier'],
      iss: 'vppos',
      aud: 'vppos-realtime',
      exp: Math.floor(shop.clock.now() / 1000) + 900,
    });
    const cookie = headers.getSetCookie()[0];
    expect(cookie).toMatch(
      /^vppos_refresh=[A-Za-z0-9_-]{43}; Max-Age=604800; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['thungan2', { id: 2, company_id: 1, roles: ['cashier'] }],
    ['quanly1', { id: 3, company_id: 1, roles: ['admin'] }],
    ['thungan3', { id: 4, company_id: 2, roles: ['cashier'] }],
  ])('[LOGIN1] knows %s', async (username, user) => {
    expect((await logIn(shop.url, username)).body.user).toMatchObject(user);
  });

  it('[LOGIN2] answers a wrong password and an unknown name alike', async () => {
    const wrong = await tryWrong('thungan1');
    const unknown = await tryWrong('nobody');

    expect(wrong.status).toBe(401);
    expect(unknown).toMatchObject({ status: 401, body: wrong.body });
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
  });

  it('[LOGIN3] refuses a name from one address after five wrong passwords, says for how long, and lets others in', async () => {
    for (let n = 0; n < 5; n += 1) expect((await tryWrong()).status).toBe(401);

    const refused = await logIn(shop.url, 'thungan1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await logIn(shop.url, 'thungan2')).status).toBe(200);

    shop.clock.advance(60_000);
    expect((await logIn(shop.url, 'thungan1')).status).toBe(200);
  });

  it('[LOGIN4] lets only pages of the till log in, refresh and log out', async () => {
    const body = { username: 'thungan1', password: 'demo1234' };
    for (const path of ['login', 'refresh', 'logout']) {
      for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' }] as Record<string, string>[]) {
        const { status } = await callApi(shop.url, { method: 'POST', path: `/api/v1/auth/${path}`, body, headers });
        expect(status).toBe(403);
      }
    }
  });

  it('[LOGIN4] takes nothing but JSON, as a form of another page cannot send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const headers = { origin: ORIGIN, 'content-type': type };
      const { status } = await callApi(shop.url, {
        method: 'POST',
        path: '/api/v1/auth/login',
        body: '{"username":"thungan1","password":"demo1234"}',
        headers,
      });
      expect(status).toBe(415);
    }
  });

  it('[LOGIN5] ends the session at logout: its cookie, its access token and its streams', async () => {
    const login = await logIn(shop.url, 'thungan1');
    const cookie = cookieOf(login.headers);
    const headers = { origin: ORIGIN, cookie };

    const logout = await shop.call('POST', '/api/v1/auth/logout', { body: { sid: login.body.sid }, headers });

    expect(logout.status).toBe(204);
    expect(logout.headers.getSetCookie()[0]).toMatch(/^vppos_refresh=; .*Expires=Thu, 01 Jan 1970/);
    expect((await shop.call('GET', '/api/v1/products', { token: login.body.access_token })).status).toBe(401);
    expect((await shop.call('POST', '/api/v1/auth/refresh', { body: { sid: login.body.sid }, headers })).status).toBe(
      401,
    );
    await shop.gateway.untilRevoked(1);
    expect(shop.gateway.revoked).toEqual([login.body.sid]);
  });

  it("[LOGIN5] does not end another session's login: 409, and that session goes on", async () => {
    const [first, second] = [await logIn(shop.url, 'thungan1'), await logIn(shop.url, 'thungan2')];
    const headers = { origin: ORIGIN, cookie: cookieOf(second.headers) };

    const logout = await shop.call('POST', '/api/v1/auth/logout', { body: { sid: first.body.sid }, headers });

    expect(logout.status).toBe(409);
    expect(logout.headers.getSetCookie()).toEqual([]);
    expect((await shop.call('GET', '/api/v1/products', { token: second.body.access_token })).status).toBe(200);
  });

  it('[LOGIN6] refuses a token that is missing, expired, forged, unsigned or for somebody else', async () => {
    const { body } = await logIn(shop.url, 'thungan1');
    const sign = (key: string, audience = 'vppos-realtime') =>
      new SignJWT({ company_id: 1, sid: body.sid, roles: ['cashier'] })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('1')
        .setIssuer('vppos')
        .setAudience(audience)
        .setExpirationTime(Math.floor(shop.clock.now() / 1000) + 60)
        .sign(new TextEncoder().encode(key));
    const right = 'demo-jwt-secret-not-for-production';
    const [, payload] = body.access_token.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const read = async (token?: string) =>
      (await shop.call('GET', '/api/v1/products', token === undefined ? {} : { token })).status;

    expect(await read(await sign(right))).toBe(200);
    expect(await read()).toBe(401);
    expect(await read('x')).toBe(401);
    expect(await read(unsigned)).toBe(401);
    expect(await read(await sign('another-secret-of-32-characters!'))).toBe(401);
    expect(await read(await sign(right, 'another-audience'))).toBe(401);
    shop.clock.advance(901_000);
    expect(await read(body.access_token)).toBe(401);
  });

  it('[LOGIN8] stores neither a password nor a refresh token, only their hashes', async () => {
    const login = await logIn(shop.url, 'thungan1');
    const refreshToken = cookieOf(login.headers).split('=')[1] ?? '';

    const users = shop.backend.db.all<{ password_hash: string }>('SELECT password_hash FROM users');
    const tokens = JSON.stringify(shop.backend.db.all('SELECT * FROM refresh_tokens'));

    expect(users.every(({ password_hash }) => password_hash.startsWith('scrypt$'))).toBe(true);
    expect(new Set(users.map(({ password_hash }) => password_hash)).size).toBe(users.length);
    expect(tokens).not.toContain(refreshToken);
  });

  it('names every wrong field of a body', async () => {
    const { status, body } = await shop.call('POST', '/api/v1/auth/login', {
      body: { username: 1 },
      headers: { origin: ORIGIN },
    });

    expect(status).toBe(400);
    expect(body.errors.map((error: { path: string }) => error.path)).toEqual(['username', 'password']);
  });
});

it('[DEMO2] knows nobody where there is no demo data', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vppos-empty-'));
  const empty = await startShop({ env: { DEMO_DATA: 'none' }, dataDir });

  expect(empty.backend.db.get('SELECT count(*) AS users FROM users')).toEqual({ users: 0 });
  await empty.stop();
});
