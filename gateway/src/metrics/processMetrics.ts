import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metric } from './metric.ts';

const RESOLUTION_MS = 20;

/** Numbers in ns, since its last reset. */
type DelayMonitor = Pick<
  ReturnType<typeof monitorEventLoopDelay>,
  'enable' | 'disable' | 'reset' | 'percentile' | 'max'
>;

/**
 * The process under the names that dashboards for Node know. Not prom-client's own: its observers cannot be stopped, and it
 * lists every open socket at each scrape.
 */
export class ProcessMetrics {
  readonly #delay: DelayMonitor;

  constructor(delay: DelayMonitor = monitorEventLoopDelay({ resolution: RESOLUTION_MS })) {
    this.#delay = delay;
    delay.enable();
  }

  metrics(): readonly Metric[] {
    return [...processMetrics, ...this.#delayMetrics()];
  }

  stop(): void {
    this.#delay.disable();
  }

  /** Since the scrape before. */
  #delayMetrics(): Metric[] {
    const delay = this.#delay;
    const gauge = (name: string, help: string, ns: () => number): Metric => ({
      kind: 'gauge',
      name: `nodejs_eventloop_lag_${name}_seconds`,
      help: `${help} delay of the event loop since the scrape before.`,
      // What is measured is the time between two ticks of a timer, on time or late.
      read: () => Math.max(0, ns() / 1e9 - RESOLUTION_MS / 1000),
    });
    const takeMax = (): number => {
      const { max } = delay;
      delay.reset();
      return max;
    };
    return [
      gauge('p50', 'Median', () => delay.percentile(50)),
      gauge('p99', '99th percentile of the', () => delay.percentile(99)),
      // The last one: it begins anew.
      gauge('max', 'Longest', takeMax),
    ];
  }
}

const processMetrics: readonly Metric[] = [
  {
    kind: 'counter',
    name: 'process_cpu_seconds_total',
    help: 'CPU time, of user and system, in seconds.',
    read: () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
  },
  {
    kind: 'gauge',
    name: 'process_start_time_seconds',
    help: 'When the process started, in seconds since 1970.',
    read: () => performance.timeOrigin / 1000,
  },
  {
    kind: 'gauge',
    name: 'process_resident_memory_bytes',
    help: 'Resident memory.',
    read: () => process.memoryUsage.rss(),
  },
  {
    kind: 'gauge',
    name: 'nodejs_heap_size_used_bytes',
    help: 'Heap in use.',
    read: () => process.memoryUsage().heapUsed,
  },
  {
    kind: 'gauge',
    name: 'nodejs_heap_size_total_bytes',
    help: 'Heap reserved.',
    read: () => process.memoryUsage().heapTotal,
  },
  {
    kind: 'gauge',
    name: 'nodejs_external_memory_bytes',
    help: 'Memory outside the heap, most of it buffers.',
    read: () => process.memoryUsage().external,
  },
];
