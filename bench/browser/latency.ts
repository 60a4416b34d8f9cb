import type { Page } from 'playwright-core';
import type { Report } from '../src/report.ts';
import { quantileOf, spreadOf } from '../src/statistics.ts';

/** A page that publishes to one user and hears what that user hears: both ends on one clock. */
export interface Listener {
  readonly name: string;
  readonly page: Page;
  readonly userId: string;
}

interface LatencyPlan {
  readonly rounds: number;
  readonly events: number;
  readonly spacingMs: number;
  readonly serviceToken: string;
}

/** Publish → handler at 10 events/s, the two pages in turn; the order is turned round each time. */
export async function measureLatency(report: Report, listeners: readonly Listener[], plan: LatencyPlan): Promise<void> {
  report.title(`publish → handler, ${1000 / plan.spacingMs} events/s, ${plan.events} events a run`);
  const runs = new Map<string, { p50: number[]; p99: number[] }>(
    listeners.map(({ name }) => [name, { p50: [], p99: [] }]),
  );
  for (const listener of listeners) await measure(listener, { ...plan, events: 20 });
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const listener of round % 2 === 0 ? listeners : [...listeners].reverse()) {
      const { waits, doubled } = await measure(listener, plan);
      report.deliveries(`${listener.name}, round ${round + 1}`, {
        faults: { lost: plan.events - waits.length, doubled, reordered: 0 },
        refused: 0,
      });
      runs.get(listener.name)?.p50.push(quantileOf(waits, 0.5));
      runs.get(listener.name)?.p99.push(quantileOf(waits, 0.99));
    }
  }
  const [ours, bare] = listeners.map(({ name }) => {
    const { p50 = [], p99 = [] } = runs.get(name) ?? {};
    report.figure(`${name}: p50`, spreadOf(p50), 'ms');
    report.figure(`${name}: p99`, spreadOf(p99), 'ms');
    return spreadOf(p50).median;
  });
  report.atMost('p50 of our path over the bare EventSource', (ours ?? Number.NaN) / (bare ?? Number.NaN), 1.3);
}

interface Measured {
  /** From before the request to inside the handler, in ms. */
  readonly waits: number[];
  readonly doubled: number;
}

function measure({ page, userId }: Listener, plan: LatencyPlan): Promise<Measured> {
  const { events, spacingMs, serviceToken } = plan;
  return page.evaluate(publishAndHear, { events, spacingMs, serviceToken, userId });
}

/** Runs in the page; whatever listens there calls `__visitorHears`. */
async function publishAndHear(plan: {
  events: number;
  spacingMs: number;
  serviceToken: string;
  userId: string;
}): Promise<Measured> {
  const sentAt: number[] = [];
  const heard = new Map<number, number>();
  let doubled = 0;
  Object.assign(window, {
    __visitorHears: ({ n }: { n: number }) => {
      if (heard.has(n)) doubled += 1;
      else heard.set(n, performance.now());
    },
  });
  const publish = (n: number): Promise<Response> =>
    fetch('/api/v1/events', {
      method: 'POST',
      headers: { authorization: `Bearer ${plan.serviceToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        event: 'resource_updated',
        data: { resource: 'bench', action: 'updated', data: { n } },
        target: 'user',
        targetId: plan.userId,
        companyId: 1,
      }),
    });
  for (let n = 0; n < plan.events; n += 1) {
    sentAt.push(performance.now());
    void publish(n);
    await new Promise((resolve) => setTimeout(resolve, plan.spacingMs));
  }
  const patienceEnds = performance.now() + 5000;
  while (heard.size < plan.events && performance.now() < patienceEnds) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const waits = [...heard].map(([n, at]) => at - (sentAt[n] ?? Number.NaN));
  return { waits, doubled };
}
