import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { ProcessMetrics } from './processMetrics.ts';

it('[MET5] watches the event loop until it is stopped', () => {
  const delay = monitorEventLoopDelay();
  const metrics = new ProcessMetrics(delay);

  // Node answers whether the call changed something.
  expect(delay.enable()).toBe(false);
  metrics.stop();

  expect(delay.disable()).toBe(false);
});

it('[MET5] tells how late the event loop was since the scrape before, its own tick taken off', () => {
  const late = { p50: 20e6, p99: 120e6, max: 170e6 };
  const delay = {
    ...late,
    enable: () => true,
    disable: () => true,
    percentile: (percent: number) => (percent === 50 ? delay.p50 : delay.p99),
    reset: () => Object.assign(delay, { p50: 0, p99: 0, max: 0 }),
  };
  const metrics = new ProcessMetrics(delay).metrics().filter(({ name }) => name.includes('eventloop'));
  const scrape = () => metrics.map(({ read }) => read());

  expect(scrape()).toEqual([0, expect.closeTo(0.1), expect.closeTo(0.15)]);
  expect(scrape()).toEqual([0, 0, 0]);
});
