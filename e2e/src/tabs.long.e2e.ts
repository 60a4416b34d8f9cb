import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/src/testing/seededRandom.ts';
import { streams, until } from './api.ts';
import { actByChance, type Chance, wakeAll } from './lifecycle/chance.ts';
import { type LivingBrowser, launchLivingBrowser } from './lifecycle/chromium.ts';
import { openTills } from './lifecycle/till.ts';
import { publishSteadily, untilCurrent, wrongIn } from './publishing.ts';
import { type System, startSystem } from './system.ts';

const SEEDS = Number(process.env['TAB_SEEDS'] ?? 8);
const SECONDS = Number(process.env['TAB_SECONDS'] ?? 40);
/** One run again: TAB_SEED=7. */
const ONLY = process.env['TAB_SEED'];
/** The longest a tab was made to hang, and a steal after it. */
const WAKE_MS = 15_000;

let system: System;
let browser: LivingBrowser;
beforeAll(async () => {
  [system, browser] = await Promise.all([
    // A tab may sleep through all of it, and must still be served: a gap would be told, and hide a lost event.
    startSystem({ mode: 'split', env: { HEARTBEAT_MS: '2000', REPLAY_MAX_EVENTS: '100000' } }),
    launchLivingBrowser(),
  ]);
});
afterAll(async () => {
  await browser.stop();
  await system.stop();
});

const seeds = ONLY === undefined ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [Number(ONLY)];

describe('the tabs of one browser, opened, closed, hidden, frozen, hung and crashed at random', () => {
  it.each(seeds)('[TILL16] lose and double nothing, TAB_SEED=%i', { timeout: (SECONDS + 60) * 1000 }, async (seed) => {
    const { gateway, container: url } = system.addresses;
    const profile = await browser.newProfile();
    const first = await openTills(profile, url, { username: 'thungan1', count: 2 });
    const steady = publishSteadily(gateway, () => 25);
    const chance: Chance = {
      random: seededRandom(seed),
      profile,
      url,
      tabs: first.map((tab) => ({ tab, from: 0, fate: 'awake' })),
      published: () => steady.ids.length,
    };
    const account: string[] = [];
    const startedAt = Date.now();
    while (Date.now() - startedAt < SECONDS * 1000) {
      account.push(`${Date.now() - startedAt} ${await actByChance(chance)}`);
      const pauseUntil = Date.now() + chance.random() * 1500;
      await until(
        () => Date.now(),
        (now) => now > pauseUntil,
        2000,
      );
    }
    await wakeAll(chance);
    await steady.stop();

    const left = chance.tabs.filter(({ fate }) => fate === 'awake');
    for (const { tab, from } of left) {
      await untilCurrent(tab, steady.ids, WAKE_MS).catch(() => undefined);
      const recorded = await tab.heard();
      const place = `tab ${chance.tabs.findIndex((one) => one.tab === tab)}, ${account.join(' · ')}`;
      expect(wrongIn(recorded, steady.ids, from), place).toEqual([]);
      const told = recorded.filter(({ channel }) => channel === 'vppos:realtime-resync');
      expect(told, place).toEqual([]);
    }
    await until(
      () => streams(gateway),
      (open) => open === 1,
      5000,
    );
    await profile.close();
  });
});
