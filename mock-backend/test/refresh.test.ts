import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Answer, logIn, ORIGIN, type Shop, startShop } from './testing/startShop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.stop());

const cookieOf = ({ headers }: Answer): string => headers.getSetCookie()[0]?.split(';')[0] ?? '';
const refresh = (sid: string, cookie: string): Promise<Answer> =>
  shop.call('POST', '/api/v1/auth/refresh', {
    body: { sid },
    headers: { origin: ORIGIN, ...(cookie === '' ? {} : { cookie }) },
  });

async function signIn(username = 'thungan1') {
  const login = await logIn(shop.url, username);
  return { sid: login.body.sid as string, cookie: cookieOf(login), token: login.body.access_token as string };
}

it('[REFRESH1] answers like a login, with a new access token and the next cookie', async () => {
  const { sid, cookie, token } = await signIn();

  const answer = await refresh(sid, cookie);

  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    access_token: expect.any(String),
    expires_in: 900,
    user: { id: 1, name: 'Nguyễn Thị Lan', company_id: 1, roles: ['cashier'] },
    sid,
  });
  expect(answer.body.access_token).not.toBe(token);
  expect(cookieOf(answer)).not.toBe(cookie);
  expect((await refresh(sid, cookieOf(answer))).status).toBe(200);
});

it('[REFRESH2] gives two tabs that refresh at once the same successor', async () => {
  const { sid, cookie } = await signIn();

  const answers = await Promise.all([refresh(sid, cookie), refresh(sid, cookie), refresh(sid, cookie)]);

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(new Set(answers.map(cookieOf)).size).toBe(1);
  expect((await refresh(sid, cookieOf(answers[0] as Answer))).status).toBe(200);
});

it('[REFRESH2] gives the same successor for 30 s after an answer was lost', async () => {
  const { sid, cookie } = await signIn();
  const first = await refresh(sid, cookie);

  shop.clock.advance(30_000);
  const again = await refresh(sid, cookie);

  expect(cookieOf(again)).toBe(cookieOf(first));
});

it('[REFRESH3] revokes the session when a replaced token comes back later', async () => {
  const { sid, cookie } = await signIn();
  const next = await refresh(sid, cookie);

  shop.clock.advance(30_001);
  const reuse = await refresh(sid, cookie);

  expect(reuse.status).toBe(401);
  expect((await refresh(sid, cookieOf(next))).status).toBe(401);
  expect((await shop.call('GET', '/api/v1/products', { token: next.body.access_token })).status).toBe(401);
  await shop.gateway.untilRevoked(1);
  expect(shop.gateway.revoked).toEqual([sid]);
});

it('[REFRESH3] revokes the session when the token before the last comes back, however soon', async () => {
  const { sid, cookie } = await signIn();
  const second = await refresh(sid, cookie);
  await refresh(sid, cookieOf(second));

  expect((await refresh(sid, cookie)).status).toBe(401);
  expect((await refresh(sid, cookieOf(second))).status).toBe(401);
});

it("[REFRESH4] answers 409 to another session's cookie and leaves that session alone", async () => {
  const first = await signIn('thungan1');
  const second = await signIn('thungan3');

  const answer = await refresh(first.sid, second.cookie);

  expect(answer.status).toBe(409);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect((await refresh(second.sid, second.cookie)).body.user.company_id).toBe(2);
});

it('[REFRESH5] answers 401 without a cookie, or with one it never gave out', async () => {
  const { sid } = await signIn();

  expect((await refresh(sid, '')).status).toBe(401);
  expect((await refresh(sid, 'vppos_refresh=AAAA')).status).toBe(401);
});

it('[REFRESH6] ends a login after seven days, however often it was refreshed', async () => {
  const { sid, cookie } = await signIn();
  shop.clock.advance(7 * 24 * 3_600_000 - 1);
  const last = await refresh(sid, cookie);
  expect(last.status).toBe(200);

  shop.clock.advance(1);

  expect((await refresh(sid, cookieOf(last))).status).toBe(401);
  expect((await shop.call('GET', '/api/v1/products', { token: last.body.access_token })).status).toBe(401);
});

it('[REFRESH7] keeps a login over a restart of the backend', async () => {
  const { sid, cookie, token } = await signIn();

  await shop.restart();

  expect((await shop.call('GET', '/api/v1/products', { token })).status).toBe(200);
  expect((await refresh(sid, cookie)).status).toBe(200);
});
