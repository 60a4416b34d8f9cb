import type { Report } from '../../src/report.ts';
import { spreadOf } from '../../src/statistics.ts';
import type { SoakTab } from './soakTab.ts';

/** What one tab holds at one moment, after its garbage was collected. */
export interface Sample {
  readonly tab: string;
  readonly minute: number;
  readonly heapMiB: number;
  readonly listeners: number;
  readonly timers: number;
  readonly nodes: number;
}

export async function sampleOf({ name, page, cdp }: SoakTab, minute: number): Promise<Sample> {
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (wanted: string): number => metrics.find((each) => each.name === wanted)?.value ?? Number.NaN;
  const timers = await page.evaluate(
    () => (window as unknown as { __waitingTimers: Set<number> }).__waitingTimers.size,
  );
  return {
    tab: name,
    minute,
    heapMiB: metric('JSHeapUsedSize') / 2 ** 20,
    listeners: metric('JSEventListeners'),
    timers,
    nodes: metric('Nodes'),
  };
}

/** How much more of each may be there in the end: a leak of one thing an event would be thousands. */
const ALLOWED_GROWTH = { heapMiB: 1.5, listeners: 25, timers: 5, nodes: 150 } as const;

/** The medians of the first sixth (without the very first minute) and of the last sixth, side by side. */
export function growth(report: Report, tab: string, samples: readonly Sample[]): void {
  const part = Math.max(1, Math.floor(samples.length / 6));
  const early = samples.slice(1, 1 + part);
  const late = samples.slice(-part);
  for (const what of ['heapMiB', 'listeners', 'timers', 'nodes'] as const) {
    const before = spreadOf(early.map((sample) => sample[what]));
    const after = spreadOf(late.map((sample) => sample[what]));
    report.figure(`${tab}: ${what}, at the beginning`, before, '');
    report.figure(`${tab}: ${what}, in the end`, after, '');
    report.atMost(`${tab}: ${what}, growth`, after.median - before.median, ALLOWED_GROWTH[what]);
  }
}
