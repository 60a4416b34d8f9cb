import { LoadProcess } from '../loadProcess.ts';
import { pause } from '../pause.ts';
import { type PeerName, startPeer } from '../peers.ts';

export interface IdleRun {
  readonly bytesPerStream: number;
  /** Until all streams were open, in ms. */
  readonly openMs: number;
}

/** Long enough for a garbage collector to have let go of what opening the streams took, and for a first heartbeat. */
const SETTLE_MS = 16_000;
const BASE_MS = 1000;

/** What an open stream costs a fresh process that has nothing to send. */
export async function runIdle(peer: PeerName, streams: number): Promise<IdleRun> {
  const server = await startPeer(peer);
  const load = await LoadProcess.start({ endpoint: server.endpoint, streams });
  try {
    await pause(BASE_MS);
    const before = server.process.residentBytes();
    const openMs = await load.call('open');
    await pause(SETTLE_MS);
    return { bytesPerStream: (server.process.residentBytes() - before) / streams, openMs };
  } finally {
    await load.stop();
    await server.stop();
  }
}
