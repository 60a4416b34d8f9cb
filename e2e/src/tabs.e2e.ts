import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionsOf, publish, streams, until } from './api.ts';
import { signedWebhook, tellBackend } from './bank.ts';
import { type LivingBrowser, launchLivingBrowser, type Profile } from './lifecycle/chromium.ts';
import { DEATHS, type Death, RETURNS } from './lifecycle/deaths.ts';
import { untilLeads, untilTakenOver } from './lifecycle/leading.ts';
import { establishedFrom } from './lifecycle/sockets.ts';
import type { Tab } from './lifecycle/tab.ts';
import { THROTTLED_SCRIPT } from './lifecycle/throttled.ts';
import { openTill, openTills, signIn, statuses, statusOf, untilLive } from './lifecycle/till.ts';
import { openPaymentIn } from './lifecycle/waitingTill.ts';
import { type Publishing, publishSteadily, untilCurrent, wrongIn } from './publishing.ts';
import { type System, startSystem } from './system.ts';

/** A pause of the publisher, in ms: what a measured gap is exact to. */
const PAUSE_MS = 25;
/** Sooner than a hidden leader is relieved, so that a lock which was not released is seen. */
const TAKEOVER_MS = 1500;
/** A tab that comes back has everything within this, in ms. */
const CURRENT_MS = 2000;
/** What a tab hears late because of a busy machine, in ms. */
const SETTLE_MS = 5000;

let system: System;
let browser: LivingBrowser;
const measured: string[] = [];
beforeAll(async () => {
  [system, browser] = await Promise.all([
    startSystem({ mode: 'split', env: { HEARTBEAT_MS: '2000' } }),
    launchLivingBrowser(),
  ]);
});
afterAll(async () => {
  await browser.stop();
  await system.stop();
  process.stdout.write(`\n${measured.join('\n')}\n`);
});

interface Walk {
  readonly profile: Profile;
  readonly tabs: readonly Tab[];
  readonly published: Publishing;
}

/** A person with so many tabs, while events are published all the time. */
async function walk(count: number, run: (walk: Walk) => Promise<void>, scripts: readonly string[] = []): Promise<void> {
  const profile = await browser.newProfile();
  const tabs = await openTills(profile, system.addresses.container, { username: 'thungan1', count, scripts });
  const published = publishSteadily(system.addresses.gateway, () => PAUSE_MS);
  try {
    await run({ profile, tabs, published });
  } finally {
    await published.stop();
    await profile.close();
  }
  await until(
    () => streams(system.addresses.gateway),
    (open) => open === 0,
    5000,
  );
}

/** Publishes no more; then each tab has every event once, in order, and was not told to refetch. */
async function expectWhole(tabs: readonly Tab[], published: Publishing): Promise<void> {
  await published.stop();
  for (const tab of tabs) {
    await untilCurrent(tab, published.ids, SETTLE_MS);
    const recorded = await tab.heard();
    expect(wrongIn(recorded, published.ids)).toEqual([]);
    expect(recorded.filter(({ channel }) => channel === 'vppos:realtime-resync')).toEqual([]);
  }
}

/** The longest time in which nothing was heard, from so long before to so long after a moment, in ms. */
async function longestGap(tab: Tab, around: number): Promise<number> {
  const times = (await tab.heard())
    .filter(({ channel, at }) => channel === 'vppos:realtime' && at > around - 1000)
    .map(({ at }) => at);
  return Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? at)));
}

describe('seven tabs of one browser over HTTP/1.1', () => {
  it('[TILL15] hold one stream and one socket at the gateway, and each hears every event', async () => {
    await walk(7, async ({ tabs, published }) => {
      await untilLeads(tabs.at(-1) as Tab, 10_000);
      const before = published.ids.length;
      await until(
        () => published.ids.length,
        (count) => count >= before + 40,
        10_000,
      );

      const { gateway } = system.addresses;
      expect(await streams(gateway)).toBe(1);
      expect(await connectionsOf(gateway)).toHaveLength(1);
      expect(establishedFrom(system.pid('container'), Number(new URL(gateway).port))).toBe(1);
      const roles = await Promise.all(tabs.map(async (tab) => (await statusOf(tab))['role']));
      expect(roles.toSorted()).toEqual([...Array(6).fill('follower'), 'leader']);
      await expectWhole(tabs, published);
    });
  });
});

describe('the tab that leads', () => {
  it.each(Object.keys(DEATHS) as Death[])(
    '[TILL16] is %s: another leads, and nothing is lost or doubled',
    async (death) => {
      await walk(3, async ({ tabs, published }) => {
        const [first, , leader] = tabs as [Tab, Tab, Tab];
        await untilLeads(leader, 10_000);
        const before = (await leader.heard()).length;

        await first.front();
        const at = Date.now();
        await DEATHS[death](leader);
        const survivors = tabs.slice(0, 2);
        const { leadsMs, liveMs } = await untilTakenOver(survivors, at, 10_000);
        await until(
          () => published.ids.length,
          (count) => count > 60,
          10_000,
        );
        const gap = Math.max(...(await Promise.all(survivors.map((tab) => longestGap(tab, at)))));
        measured.push(`leader ${death}: another leads after ${leadsMs} ms, live after ${liveMs} ms, silence ${gap} ms`);
        expect(liveMs).toBeLessThan(TAKEOVER_MS);

        const comeBack = RETURNS[death];
        if (comeBack !== undefined) {
          await comeBack(leader);
          const currentMs = await untilCurrent(leader, [...published.ids], CURRENT_MS);
          measured.push(`leader ${death}: current ${Math.round(currentMs)} ms after it came back`);
          expect((await leader.heard()).length, 'the same document').toBeGreaterThan(before);
        }
        expect(await streams(system.addresses.gateway)).toBe(1);
        await expectWhole(comeBack === undefined ? survivors : tabs, published);
      });
    },
  );

  it('[TILL17] hangs: the tab that is looked at takes over, and the other one has everything when it wakes', async () => {
    await walk(2, async ({ tabs, published }) => {
      const [visible, leader] = tabs as [Tab, Tab];
      await untilLeads(leader, 10_000);

      const at = Date.now();
      leader.block(10_000);
      await visible.front();
      const { leadsMs, liveMs } = await untilTakenOver([visible], at, 10_000);
      measured.push(`leader hangs: another leads after ${leadsMs} ms, live after ${liveMs} ms`);
      expect(liveMs).toBeLessThan(8000);
      await leader.until(() => true, 12_000);

      await untilCurrent(leader, [...published.ids], CURRENT_MS);
      await untilLeads(visible, 1000);
      await until(
        () => streams(system.addresses.gateway),
        (open) => open === 1,
        1000,
      );
      await expectWhole(tabs, published);
    });
  });
});

describe('the tab that is looked at', () => {
  it('[TILL18] waits, and is back, as if it were alone, while the leading tab is hidden and its timers stand still', async () => {
    await walk(
      2,
      async ({ tabs, published }) => {
        const [leader, visible] = tabs as [Tab, Tab];
        await leader.front();
        await untilLeads(leader, 10_000);
        await published.stop();

        await visible.front();
        const since = Date.now();
        await system.kill('gateway');
        // Its own: it takes over from the hidden tab soon, and begins the waits again.
        const waits = async () =>
          statuses(await visible.heard()).filter(
            ({ at, detail }) => at > since && detail['state'] === 'waiting' && detail['role'] === 'leader',
          );
        await until(waits, (told) => told.length >= 3, 20_000);
        await system.restart('gateway');
        const backAt = Date.now();
        const missed = await publish(system.addresses.gateway, 'e2e_count', { company_id: 1, occurred_at: backAt });
        await untilLive(visible, 30_000);
        measured.push(
          `gateway back after ${(await waits()).length} waits: visible tab live after ${Date.now() - backAt} ms`,
        );

        const ids = [...published.ids, missed];
        for (const tab of tabs) await untilCurrent(tab, ids, SETTLE_MS);
        for (const tab of tabs) expect(wrongIn(await tab.heard(), ids)).toEqual([]);
        const told = (await waits()).slice(0, 3);
        const drawn = told.map(({ at, detail }) => (detail['retryAt'] as number) - at);
        measured.push(`its waits: ${drawn.join(', ')} ms`);
        for (const [index, full] of [1000, 2000, 4000].entries()) {
          expect(drawn[index], `wait ${index + 1}`).toBeGreaterThanOrEqual(full / 2 - 50);
          expect(drawn[index], `wait ${index + 1}`).toBeLessThanOrEqual(full + 50);
        }
      },
      [THROTTLED_SCRIPT],
    );
  });

  it('[TILL21] gets the payment it waits for although the leading tab crashes as the money arrives', async () => {
    await walk(2, async ({ tabs, published }) => {
      const [leader, waiting] = tabs as [Tab, Tab];
      await published.stop();
      const payment = await openPaymentIn(waiting);
      await leader.front();
      await untilLeads(leader, 10_000);

      await waiting.front();
      leader.crash();
      const at = Date.now();
      await tellBackend(system.addresses.backend, signedWebhook({ ...payment, reference: 'FT-crash' }));
      await waiting.until(
        () => document.querySelector('[data-sonner-toast]')?.textContent?.includes('Đã nhận') === true,
        10_000,
      );
      measured.push(`leader crashed as the money arrived: shown after ${Date.now() - at} ms`);
      await waiting.until(() =>
        [...document.querySelectorAll('h1, h2, h3')].some((h) => /Hóa đơn/i.test(h.textContent ?? '')),
      );
    });
  });
});

describe('who is signed in', () => {
  it('[TILL19] changes: all tabs leave, and nothing of the first person reaches the second', async () => {
    await walk(3, async ({ profile, tabs, published }) => {
      const [first, second] = tabs as [Tab, Tab, Tab];
      await until(
        () => published.ids.length,
        (count) => count > 10,
        5000,
      );

      await first.evaluate(() =>
        [...document.querySelectorAll('button')].find((button) => button.textContent?.includes('Đăng xuất'))?.click(),
      );
      for (const tab of tabs) await tab.until(() => document.querySelector('#username') !== null);
      await until(
        () => streams(system.addresses.gateway),
        (open) => open === 0,
        1000,
      );
      const before = await Promise.all(tabs.map(countOf));
      await second.front();
      await signIn(second, 'thungan3');
      await untilLive(second);
      const third = await openTill(profile, system.addresses.container);
      const since = published.ids.length;
      await until(
        () => published.ids.length,
        (count) => count > since + 40,
        5000,
      );

      expect(await Promise.all(tabs.map(countOf))).toEqual(before);
      expect(await countOf(third)).toBe(0);
      await until(
        () => streams(system.addresses.gateway),
        (open) => open === 1,
        1000,
      );
      const [held] = await connectionsOf(system.addresses.gateway);
      expect(held?.companyId).toBe(2);
    });
  });
});

describe('a browser without Web Locks', () => {
  it('[TILL20] has one stream a tab, each with an id of its own', async () => {
    await walk(
      2,
      async ({ tabs, published }) => {
        const held = await connectionsOf(system.addresses.gateway);
        expect(new Set(held.map(({ clientId }) => clientId)).size).toBe(2);
        for (const tab of tabs) expect((await statusOf(tab))['role']).toBe('alone');
        await until(
          () => published.ids.length,
          (count) => count > 20,
          5000,
        );
        await expectWhole(tabs, published);
      },
      ['delete Navigator.prototype.locks'],
    );
  });
});

async function countOf(tab: Tab): Promise<number> {
  return (await tab.heard()).filter(({ channel }) => channel === 'vppos:realtime').length;
}
