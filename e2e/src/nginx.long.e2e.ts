import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureNginx } from '../../tools/system/nginx.ts';
import { until } from './api.ts';
import { type LivingBrowser, launchLivingBrowser } from './lifecycle/chromium.ts';
import type { Tab } from './lifecycle/tab.ts';
import { openTab, signIn, statusOf, untilLive } from './lifecycle/till.ts';
import { createNginx, type Nginx } from './nginx/nginx.ts';
import { BUFFERING, STREAMING } from './nginx/rules.ts';
import { publishSteadily, untilCurrent, wrongIn } from './publishing.ts';
import { freePorts, type System, startSystem } from './system.ts';

/** The interval of polls with its spread, and what an answer takes. */
const POLLED_WITHIN_MS = 7000;
/** The first probe of the stream with its spread, on top of an attempt that is under way. */
const PROBED_WITHIN_MS = 80_000;

let system: System;
let browser: LivingBrowser;
let nginx: Nginx;
beforeAll(async () => {
  const missing = ensureNginx();
  if (missing !== null) throw new Error(missing);
  const [port = 0] = await freePorts(1);
  const env = { HEARTBEAT_MS: '4000', ALLOWED_ORIGINS: `http://127.0.0.1:${port}` };
  [system, browser] = await Promise.all([startSystem({ env }), launchLivingBrowser()]);
  nginx = createNginx(port, system.addresses.container, BUFFERING);
  await nginx.start();
});
afterAll(async () => {
  await browser.stop();
  await nginx.remove();
  await system.stop();
});

it('[TILL22] polls in time in the tab that is looked at, behind a hidden one, and is live by itself when it may be', {
  timeout: 240_000,
}, async () => {
  const profile = await browser.newProfile();
  const first = await openTab(profile, nginx.url);
  await signIn(first, 'thungan1');
  await untilPolling(first);
  const visible = await openTab(profile, nginx.url);
  await untilPolling(visible);

  const published = publishSteadily(system.addresses.gateway, () => 500);
  const polledSince = Date.now();
  await until(
    () => Date.now(),
    (now) => now - polledSince > 40_000,
    45_000,
  );
  expect(await longestSilence(visible, polledSince)).toBeLessThan(POLLED_WITHIN_MS);

  await nginx.use(STREAMING);
  await untilLive(visible, PROBED_WITHIN_MS);
  await published.stop();
  for (const tab of [first, visible]) {
    await untilCurrent(tab, published.ids, 5000);
    expect(wrongIn(await tab.heard(), published.ids)).toEqual([]);
  }
  await profile.close();
});

function untilPolling(tab: Tab): Promise<unknown> {
  return until(
    () => statusOf(tab),
    ({ degraded }) => degraded === true,
    60_000,
  );
}

async function longestSilence(tab: Tab, since: number): Promise<number> {
  const times = (await tab.heard())
    .filter(({ channel, at }) => channel === 'vppos:realtime' && at >= since)
    .map(({ at }) => at);
  const ends = [since, ...times, Date.now()];
  return Math.max(...ends.slice(1).map((at, index) => at - (ends[index] ?? at)));
}
