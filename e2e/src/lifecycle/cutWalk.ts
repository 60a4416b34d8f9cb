import { expect } from 'vitest';
import { until } from '../api.ts';
import { signedWebhook, tellBackend } from '../bank.ts';
import { type Recorded, receivedToasts } from '../busRecorder.ts';
import { untilSilent } from '../silence.ts';
import type { Wire } from '../wire.ts';
import type { LivingBrowser, Profile } from './chromium.ts';
import type { Cut, CutTill } from './cuts.ts';
import { untilLeads } from './leading.ts';
import { type Glimpse, glimpsesOf, lookAt, SCREEN_SCRIPT } from './screenRecorder.ts';
import type { Tab } from './tab.ts';
import { openTill, openTills } from './till.ts';
import { openPaymentIn } from './waitingTill.ts';

/** `follower`: another tab of the till is looked at and holds the stream. `two tills`: a colleague's till is open too. */
export const SETTINGS = ['alone', 'follower', 'two tills'] as const;

/** How much more than was asked for the customer transfers, in VND. */
export const PAID = { exact: 0, part: -10_000, over: 50_000 } as const;

export interface CutPlan {
  readonly cut: Cut;
  readonly setting: (typeof SETTINGS)[number];
  readonly paid: keyof typeof PAID;
  /** The bank tells of the money after so much of the cut, in ms; then it lasts as long again. */
  readonly halfMs: number;
}

/** Where a walk takes place. The colleague's wire is never cut. */
export interface Scene {
  readonly browser: LivingBrowser;
  readonly backend: string;
  readonly wire: Wire;
  readonly colleaguesWire: Wire;
}

/** The money is on the screen so long after the cut, in ms; where the page can ask during the cut, after the bank has told. */
const SHOWN_MS = 2000;
/** The stream is back within this, in ms: the longest wait for a gateway that was away, and more. */
const BACK_MS = 40_000;

/** Cuts a till off while its customer pays. Gives how long after the end of the cut the money was on the screen, in ms. */
export async function walkThroughCut(scene: Scene, plan: CutPlan): Promise<number> {
  const till = await openCutTill(scene, plan.setting);
  const colleague = plan.setting === 'two tills' ? await openColleague(scene) : null;
  try {
    const shownMs = await cutOff(scene, till, plan);
    if (colleague !== null) await expectSilence(colleague.tabs);
    return shownMs;
  } finally {
    await till.profile.close();
    await colleague?.profile.close();
  }
}

/** Whatever is found wrong is told after the end of the cut, so that the next till is not cut off too. */
async function cutOff({ backend }: Scene, till: PayingTill, { cut, paid, halfMs }: CutPlan): Promise<number> {
  const { paying, payment } = till;
  const amount = payment.amount + PAID[paid];
  const transfer = { ...payment, amount, reference: `FT-cut-${payment.paymentId}` };
  const cutAt = Date.now();
  await cut.begin(till);
  await pass(halfMs);
  const answer = await tellBackend(backend, signedWebhook(transfer));
  const toldAt = Date.now();
  await pass(halfMs);
  const endingAt = Date.now();
  await cut.end(till);
  const endedAt = Date.now();

  expect(answer.status).toBe(200);
  const shownAt = await untilShown(paying, paid);
  expect(shownAt - (cut.reachesBackend ? toldAt : endedAt)).toBeLessThanOrEqual(SHOWN_MS);
  if (!cut.reachesBackend) expect(shownAt).toBeGreaterThanOrEqual(endingAt);
  const glimpses = await glimpsesOf(paying);
  expect(glimpses[0]?.at, 'the same document').toBeLessThan(cutAt);
  const wasRed = glimpses.findLast(({ at }) => at < endingAt)?.tone === 'red';
  if (cut.redAfterMs !== null && endingAt - cutAt > cut.redAfterMs) expect(wasRed, 'red').toBe(true);
  await untilHeard(till.tabs, payment.paymentId);
  await untilSilent(paying);
  await expectAnnouncedOnce(till.tabs, amount);
  return shownAt - endedAt;
}

interface PayingTill extends CutTill {
  readonly payment: Awaited<ReturnType<typeof openPaymentIn>>;
}

/** A till with its QR open. */
async function openCutTill({ browser, wire }: Scene, setting: CutPlan['setting']): Promise<PayingTill> {
  const profile = await browser.newProfile();
  const [paying] = (await openTabs(profile, wire, 'thungan1')) as [Tab];
  const payment = await openPaymentIn(paying);
  if (setting !== 'follower') return { profile, paying, tabs: [paying], wire, payment };
  const leader = await openTill(profile, wire.url, [SCREEN_SCRIPT]);
  await leader.touch();
  await untilLeads(leader, 10_000);
  return { profile, paying, tabs: [paying, leader], wire, payment };
}

async function openColleague({ browser, colleaguesWire }: Scene): Promise<{ profile: Profile; tabs: Tab[] }> {
  const profile = await browser.newProfile();
  return { profile, tabs: await openTabs(profile, colleaguesWire, 'thungan2') };
}

async function openTabs(profile: Profile, { url }: Wire, username: string): Promise<Tab[]> {
  const tabs = await openTills(profile, url, { username, count: 1, scripts: [SCREEN_SCRIPT] });
  for (const tab of tabs) await tab.touch();
  return tabs;
}

/** When the money was on the screen first, in ms of the wall clock. */
async function untilShown(tab: Tab, paid: CutPlan['paid']): Promise<number> {
  let shown: Glimpse | undefined;
  await until(
    async () => {
      shown = (await glimpsesOf(tab)).find((glimpse) => isShown(glimpse, paid));
      return shown !== undefined;
    },
    Boolean,
    BACK_MS,
  );
  return shown?.at ?? Number.NaN;
}

function isShown({ state, isInvoiceOpen, partial }: Glimpse, paid: CutPlan['paid']): boolean {
  if (paid === 'part') return state === 'waiting' && partial !== null;
  return state === (paid === 'over' ? 'overpaid' : 'paid') && isInvoiceOpen;
}

/** Waits until every tab has heard of this money by its stream, as late as that may be. */
async function untilHeard(tabs: readonly Tab[], paymentId: number): Promise<void> {
  for (const tab of tabs) {
    await until(
      async () => (await tab.heard()).filter((entry) => tellsOf(entry, paymentId)).length,
      (times) => times === 1,
      BACK_MS,
    );
  }
}

function tellsOf({ channel, detail }: Recorded, paymentId: number): boolean {
  const { type, data } = detail as { type?: string; data?: { payment_id?: number } };
  return channel === 'vppos:realtime' && type === 'payment_received' && data?.payment_id === paymentId;
}

async function expectAnnouncedOnce(tabs: readonly Tab[], amount: number): Promise<void> {
  const said = async (): Promise<string[]> => (await Promise.all(tabs.map(lookAt))).flatMap(({ spoken }) => spoken);
  expect(await said()).toEqual([String(amount)]);
  for (const tab of tabs) expect(receivedToasts(await tab.heard()).length).toBeLessThanOrEqual(1);
}

async function expectSilence(tabs: readonly Tab[]): Promise<void> {
  for (const tab of tabs) {
    await untilSilent(tab);
    expect((await lookAt(tab)).spoken).toEqual([]);
    expect(receivedToasts(await tab.heard())).toEqual([]);
  }
}

async function pass(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
