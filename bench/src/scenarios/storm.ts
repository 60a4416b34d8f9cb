import type { Settled } from '../load/load.ts';
import { LoadProcess } from '../loadProcess.ts';
import { startPeer } from '../peers.ts';

export interface StormPlan {
  readonly streams: number;
  /** Events that every stream has missed when it comes back. */
  readonly behind: number;
}

export interface StormRun extends Settled {
  /** From the first reconnect until everyone had everything, in s. */
  readonly caughtUpAfterS: number;
  readonly peakResidentBytes: number;
}

const PAD_BYTES = 60;
const RATE_PER_S = 500;
const LIMIT_MS = 180_000;

/** Every stream is cut at once, misses events, and comes back with its cursor at the same moment. */
export async function runStorm(plan: StormPlan): Promise<StormRun> {
  const server = await startPeer('gateway');
  const load = await LoadProcess.start({ endpoint: server.endpoint, streams: plan.streams });
  try {
    await load.call('open');
    await load.call('publish', { ratePerS: RATE_PER_S, count: 1, padBytes: PAD_BYTES });
    await load.call('settle', LIMIT_MS);
    await load.call('drop');
    await load.call('publish', { ratePerS: RATE_PER_S, count: plan.behind, padBytes: PAD_BYTES });
    const startedAt = performance.now();
    await load.call('reopenAfter', 0);
    const settled = await load.call('settle', LIMIT_MS);
    const caughtUpAfterS = (performance.now() - startedAt) / 1000;
    return { ...settled, caughtUpAfterS, peakResidentBytes: server.process.peakResidentBytes() };
  } finally {
    await load.stop();
    await server.stop();
  }
}
