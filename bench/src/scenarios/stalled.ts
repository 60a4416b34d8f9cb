import type { Settled } from '../load/load.ts';
import { LoadProcess } from '../loadProcess.ts';
import { startPeer } from '../peers.ts';
import { largestPendingBytes } from './connections.ts';

export interface StalledPlan {
  readonly streams: number;
  /** Readers on top of `streams` that stop reading once they are open. */
  readonly stalled: number;
  readonly ratePerS: number;
  readonly seconds: number;
  readonly padBytes: number;
}

export interface StalledRun extends Settled {
  /** The most that one stream of the server had in its own memory. */
  readonly largestPendingBytes: number;
  readonly residentBytes: number;
}

/** Longer than the run: a stalled reader must be borne, not only thrown out. */
const STALL_MS = '600000';
const WARM_UP = { ratePerS: 20, count: 20 };
const LIMIT_MS = 60_000;

/** Floods some readers while others take nothing, and sees what that does to the first. */
export async function runStalled(plan: StalledPlan): Promise<StalledRun> {
  const server = await startPeer('gateway', { STALL_MS });
  const { endpoint } = server;
  const load = await LoadProcess.start({ endpoint, streams: plan.streams, stalled: plan.stalled });
  const { ratePerS, padBytes } = plan;
  try {
    await load.call('open');
    await load.call('publish', { ...WARM_UP, padBytes });
    await load.call('settle', LIMIT_MS);
    await load.call('measure');
    await load.call('publish', { ratePerS, count: ratePerS * plan.seconds, padBytes });
    const settled = await load.call('settle', LIMIT_MS);
    const pendingBytes = await largestPendingBytes(endpoint.port);
    return { ...settled, largestPendingBytes: pendingBytes, residentBytes: server.process.residentBytes() };
  } finally {
    await load.stop();
    await server.stop();
  }
}
