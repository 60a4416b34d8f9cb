import { isNchanInstalled, type PeerName } from '../peers.ts';
import type { Plan } from '../plan.ts';
import type { Report } from '../report.ts';
import { ratio, runContest, STREAMS } from './compare.ts';

const SLOW: readonly PeerName[] = ['better-sse', 'socket.io'];

/** The gateway and its peers, at rates that leave time, that fill a core, and that no one can keep up with. */
export async function runContests(report: Report, plan: Plan): Promise<void> {
  const nchan: PeerName[] = isNchanInstalled() ? ['nchan'] : [];
  const close: PeerName[] = ['gateway', ...nchan];
  const at20 = await runContest(report, plan, {
    ratePerS: 20,
    seconds: 5,
    close: ['gateway', 'naive'],
    distant: [...nchan, ...SLOW],
  });
  report.atMost('CPU a delivery at 20/s, over the naive loop', ratio(at20, 'CPU µs a delivery', 'naive'), 1.15);
  const others: PeerName[] = ['naive', ...SLOW];
  const at100 = await runContest(report, plan, { ratePerS: 100, seconds: 5, close, distant: others });
  if (nchan.length > 0) report.atMost("p99 at 100/s, over Nchan's", ratio(at100, 'p99 ms', 'nchan'), 1.25);
  const at1000 = await runContest(report, plan, { ratePerS: 1000, seconds: 3, close, distant: others });
  const offered = 1000 * STREAMS;
  const delivered = at1000.get('gateway')?.['deliveries/s'].median ?? Number.NaN;
  report.atLeast('share of what was offered at 1,000/s', delivered / offered, 0.95);
  report.atLeast("deliveries/s at 1,000/s, over better-sse's", ratio(at1000, 'deliveries/s', 'better-sse'), 8);
  if (nchan.length === 0) return;
  report.atLeast("deliveries/s at 1,000/s, over Nchan's", ratio(at1000, 'deliveries/s', 'nchan'), 3);
  // At 1,000/s the gateway delivers all there is, so that its own limit is seen at more only.
  const at3000 = await runContest(report, plan, { ratePerS: 3000, seconds: 2, close: [], distant: close });
  report.atLeast("deliveries/s when both are at their limit, over Nchan's", ratio(at3000, 'deliveries/s', 'nchan'), 3);
}
