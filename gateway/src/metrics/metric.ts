import { Counter, Gauge, type Registry } from 'prom-client';

export type Reading = number | ReadonlyMap<string, number>;

/** A number that is kept elsewhere and read when somebody scrapes; with a `label`, one for each of the label's values. */
export interface Metric {
  readonly kind: 'counter' | 'gauge';
  readonly name: string;
  readonly help: string;
  readonly label?: string;
  /** Values of the label that are there from the start, at 0: else nobody would see the first one as an increase. */
  readonly known?: readonly string[];
  readonly read: () => Reading;
}

export function addMetric(registry: Registry, metric: Metric): void {
  const { kind, name, help, label } = metric;
  const options = { name, help, labelNames: label === undefined ? [] : [label], registers: [registry] };
  if (kind === 'counter') {
    const collect = (): void => {
      counter.reset();
      for (const [labels, value] of samplesOf(metric)) counter.inc(labels, value);
    };
    const counter = new Counter({ ...options, collect });
  } else {
    const collect = (): void => {
      for (const [labels, value] of samplesOf(metric)) gauge.set(labels, value);
    };
    const gauge = new Gauge({ ...options, collect });
  }
}

function samplesOf({ label, known = [], read }: Metric): [Record<string, string>, number][] {
  const reading = read();
  if (typeof reading === 'number') return [[{}, reading]];
  const all = new Map([...known.map((value): [string, number] => [value, 0]), ...reading]);
  return [...all].map(([value, n]) => [label === undefined ? {} : { [label]: value }, n]);
}
