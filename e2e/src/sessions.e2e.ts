import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { publish, revokeSession, signToken, streams, until } from './api.ts';
import { newPerson, picture } from './browser.ts';
import { fillLogin, signIn } from './cashier.ts';
import { openShop } from './shop.ts';

/** Tokens live so short here that a walk sees several refreshes, in s. */
const TOKEN_LIFE_S = 6;

const { system, browser } = await openShop({ env: { ACCESS_TOKEN_TTL_S: String(TOKEN_LIFE_S) } });

const live = (page: Page) => page.locator('[data-testid="connection"][data-state="live"]').waitFor();

async function secondTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(system.addresses.container);
  return page;
}

describe('two tabs of one browser', () => {
  it('[TILL7] refresh at the same moment, again and again, and both stay signed in', async () => {
    const first = await signIn(browser, system.addresses.container, 'thungan1');
    const second = await secondTab(first.context);
    await live(second);

    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        (index % 2 === 0 ? first.page : second).evaluate(() =>
          fetch('/api/v1/auth/refresh', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ sid: localStorage.getItem('vppos.sid') }),
          }).then((response) => response.status),
        ),
      ),
    ).then((statuses) => expect(new Set(statuses)).toEqual(new Set([200])));
    await first.page.waitForTimeout(2.5 * TOKEN_LIFE_S * 1000);

    for (const page of [first.page, second]) {
      await live(page);
      await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
    }
    await publish(system.addresses.gateway, 'notify', { message: 'both hear this' });
    for (const page of [first.page, second])
      await page.locator('[data-sonner-toast]', { hasText: 'both hear this' }).waitFor();
    await first.leave();
  });

  it("[TILL7] end the first person's tab when another person signs in in the second", async () => {
    const first = await signIn(browser, system.addresses.container, 'thungan1');
    // A tab that knows of no login: what a person gets who pressed "sign out" before the first one signed in.
    const second = await first.context.newPage();
    await second.route(
      '**/api/v1/auth/refresh',
      (route) => route.fulfill({ status: 401, json: { title: 'no', status: 401 } }),
      { times: 1 },
    );
    await second.goto(system.addresses.container);
    await fillLogin(second, 'thungan3');
    await live(second);

    await first.page.getByLabel('Tên đăng nhập').waitFor();
    await picture(first.page, 'other-user');
    expect(await first.page.locator('[data-reason]').getAttribute('data-reason')).toBe('otherUser');
    await until(
      () => streams(system.addresses.gateway),
      (count) => count === 1,
      2000,
    );
    await publish(system.addresses.gateway, 'notify', { message: 'for company 1' });
    await second.waitForTimeout(500);
    expect(await second.locator('[data-sonner-toast]').count()).toBe(0);
    await second.reload();
    await live(second);
    expect(await second.getByRole('button', { name: 'Đăng xuất' }).count()).toBe(1);
    await first.leave();
  });

  it('[TILL7] leave together when one of them signs out', async () => {
    const first = await signIn(browser, system.addresses.container, 'thungan1');
    const second = await secondTab(first.context);
    await live(second);

    await first.page.getByRole('button', { name: 'Đăng xuất' }).click();

    await second.getByLabel('Tên đăng nhập').waitFor();
    await until(
      () => streams(system.addresses.gateway),
      (count) => count === 0,
      1000,
    );
    await first.leave();
  });
});

describe('tokens', () => {
  const open = async (token: string, signal: AbortSignal): Promise<number> =>
    (
      await fetch(`${system.addresses.container}/api/v1/events/stream`, {
        headers: { authorization: `Bearer ${token}` },
        signal,
      })
    ).status;

  it("[TILL8] that are forged, expired or another audience's open no stream", async () => {
    const claims = { sub: '1', company_id: 1, roles: ['cashier'] };
    const gone = new AbortController();
    const forged = await signToken({
      ...claims,
      secret: new TextEncoder().encode('another secret of the same length!'),
    });
    const expired = await signToken({ ...claims, livesForS: -5 });

    expect(await open(forged, gone.signal)).toBe(401);
    expect(await open(expired, gone.signal)).toBe(401);
    expect(await open(`${await signToken(claims)}x`, gone.signal)).toBe(401);
    expect(await open(await signToken(claims), gone.signal)).toBe(200);
    gone.abort();
  });

  it('[TILL8] that expire on an open stream are refreshed, and no event is lost meanwhile', async () => {
    const context = await newPerson(browser);
    const page = await context.newPage();
    await page.goto(system.addresses.container);
    await fillLogin(page, 'thungan1');
    await live(page);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { __seen: seen });
      window.addEventListener('vppos:realtime:notify', (event) =>
        seen.push((event as CustomEvent<{ data: { message: string } }>).detail.data.message),
      );
    });

    const sent: string[] = [];
    const end = Date.now() + 2.2 * TOKEN_LIFE_S * 1000;
    while (Date.now() < end) {
      sent.push(`m${sent.length}`);
      await publish(system.addresses.gateway, 'notify', { message: sent.at(-1) });
      await page.waitForTimeout(200);
    }

    await until(
      () => page.evaluate(() => (window as unknown as { __seen: string[] }).__seen),
      (seen) => seen.length >= sent.length,
      15_000,
    );
    expect(await page.evaluate(() => (window as unknown as { __seen: string[] }).__seen)).toEqual(sent);
    await context.close();
  });

  it('[TILL8] that are revoked end the open stream, and the page says why', async () => {
    const cashier = await signIn(browser, system.addresses.container, 'thungan2');
    const sid = await cashier.page.evaluate(() => localStorage.getItem('vppos.sid'));
    await revokeSession(system.addresses.gateway, sid ?? '');

    await until(
      () => streams(system.addresses.gateway),
      (count) => count === 0,
      1000,
    );
    await cashier.page.getByLabel('Tên đăng nhập').waitFor();
    expect(await cashier.page.locator('[data-reason]').getAttribute('data-reason')).toBe('revoked');
    await cashier.leave();
  });
});
