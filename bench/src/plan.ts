import { parseArgs } from 'node:util';

export const SCENARIOS = ['fanout', 'idle', 'storm', 'stalled', 'drain', 'appends'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** How much is run. */
export interface Plan {
  readonly scenarios: readonly Scenario[];
  /** Interleaved runs of each pair that a figure compares. */
  readonly pairs: number;
  /** Runs of the peers that nothing is compared with closely. */
  readonly rounds: number;
  readonly out: string;
}

/** @throws Error, one sentence, when an argument makes no sense. */
export function readPlan(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: SCENARIOS.join(',') },
      quick: { type: 'boolean', default: false },
      pairs: { type: 'string' },
      out: { type: 'string', default: '.data/bench.json' },
    },
  });
  const pairs = Number(values.pairs ?? (values.quick ? 1 : 7));
  if (!Number.isInteger(pairs) || pairs < 1) throw new Error(`--pairs ${values.pairs} must be a whole number from 1.`);
  return {
    scenarios: values.only.split(',').map(scenarioOf),
    pairs,
    rounds: Math.min(pairs, 3),
    out: values.out,
  };
}

function scenarioOf(name: string): Scenario {
  const scenario = SCENARIOS.find((each) => each === name);
  if (scenario === undefined) throw new Error(`--only ${name} must be of ${SCENARIOS.join(', ')}.`);
  return scenario;
}
