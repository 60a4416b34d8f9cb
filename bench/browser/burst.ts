import type { BrowserContext, Page } from 'playwright-core';
import type { Report } from '../src/report.ts';
import { spreadOf } from '../src/statistics.ts';
import { faultsOf } from './heardIds.ts';
import { publishEvents } from './publishEvents.ts';

interface BurstPlan {
  readonly gatewayUrl: string;
  readonly serviceToken: string;
  readonly seconds: number;
  readonly eventsPerSecond: number;
}

const BATCH = 10;
/** A task over this is what a browser calls long. */
const LONG_TASK_MS = 50;

/** Writes down, before the page's own code runs, every id that is dispatched and every long task. */
export async function watchBurst(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watched = { ids: [] as string[], longTasks: [] as number[] };
    Object.assign(window, { __burst: watched });
    window.addEventListener('vppos:realtime', (event) => watched.ids.push((event as CustomEvent).detail.id));
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
}

/** Two tabs of one till, the leader and one that listens to it, under a shop's worst minute. */
export async function measureBurst(
  report: Report,
  tabs: readonly { readonly name: string; readonly page: Page }[],
  plan: BurstPlan,
): Promise<void> {
  report.title(`${plan.eventsPerSecond} events/s for ${plan.seconds} s, with the selling screen open`);
  for (const { page } of tabs) await page.evaluate(forget);
  const { ids, tookMs } = await publishAll(plan);
  report.figure('published', spreadOf([(ids.length / tookMs) * 1000]), 'events/s');
  for (const { name, page } of tabs) {
    await waitFor(page, ids.length);
    const { ids: heard, longTasks } = await page.evaluate(read);
    report.deliveries(name, {
      faults: faultsOf(ids, heard),
      refused: plan.seconds * plan.eventsPerSecond - ids.length,
    });
    report.figure(`${name}: events heard`, spreadOf([heard.length]), '');
    report.atMost(`${name}: longest task over ${LONG_TASK_MS} ms, in ms`, Math.max(0, ...longTasks), LONG_TASK_MS);
  }
}

interface Watched {
  ids: string[];
  longTasks: number[];
}

function read(): Watched {
  return (window as unknown as { __burst: Watched }).__burst;
}

function forget(): void {
  const { __burst: watched } = window as unknown as { __burst: Watched };
  watched.ids.length = 0;
  watched.longTasks.length = 0;
}

async function waitFor(page: Page, events: number): Promise<void> {
  const isThere = (wanted: number): boolean => (window as unknown as { __burst: Watched }).__burst.ids.length >= wanted;
  // What is still missing then is counted as lost.
  await page.waitForFunction(isThere, events, { timeout: 10_000 }).catch(() => undefined);
}

/** Requests leave when they are due, however long the ones before them take. Gives the ids in the order of the log. */
async function publishAll(plan: BurstPlan): Promise<{ ids: string[]; tookMs: number }> {
  const batches = (plan.seconds * plan.eventsPerSecond) / BATCH;
  const everyMs = (1000 * BATCH) / plan.eventsPerSecond;
  const began = performance.now();
  const answers: Promise<string[]>[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const waitMs = began + batch * everyMs - performance.now();
    if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
    answers.push(publishBatch(plan, batch * BATCH));
  }
  const ids = (await Promise.all(answers)).flat();
  const seqOf = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1));
  return { ids: ids.sort((a, b) => seqOf(a) - seqOf(b)), tookMs: performance.now() - began };
}

function publishBatch(plan: BurstPlan, from: number): Promise<string[]> {
  return publishEvents(
    plan,
    Array.from({ length: BATCH }, (_, index) => (index === 0 ? orderCreated(from) : resourceUpdated(from + index))),
  );
}

/** One in ten makes the selling screen read its orders again. */
function orderCreated(n: number) {
  const data = { company_id: 1, order_id: 1001 + n, invoice_number: `HD-${n}`, message: 'Đơn mới' };
  return { event: 'order_created', data };
}

function resourceUpdated(n: number) {
  return {
    event: 'resource_updated',
    data: { resource: 'product', action: 'updated', data: { id: n, price: 25_000 } },
  };
}
