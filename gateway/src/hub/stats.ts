import type { Clock } from '@vppos/core/time';
import type { EventLog, LogBounds } from '../log/eventLog.ts';
import type { Hub } from './hub.ts';
import type { CountsReport } from './tally.ts';

/** Numbers since the start of the process, of one company or of all. */
export interface GatewayStats extends CountsReport {
  readonly uptimeMs: number;
  /** What the log keeps; told to those only who may see all companies. */
  readonly log?: LogBounds;
}

export interface StatsSource {
  readonly hub: Pick<Hub, 'streams' | 'tally'>;
  readonly log: Pick<EventLog, 'bounds'>;
  readonly clock: Clock;
  readonly startedAt: number;
}

/** `companyId` null: of all. */
export async function statsOf(source: StatsSource, companyId: number | null): Promise<GatewayStats> {
  const { hub, log, clock, startedAt } = source;
  const uptimeMs = clock.now() - startedAt;
  const now = hub.streams(companyId).length;
  if (companyId !== null) return { ...hub.tally.reportOf(companyId, now), uptimeMs };
  return { ...hub.tally.reportOfAll(now), uptimeMs, log: await log.bounds() };
}
