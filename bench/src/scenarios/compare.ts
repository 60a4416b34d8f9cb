import type { PeerName } from '../peers.ts';
import type { Plan } from '../plan.ts';
import type { Report } from '../report.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import { type FanoutRun, runFanout } from './fanout.ts';

export const STREAMS = 1000;
const FIGURES = {
  'deliveries/s': (run: FanoutRun) => run.deliveriesPerS,
  'p50 ms': (run: FanoutRun) => run.latency.p50,
  'p99 ms': (run: FanoutRun) => run.latency.p99,
  'CPU µs a delivery': (run: FanoutRun) => run.cpuPerDeliveryUs,
};
type Figures = Record<keyof typeof FIGURES, Spread>;
export type Results = ReadonlyMap<PeerName, Figures>;

export interface Contest {
  readonly ratePerS: number;
  readonly seconds: number;
  /** Run in turn, `plan.pairs` times; the order is turned round each time. */
  readonly close: readonly PeerName[];
  /** Run `plan.rounds` times. */
  readonly distant: readonly PeerName[];
}

/** Runs one contest and gives each peer's figures. */
export async function runContest(report: Report, plan: Plan, contest: Contest): Promise<Results> {
  report.title(`${contest.ratePerS} events/s to ${STREAMS} streams, published one by one over HTTP`);
  const runs = new Map<PeerName, FanoutRun[]>();
  for (let round = 0; round < plan.pairs; round += 1) {
    const close = round % 2 === 0 ? contest.close : [...contest.close].reverse();
    const peers = round < plan.rounds ? [...close, ...contest.distant] : close;
    for (const peer of peers) {
      const run = await runFanout(peer, { ...contest, streams: STREAMS });
      report.deliveries(`${peer} at ${contest.ratePerS}/s`, run);
      runs.set(peer, [...(runs.get(peer) ?? []), run]);
    }
  }
  const figures = new Map<PeerName, Figures>();
  for (const peer of [...contest.close, ...contest.distant]) {
    figures.set(peer, tell(report, `${peer}, ${contest.ratePerS}/s`, runs.get(peer) ?? []));
  }
  return figures;
}

function tell(report: Report, name: string, runs: readonly FanoutRun[]): Figures {
  const spread = (figure: keyof typeof FIGURES): Spread => {
    const each = spreadOf(runs.map(FIGURES[figure]));
    report.figure(name, each, figure);
    return each;
  };
  return {
    'deliveries/s': spread('deliveries/s'),
    'p50 ms': spread('p50 ms'),
    'p99 ms': spread('p99 ms'),
    'CPU µs a delivery': spread('CPU µs a delivery'),
  };
}

/** A figure of the gateway over the same one of a peer, by their medians. */
export function ratio(results: Results, figure: keyof Figures, peer: PeerName): number {
  const of = (name: PeerName): number => results.get(name)?.[figure].median ?? Number.NaN;
  return of('gateway') / of(peer);
}
