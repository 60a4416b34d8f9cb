// @vitest-environment node
import { fakeClock } from '@vppos/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LOGOUT_ATTEMPTS } from './farewell.ts';
import type { Session } from './session.types.ts';
import type { SessionMessage } from './sessionChannel.ts';
import { createFakeAuthServer } from './testing/fakeAuthServer.ts';
import { createFakeBrowser } from './testing/fakeBrowser.ts';
import { settle } from './testing/settle.ts';

function setUp() {
  const clock = fakeClock();
  const server = createFakeAuthServer(clock);
  const browser = createFakeBrowser(clock, server.openBrowser());
  return { clock, server, browser };
}

let world = setUp();
beforeEach(() => {
  world = setUp();
});

/** A started tab whose user has typed the login. */
async function signedInTab(username = 'thungan1') {
  const tab = world.browser.openTab();
  const stop = tab.session.start();
  await tab.session.login(username, 'demo1234');
  return { ...tab, stop };
}

/** A started tab that finds the browser's login. */
async function restoredTab() {
  const tab = world.browser.openTab();
  const stop = tab.session.start();
  await settle();
  return { ...tab, stop };
}

const sidOf = ({ session }: { session: Session }): string => {
  const state = session.state();
  return state.status === 'signedIn' ? state.sid : '';
};

const statusOf = (tab: { session: { state(): { status: string; reason?: string } } }) => {
  const { status, reason } = tab.session.state();
  return reason === undefined ? status : `${status}: ${reason}`;
};

describe('login', () => {
  it('[SESS1] keeps the sid and the till in the browser, and never a token', async () => {
    const tab = await signedInTab();

    const token = await tab.session.accessToken();
    const kept = [...world.browser.storage.entries.keys()].sort();
    expect(kept).toEqual(['vppos.sid', 'vppos.till_id', 'vppos.user']);
    expect(token.ok).toBe(true);
    expect(JSON.stringify([...world.browser.storage.entries])).not.toContain('token');
  });

  it('[SESS2] tells the page who is signed in, at which till, without a token', async () => {
    const tab = await signedInTab();

    expect(tab.told).toEqual([{ id: 1, name: 'Lan', company_id: 1, roles: ['cashier'], till_id: 'quay-7f3a' }]);
  });

  it('[SESS2] leaves out a role this build does not know', async () => {
    const tab = await signedInTab('thungan2');

    expect(tab.told[0]).toMatchObject({ roles: ['cashier'] });
  });

  it('[SESS3] says why it was refused', async () => {
    const { session } = world.browser.openTab();
    session.start();
    const refusals: unknown[] = [await session.login('thungan1', 'nope')];
    for (const answer of [
      () => new Response('{}', { status: 429, headers: { 'retry-after': '7' } }),
      () => new Response('<html>', { status: 502 }),
      () => null,
      () => new Response('{}', { status: 422 }),
      () => new Response('{"access_token":1}', { status: 200 }),
    ]) {
      const stop = world.server.answerWith('/login', answer);
      refusals.push(await session.login('thungan1', 'demo1234'));
      stop();
    }

    expect(refusals).toEqual([
      { ok: false, code: 'WRONG_PASSWORD' },
      { ok: false, code: 'TOO_MANY_ATTEMPTS', retryAfterMs: 7000 },
      { ok: false, code: 'OFFLINE' },
      { ok: false, code: 'OFFLINE' },
      { ok: false, code: 'REFUSED' },
      { ok: false, code: 'REFUSED' },
    ]);
    expect(session.state()).toEqual({ status: 'signedOut' });
  });

  it('[SESS3] counts a login that nobody answers within 10 s as offline', async () => {
    const { session } = world.browser.openTab();
    session.start();
    const path = vi.fn(() => new Promise<Response>(() => undefined));
    const hung = createFakeBrowser(world.clock, (_path, init) => {
      init.signal?.addEventListener('abort', () => path.mockClear());
      return Promise.race([
        path(),
        new Promise<never>((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted')))),
      ]);
    }).openTab().session;
    const answer = hung.login('thungan1', 'demo1234');
    await settle();

    world.clock.advance(10_000);

    expect(await answer).toEqual({ ok: false, code: 'OFFLINE' });
  });
});

describe('boot', () => {
  it('[SESS4] restores the login of the browser', async () => {
    await signedInTab();

    const tab = world.browser.openTab();
    tab.session.start();
    const atOnce = statusOf(tab);
    await settle();

    expect([atOnce, statusOf(tab)]).toEqual(['restoring', 'signedIn']);
  });

  it('[SESS4] asks nobody when there is no login to restore', async () => {
    const tab = await restoredTab();

    expect(statusOf(tab)).toBe('signedOut');
    expect(world.server.requests).toEqual([]);
  });

  it('[SESS4] is signed out when the server no longer knows the login, and forgets it', async () => {
    world.browser.storage.set('vppos.sid', 'long-gone');

    const tab = await restoredTab();

    expect(statusOf(tab)).toBe('signedOut: expired');
    expect(world.browser.storage.get('vppos.sid')).toBeNull();
  });

  it('[SESS5] keeps trying while nobody answers, and never calls that a logout', async () => {
    await signedInTab();
    world.browser.storage.remove('vppos.user');
    const recover = world.server.answerWith('/refresh', () => null);

    const tab = await restoredTab();
    const waits: unknown[] = [];
    for (const waitMs of [1000, 2000, 4000]) {
      waits.push(tab.session.state());
      world.clock.advance(waitMs);
      await settle();
    }
    recover();
    world.clock.advance(8000);
    await settle();

    const start = world.clock.now() - 15_000;
    expect(waits).toEqual([
      { status: 'offline', retryAt: start + 1000 },
      { status: 'offline', retryAt: start + 3000 },
      { status: 'offline', retryAt: start + 7000 },
    ]);
    expect(statusOf(tab)).toBe('signedIn');
  });

  it('[SESS5] tries at once when the network or the cashier comes back', async () => {
    await signedInTab();
    const recover = world.server.answerWith('/refresh', () => new Response('', { status: 503 }));
    const tab = await restoredTab();
    recover();

    tab.comeBack();
    await settle();

    expect(statusOf(tab)).toBe('signedIn');
  });

  it('[SESS4] is of the login that another tab has just made', async () => {
    const other = await signedInTab();
    world.browser.storage.set('vppos.sid', 'the-one-before');
    const tab = world.browser.openTab();
    tab.session.start();
    world.browser.storage.set('vppos.sid', 'sid-1');
    await settle();

    expect([statusOf(tab), statusOf(other)]).toEqual(['signedIn', 'signedIn']);
  });

  it('[SESS4] sends one refresh when it is started, stopped and started in one moment', async () => {
    await signedInTab();
    const tab = world.browser.openTab();

    tab.session.start()();
    tab.session.start();
    await settle();

    expect(world.server.count('/refresh')).toBe(1);
    expect(statusOf(tab)).toBe('signedIn');
  });
});

describe('a boot without a network', () => {
  const lan = { id: 1, name: 'Lan', company_id: 1, roles: ['cashier'], till_id: 'quay-7f3a' };

  /** A tab that finds the browser's login, but no server; `recover` brings the server back. */
  async function offlineTab() {
    await signedInTab();
    const recover = world.server.answerWith('/refresh', () => null);
    return { ...(await restoredTab()), recover };
  }

  it('[SESS25] knows whose the login was, and tells the page', async () => {
    const tab = await offlineTab();

    expect(tab.session.state()).toMatchObject({ status: 'offline', user: lan });
    expect(tab.told).toEqual([lan]);
  });

  it('[SESS25] knows nobody by what another login left, or by what cannot be read', async () => {
    await signedInTab();
    const kept = world.browser.storage.get('vppos.user') ?? '';
    world.server.answerWith('/refresh', () => null);

    for (const wrong of [kept.replace('sid-1', 'sid-9'), '{"sid":"sid-1","user":{"id":"x"}}', 'nonsense']) {
      world.browser.storage.set('vppos.user', wrong);
      const tab = await restoredTab();
      expect(tab.session.state()).not.toHaveProperty('user');
      expect(tab.told).toEqual([]);
      tab.stop();
    }
  });

  it('[SESS25] keeps who is known while it tries again, and forgets them at the logout', async () => {
    const tab = await offlineTab();
    world.clock.advance(1000);
    await settle();
    expect(tab.session.state()).toMatchObject({ status: 'offline', user: lan });

    void tab.session.logout();

    expect(world.browser.storage.get('vppos.user')).toBeNull();
    expect(tab.told.slice(1)).toEqual(['cleared', null]);
  });

  it('[SESS26] answers requests at once with OFFLINE, and asks nobody for a token', async () => {
    const tab = await offlineTab();
    const asked = world.server.count('/refresh');

    await expect(tab.session.fetch('/api/v1/orders')).rejects.toMatchObject({ code: 'OFFLINE' });
    const token = await tab.session.accessToken();

    expect(token).toEqual({ ok: false, code: 'OFFLINE' });
    expect(world.server.count('/refresh')).toBe(asked);
  });

  it('[SESS27] goes on by itself as the same user when the server is back, which is told to nobody twice', async () => {
    const tab = await offlineTab();
    const shown = tab.session.state();
    tab.recover();

    tab.comeBack();
    await settle();

    const state = tab.session.state();
    expect(statusOf(tab)).toBe('signedIn');
    expect('user' in state && 'user' in shown && state.user === shown.user).toBe(true);
    expect(tab.told).toEqual([lan]);
  });

  it('[SESS27] leaves with the reason when the login is over', async () => {
    const tab = await offlineTab();
    tab.recover();
    world.server.endSession('sid-1');

    tab.comeBack();
    await settle();

    expect(statusOf(tab)).toBe('signedOut: expired');
    expect(tab.told).toEqual([lan, 'cleared', null]);
  });

  it('[SESS25] waits 3 s for a server that does not answer, no longer', async () => {
    await signedInTab();
    world.server.answerWith('/refresh', () => new Promise<Response>(() => undefined));
    const tab = await restoredTab();

    world.clock.advance(2999);
    const before = statusOf(tab);
    world.clock.advance(1);

    expect([before, statusOf(tab)]).toEqual(['restoring', 'offline']);
  });
});

describe('refresh', () => {
  it('[SESS6] is one request, however many ask', async () => {
    const { session } = await signedInTab();

    const tokens = await Promise.all([session.refresh(), session.refresh(), session.refresh()]);

    expect(world.server.count('/refresh')).toBe(1);
    expect(new Set(tokens.map((token) => JSON.stringify(token))).size).toBe(1);
  });

  it('[SESS7] leaves both of two tabs signed in that refresh at once', async () => {
    const first = await signedInTab();
    const second = await restoredTab();

    const results = await Promise.all([first.session.refresh(), second.session.refresh()]);

    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    expect([statusOf(first), statusOf(second)]).toEqual(['signedIn', 'signedIn']);
  });

  it('[SESS8] comes 60 s before the token expires', async () => {
    await signedInTab();

    world.clock.advance(839_999);
    await settle();
    const before = world.server.count('/refresh');
    world.clock.advance(1);
    await settle();

    expect([before, world.server.count('/refresh')]).toEqual([0, 1]);
  });

  it('[SESS8] comes at half the life of a token that lives shorter than two minutes', async () => {
    world.server.tokenTtlS = 20;
    await signedInTab();

    world.clock.advance(9999);
    await settle();
    const before = world.server.count('/refresh');
    world.clock.advance(1);
    await settle();

    expect([before, world.server.count('/refresh')]).toEqual([0, 1]);
  });

  it('[SESS9] keeps the login when nobody answers or the server is in trouble', async () => {
    const tab = await signedInTab();
    const results: unknown[] = [];
    for (const answer of [() => null, () => new Response('', { status: 503 }), () => new Response('<html>')]) {
      const stop = world.server.answerWith('/refresh', answer);
      results.push(await tab.session.refresh());
      stop();
    }

    expect(results).toEqual(Array(3).fill({ ok: false, code: 'OFFLINE' }));
    expect(statusOf(tab)).toBe('signedIn');
  });

  it('[SESS9] goes on with the token at hand while it is still good', async () => {
    const { session } = await signedInTab();
    world.server.answerWith('/refresh', () => null);

    world.clock.advance(850_000);
    const whileGood = await session.accessToken();
    world.clock.advance(50_000);
    const afterwards = await session.accessToken();

    expect(whileGood).toMatchObject({ ok: true });
    expect(afterwards).toEqual({ ok: false, code: 'OFFLINE' });
  });

  it('[SESS10] signs out when the server no longer knows the login', async () => {
    const tab = await signedInTab();
    world.server.endSession('sid-1');

    const result = await tab.session.refresh();

    expect(result).toEqual({ ok: false, code: 'SIGNED_OUT' });
    expect(statusOf(tab)).toBe('signedOut: expired');
    expect(tab.told.slice(1)).toEqual(['cleared', null]);
  });

  it('[SESS11] leaves when the cookie is somebody else’s, and touches neither it nor their login', async () => {
    const tab = await signedInTab();
    // A browser without BroadcastChannel: nobody told this tab.
    const other = world.browser.openTab({
      openChannel: () => ({ post: () => undefined, listen: () => () => undefined, close: () => undefined }),
    });
    other.session.start();
    await settle();
    await other.session.login('thungan2', 'demo1234');
    const sid = world.browser.storage.get('vppos.sid');

    await tab.session.refresh();

    expect(statusOf(tab)).toBe('signedOut: otherUser');
    expect(world.browser.storage.get('vppos.sid')).toBe(sid);
    expect(world.server.count('/logout')).toBe(0);
    expect((await other.session.refresh()).ok).toBe(true);
  });

  it('[SESS12] drops an answer that comes after the login has ended, and holds nobody up', async () => {
    const tab = await signedInTab();
    const never = world.server.answerWith('/refresh', () => new Promise<Response>(() => undefined));
    const refreshing = tab.session.refresh();
    await settle();
    never();

    await tab.session.logout();
    await tab.session.login('thungan2', 'demo1234');

    expect(await refreshing).toEqual({ ok: false, code: 'SIGNED_OUT' });
    expect(tab.session.state()).toMatchObject({ status: 'signedIn', user: { id: 2 } });
    // The renewal of the second login, and nothing of the first.
    expect(world.clock.pending()).toBe(1);
  });

  it('[SESS11] leaves when the answer is about another user', async () => {
    const tab = await signedInTab();
    const user = { id: 9, name: 'Hoa', company_id: 1, roles: [] };
    const grant = { access_token: 'of-hoa', expires_in: 900, sid: 'sid-1', user };
    world.server.answerWith('/refresh', () => Response.json(grant));

    const result = await tab.session.refresh();

    expect(result).toEqual({ ok: false, code: 'SIGNED_OUT' });
    expect(statusOf(tab)).toBe('signedOut: otherUser');
  });
});

describe('tabs', () => {
  it('[SESS13] leaves at once when another user signs in in another tab', async () => {
    const first = await signedInTab();
    const second = await restoredTab();
    await second.session.logout();
    const third = await signedInTab('thungan1');

    await second.session.login('thungan2', 'demo1234');

    // The first had gone over to the login of the third.
    expect([statusOf(first), statusOf(third), statusOf(second)]).toEqual([
      'signedOut: otherUser',
      'signedOut: otherUser',
      'signedIn',
    ]);
    expect(await third.session.accessToken()).toEqual({ ok: false, code: 'SIGNED_OUT' });
    expect((await second.session.refresh()).ok).toBe(true);
  });

  it('[SESS13] never sends the tokens of two users after the second one’s login', async () => {
    const first = await signedInTab();
    const second = world.browser.openTab();
    second.session.start();
    await settle();

    await second.session.login('thungan2', 'demo1234');
    const sentBefore = world.server.requests.length;
    const answer = await first.session.fetch('/api/v1/orders');
    world.clock.advance(3_600_000);
    await settle();

    expect(answer.status).toBe(401);
    expect(world.server.requests.slice(sentBefore).filter(({ token }) => token?.includes('thungan1'))).toEqual([]);
  });

  it('[SESS14] goes over to the login of another tab when nobody is signed in in this one', async () => {
    const waiting = await restoredTab();
    const tab = await signedInTab();
    await settle();
    const followed = statusOf(waiting);

    await tab.session.logout();
    await tab.session.login('thungan2', 'demo1234');
    await settle();

    expect(followed).toBe('signedIn');
    expect(waiting.session.state()).toMatchObject({ status: 'signedIn', user: { id: 2 } });
  });

  it('[SESS14] goes over to the new login of the same user', async () => {
    const first = await signedInTab();
    const second = world.browser.openTab();
    second.session.start();
    await settle();

    await second.session.login('thungan1', 'demo1234');
    await settle();
    const renewed = await first.session.refresh();

    expect(renewed.ok).toBe(true);
    expect([statusOf(first), statusOf(second)]).toEqual(['signedIn', 'signedIn']);
  });

  it('[SESS14] goes over to it also when an answer about the old login is under way', async () => {
    const first = await signedInTab();
    const second = await restoredTab();
    let answer: (response: Response) => void = () => undefined;
    const stop = world.server.answerWith(
      '/refresh',
      () =>
        new Promise<Response>((resolve) => {
          answer = resolve;
        }),
    );
    const refreshing = first.session.refresh();
    await settle();
    stop();

    await second.session.login('thungan1', 'demo1234');
    answer(new Response('{}', { status: 409 }));

    expect((await refreshing).ok).toBe(true);
    expect(statusOf(first)).toBe('signedIn');
  });

  it('[SESS15] leaves when the same login was ended in another tab', async () => {
    const first = await signedInTab();
    const second = await restoredTab();

    await second.session.logout();

    expect([statusOf(first), statusOf(second)]).toEqual(['signedOut: logout', 'signedOut: logout']);
    expect(world.server.count('/logout')).toBe(1);
  });

  it('[SESS15] stays when another login was ended', async () => {
    const heard: ((message: SessionMessage) => void)[] = [];
    const tab = world.browser.openTab({
      openChannel: () => ({
        post: () => undefined,
        listen: (listener) => {
          heard.push(listener);
          return () => undefined;
        },
        close: () => undefined,
      }),
    });
    tab.session.start();
    await tab.session.login('thungan1', 'demo1234');

    for (const listener of heard) listener({ kind: 'logout', sid: 'the-one-before' });

    expect(statusOf(tab)).toBe('signedIn');
  });

  it('[SESS16] looks at the browser’s login when the page comes back, as a tab that slept has heard nothing', async () => {
    const silent = {
      openChannel: () => ({ post: () => undefined, listen: () => () => undefined, close: () => undefined }),
    };
    const asleep = world.browser.openTab(silent);
    asleep.session.start();
    await asleep.session.login('thungan1', 'demo1234');
    world.browser.storage.set('vppos.sid', 'of-somebody-else');

    asleep.comeBack();

    expect(statusOf(asleep)).toBe('signedOut: otherUser');
    expect(world.browser.storage.get('vppos.sid')).toBe('of-somebody-else');
  });
});

describe('logout', () => {
  it('[SESS17] has stopped everything on the page before the server is told', async () => {
    const tab = await signedInTab();
    const seen: string[] = [];
    tab.session.subscribe(() => seen.push(`${statusOf(tab)}, ${world.server.count('/logout')} calls`));

    const logout = tab.session.logout();
    const atOnce = [...seen, ...tab.told.slice(1)];
    await logout;

    expect(atOnce).toEqual(['signedOut: logout, 0 calls', 'cleared', null]);
    expect(world.server.isOpen('sid-1')).toBe(false);
    expect(world.browser.storage.get('vppos.sid')).toBeNull();
    expect(world.clock.pending()).toBe(0);
  });

  it('[SESS17] is finished although a listener throws', async () => {
    const tab = await signedInTab();
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    tab.session.subscribe(() => {
      throw new Error('a broken page');
    });

    await tab.session.logout();

    expect(reported).toHaveBeenCalledOnce();
    expect(tab.told.at(-1)).toBeNull();
    vi.unstubAllGlobals();
  });

  it('[SESS18] tells the server again when it did not answer, and gives up in the end', async () => {
    const tab = await signedInTab();
    world.server.answerWith('/logout', () => null);

    await tab.session.logout();
    for (let minute = 0; minute < 10; minute += 1) {
      world.clock.advance(60_000);
      await settle();
    }

    expect(world.server.count('/logout')).toBe(LOGOUT_ATTEMPTS);
    expect(world.clock.pending()).toBe(0);
  });

  it('[SESS18] stops telling it once somebody has signed in in this browser', async () => {
    const tab = await signedInTab();
    const other = world.browser.openTab();
    other.session.start();
    await settle();
    world.server.answerWith('/logout', () => null);
    await tab.session.logout();

    await other.session.login('thungan2', 'demo1234');
    world.clock.advance(60_000);
    await settle();

    expect(world.server.count('/logout')).toBe(1);
    expect(statusOf(other)).toBe('signedIn');
  });

  it('[SESS19] says "revoked" when the server ended the login', async () => {
    const tab = await signedInTab();

    tab.session.endedByServer('another login');
    const afterAnother = statusOf(tab);
    tab.session.endedByServer(sidOf(tab));

    expect([afterAnother, statusOf(tab)]).toEqual(['signedIn', 'signedOut: revoked']);
    expect(world.server.count('/logout')).toBe(0);
  });
});

describe('requests', () => {
  it('[SESS20] carry the login to the API of this origin and to nowhere else', async () => {
    const { session } = await signedInTab();
    const refused: unknown[] = [];

    await session.fetch('/api/v1/orders');
    await session.fetch('https://till.example/api/v1/products?page=2');
    await session.fetch('/registry.json');
    await session.fetch('/api/../registry.json');
    for (const path of [
      'https://evil.example/api/v1/orders',
      '//evil.example/api/',
      '\\\\evil.example/api/',
      'http://till.example/api/',
      'http://',
    ]) {
      refused.push(await session.fetch(path).catch((error: { code: string }) => error.code));
    }

    const sent = world.server.requests
      .slice(1)
      .map(({ line, token }) => `${line} ${token === null ? 'bare' : 'signed'}`);
    expect(sent).toEqual([
      'GET /api/v1/orders signed',
      'GET /api/v1/products?page=2 signed',
      'GET /registry.json bare',
      'GET /registry.json bare',
    ]);
    expect(refused).toEqual(Array(5).fill('FOREIGN_ORIGIN'));
  });

  it('[SESS21] are repeated once with a fresh token after a 401, all with one refresh', async () => {
    const { session } = await signedInTab();
    world.server.revokeTokens();

    const answers = await Promise.all([session.fetch('/api/v1/orders'), session.fetch('/api/v1/products')]);
    const later = await session.fetch('/api/v1/orders');

    expect([...answers, later].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(world.server.count('/refresh')).toBe(1);
  });

  it('[SESS21] use the token that another request has refreshed meanwhile', async () => {
    const { session } = await signedInTab();
    world.server.revokeTokens();
    const late = Promise.withResolvers<Response>();
    const stop = world.server.answerWith('/products', () => late.promise);
    const products = session.fetch('/api/v1/products');
    await session.fetch('/api/v1/orders');
    stop();

    late.resolve(new Response('{}', { status: 401 }));

    expect((await products).status).toBe(200);
    expect(world.server.count('/refresh')).toBe(1);
  });

  it('[SESS21] hand on a second 401', async () => {
    const { session } = await signedInTab();
    world.server.answerWith('/orders', () => new Response('{}', { status: 401 }));

    const answer = await session.fetch('/api/v1/orders');

    expect(answer.status).toBe(401);
    expect(world.server.count('/orders')).toBe(2);
  });

  it('[SESS21] are refused with OFFLINE when the refresh is not answered', async () => {
    const { session } = await signedInTab();
    world.server.revokeTokens();
    world.server.answerWith('/refresh', () => null);

    await expect(session.fetch('/api/v1/orders')).rejects.toMatchObject({ code: 'OFFLINE' });
  });

  it('[SESS12] fail when the login ends under way', async () => {
    const tab = await signedInTab();
    const orders = createFakeBrowser(world.clock, world.server.openBrowser());
    const signals: AbortSignal[] = [];
    const hanging = orders.openTab({
      fetch: (path, init) => {
        if (path.includes('/auth/')) return world.server.openBrowser()(path, init);
        if (init.signal) signals.push(init.signal);
        return new Promise<Response>((_, reject) =>
          init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
        );
      },
    });
    hanging.session.start();
    await hanging.session.login('thungan2', 'demo1234');
    const request = hanging.session.fetch('/api/v1/orders').catch((error: { code: string }) => error.code);
    await settle();

    hanging.session.endedByServer(sidOf(hanging));

    expect(await request).toBe('SIGNED_OUT');
    expect(statusOf(tab)).toBe('signedIn');
    expect(signals).toHaveLength(1);
  });

  it('[SESS20] never follow a redirect', async () => {
    const inits: RequestInit[] = [];
    const tab = world.browser.openTab({
      fetch: (path, init) => {
        inits.push(init);
        return path.includes('/auth/') ? browserFetch(path, init) : Promise.resolve(new Response('{}'));
      },
    });
    const browserFetch = world.server.openBrowser();
    tab.session.start();
    await tab.session.login('thungan1', 'demo1234');

    await tab.session.fetch('/api/v1/orders', { redirect: 'follow' });

    expect(inits.at(-1)?.redirect).toBe('error');
  });
});
