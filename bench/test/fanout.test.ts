import { expect, it } from 'vitest';
import type { PeerName } from '../src/peers.ts';
import { runFanout } from '../src/scenarios/fanout.ts';

const PLAN = { streams: 20, ratePerS: 50, seconds: 1 };

// Small: that every peer can be started, read and counted, not how fast it is.
it.each(['gateway', 'naive', 'better-sse', 'socket.io'] satisfies PeerName[])(
  'counts every delivery of %s',
  async (peer) => {
    const run = await runFanout(peer, PLAN);

    expect(run.faults).toEqual({ lost: 0, doubled: 0, reordered: 0 });
    expect([run.deliveries, run.refused]).toEqual([PLAN.streams * PLAN.ratePerS * PLAN.seconds, 0]);
    expect(run.latency.p99).toBeGreaterThan(0);
    expect(run.cpuPerDeliveryUs).toBeGreaterThan(0);
  },
  30_000,
);
