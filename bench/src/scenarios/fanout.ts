import type { Settled } from '../load/load.ts';
import { LoadProcess } from '../loadProcess.ts';
import { type PeerName, startPeer } from '../peers.ts';

export interface FanoutPlan {
  readonly streams: number;
  readonly ratePerS: number;
  readonly seconds: number;
}

export interface FanoutRun extends Settled {
  readonly deliveriesPerS: number;
  /** Of the whole server, everything included, in µs. */
  readonly cpuPerDeliveryUs: number;
}

const WARM_UP = { ratePerS: 20, count: 20 };
/** So that a frame of an event has about 150 bytes. */
const PAD_BYTES = 60;
const LIMIT_MS = 180_000;

/** Publishes at a fixed rate to one company's streams and waits until everyone has everything. */
export async function runFanout(peer: PeerName, plan: FanoutPlan): Promise<FanoutRun> {
  const server = await startPeer(peer);
  const load = await LoadProcess.start({ endpoint: server.endpoint, streams: plan.streams });
  try {
    await load.call('open');
    await load.call('publish', { ...WARM_UP, padBytes: PAD_BYTES });
    const warm = await load.call('settle', LIMIT_MS);
    await load.call('measure');
    const cpuBefore = server.process.cpuSeconds();
    await load.call('publish', { ratePerS: plan.ratePerS, count: plan.ratePerS * plan.seconds, padBytes: PAD_BYTES });
    const settled = await load.call('settle', LIMIT_MS);
    const cpuSeconds = server.process.cpuSeconds() - cpuBefore;
    const deliveries = settled.deliveries - warm.deliveries;
    return {
      ...settled,
      deliveries,
      deliveriesPerS: deliveries / settled.seconds,
      cpuPerDeliveryUs: (cpuSeconds * 1e6) / deliveries,
    };
  } finally {
    await load.stop();
    await server.stop();
  }
}
