import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureNginx } from '../../tools/system/nginx.ts';
import { until } from './api.ts';
import { signedWebhook, tellBackend } from './bank.ts';
import { launchBrowser, newPerson, picture } from './browser.ts';
import { heard, type Recorded, recordBus, wholeBus } from './busRecorder.ts';
import { type Cashier, cashierAt, fillLogin } from './cashier.ts';
import { createNginx, type Nginx } from './nginx/nginx.ts';
import { BUFFERING, CUTTING, HTTP_1_0, STREAMING } from './nginx/rules.ts';
import { type Publishing, publishSteadily, untilCurrent, wrongIn } from './publishing.ts';
import { freePorts, type System, startSystem } from './system.ts';
import { layWire, type Wire } from './wire.ts';

/** Live or polling, and current, so long after a fault's end, in ms. */
const RECOVERY_MS = 30_000;
/** Shorter than the silences between the publisher's bursts and between heartbeats. */
const QUIET_MS = 2700;
const HEARTBEAT_MS = 4000;

const missing = ensureNginx();
if (missing !== null) process.stdout.write(`${missing}\n`);
// Where the project is checked for good, nothing is left out.
const isLeftOut = missing !== null && !process.env['CI'];

let system: System;
let browser: Browser;
let wire: Wire;
let published: Publishing;
let nginxes: Record<'buffering' | 'cutting' | 'old' | 'restarted' | 'cutOff', Nginx>;
const measured: string[] = [];

beforeAll(async () => {
  if (isLeftOut) return;
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = await freePorts(5);
  const origins = [a, b, c, d, e].map((port) => `http://127.0.0.1:${port}`).join(',');
  [system, browser] = await Promise.all([
    startSystem({ env: { HEARTBEAT_MS: String(HEARTBEAT_MS), ALLOWED_ORIGINS: origins } }),
    launchBrowser(),
  ]);
  const { container, gateway } = system.addresses;
  wire = await layWire(container);
  nginxes = {
    buffering: createNginx(a, container, BUFFERING),
    cutting: createNginx(b, container, CUTTING),
    old: createNginx(c, container, HTTP_1_0),
    restarted: createNginx(d, container, STREAMING),
    cutOff: createNginx(e, wire.url, STREAMING),
  };
  await Promise.all(Object.values(nginxes).map((nginx) => nginx.start()));
  published = publishSteadily(gateway, (count) => (count % 5 === 0 ? QUIET_MS : 50));
});
afterAll(async () => {
  if (isLeftOut) return;
  await published.stop();
  await browser.close();
  await Promise.all(Object.values(nginxes).map((nginx) => nginx.remove()));
  await wire.cut();
  await system.stop();
  process.stdout.write(`\n${measured.join('\n')}\n`);
});

interface Till extends Cashier {
  /** The first of the events that this page must have. */
  readonly from: number;
  heard(): Promise<readonly Recorded[]>;
}

/** Signs in behind a proxy that lets the stream through at first. */
async function openTill(url: string): Promise<Till> {
  const till = await openTillWithoutStream(url);
  await live(till.page, 5000);
  return { ...till, from: published.ids.length };
}

async function openTillWithoutStream(url: string): Promise<Till> {
  const context = await newPerson(browser);
  await recordBus(context);
  const page = await context.newPage();
  await page.goto(url);
  await fillLogin(page, 'thungan1');
  await page.getByRole('button', { name: 'Tạo đơn' }).waitFor();
  return { ...cashierAt(context, page), from: published.ids.length, heard: () => wholeBus(page) };
}

const live = (page: Page, timeout = RECOVERY_MS) =>
  page.locator('[data-testid="connection"][data-state="live"]').waitFor({ timeout });

const isComing = ({ detail }: Recorded): boolean => detail['state'] === 'live' || detail['degraded'] === true;

/** How long after `since` (ms of the wall clock) events come again, live or by polling, in ms. */
async function untilComing(till: Till, since: number): Promise<{ ms: number; how: string }> {
  const coming = async (): Promise<Recorded | undefined> =>
    (await heard(till.page, 'vppos:realtime-status')).find((told) => told.at >= since && isComing(told));
  await until(coming, (told) => told !== undefined, RECOVERY_MS);
  const told = await coming();
  return { ms: (told?.at ?? 0) - since, how: told?.detail['state'] === 'live' ? 'live' : 'polling' };
}

/** One event from now on, and everything before it, is there, once and in order, or the page was told to refetch. */
async function expectWhole(till: Till): Promise<void> {
  const before = published.ids.length;
  await until(
    () => published.ids.length,
    (count) => count > before,
    2 * QUIET_MS,
  );
  const ids = [...published.ids];
  await untilCurrent(till, ids, RECOVERY_MS);
  expect(wrongIn(await till.heard(), ids, till.from)).toEqual([]);
}

describe.skipIf(isLeftOut)('behind nginx', { concurrent: true }, () => {
  it('[TILL22] that holds the stream back, the till polls, says so, and is live when it may be', async () => {
    const since = Date.now();
    const till = await openTillWithoutStream(nginxes.buffering.url);
    const bar = till.page.getByTestId('connection-bar');
    await bar.filter({ hasText: 'Cập nhật mỗi vài giây' }).waitFor({ timeout: 45_000 });
    measured.push(`nginx buffers: polling ${Date.now() - since} ms after the page was opened`);
    await picture(till.page, 'polling');

    const payment = await till.openPayment(await till.createOrder());
    const paidAt = Date.now();
    await tellBackend(system.addresses.backend, signedWebhook({ ...payment, reference: 'FT-polled' }));
    await till.toast('Đã nhận 250.000đ').waitFor();
    measured.push(`nginx buffers: payment shown by polling after ${Date.now() - paidAt} ms`);
    const paid = (await till.heard()).find(({ detail }) => detail['type'] === 'order_paid');
    expect(paid?.detail['via']).toBe('poll');

    await nginxes.buffering.use(STREAMING);
    // An attempt that is under way is still held back by the worker that took it.
    await till.page.locator('[data-testid="connection"][data-state="waiting"]').waitFor();
    const mendedAt = Date.now();
    await bar.getByRole('button', { name: 'Thử lại ngay' }).click();
    await live(till.page);
    measured.push(`nginx buffers no more: live ${Date.now() - mendedAt} ms after "retry"`);
    await bar.waitFor({ state: 'detached' });
    await expectWhole(till);
    await till.leave();
  });

  it('[TILL23] that cuts quiet streams, the till has every event', async () => {
    const till = await openTill(nginxes.cutting.url);
    const statuses = () => heard(till.page, 'vppos:realtime-status');
    // By then it has been cut often enough to poll.
    await until(async () => (await statuses()).some(({ detail }) => detail['degraded'] === true), Boolean, RECOVERY_MS);
    const cuts = (await statuses()).filter(({ detail }) => detail['state'] === 'waiting').length;
    measured.push(`nginx cuts at 2 s: polling after ${cuts} cuts`);
    await expectWhole(till);
    await expectWhole(till);
    expect((await statuses()).filter(isComing).length).toBeGreaterThan(0);
    await till.leave();
  });

  it('[TILL23] that speaks HTTP/1.0 to the server behind, as by default, the till is live', async () => {
    const till = await openTill(nginxes.old.url);
    await expectWhole(till);
    const since = Date.now();
    await until(
      () => Date.now(),
      (now) => now - since > 2 * HEARTBEAT_MS,
      3 * HEARTBEAT_MS,
    );
    await expectWhole(till);
    const states = (await heard(till.page, 'vppos:realtime-status')).map(({ detail }) => detail['state']);
    expect(states.slice(states.indexOf('live'))).toEqual(['live']);
    await till.leave();
  });

  it('[TILL24] that is restarted, the till is back by itself and has every event', async () => {
    const till = await openTill(nginxes.restarted.url);
    await expectWhole(till);
    await nginxes.restarted.stop();
    await till.page.getByTestId('connection-bar').waitFor();
    const before = published.ids.length;
    await until(
      () => published.ids.length,
      (count) => count > before + 10,
      20_000,
    );
    await nginxes.restarted.start();
    const { ms, how } = await untilComing(till, Date.now());
    measured.push(`nginx restarted: ${how} after ${ms} ms`);
    await live(till.page);
    await expectWhole(till);
    await till.leave();
  });

  it('[TILL24] that answers 502 with a page of its own, the till is back by itself and has every event', async () => {
    const till = await openTill(nginxes.cutOff.url);
    await expectWhole(till);
    await wire.cut();
    await until(
      () => heard(till.page, 'vppos:realtime-status'),
      (told) => told.filter(({ detail }) => detail['reason'] === 'http_502').length >= 3,
      30_000,
    );
    await wire.mend();
    const { ms, how } = await untilComing(till, Date.now());
    measured.push(`502 of nginx gone: ${how} after ${ms} ms`);
    await live(till.page);
    await expectWhole(till);
    await till.leave();
  });
});
