import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../freePort.ts';
import type { Endings, Settled } from '../load/load.ts';
import { LoadProcess } from '../loadProcess.ts';
import { startPeer } from '../peers.ts';

export interface DrainPlan {
  readonly streams: number;
  readonly drainMs: number;
}

export interface DrainRun {
  readonly endings: Endings;
  /** The fullest second over the mean. */
  readonly peakOverMean: number;
  /** After everyone has come back to the restarted gateway. */
  readonly settled: Settled;
}

const PAD_BYTES = 60;
const RATE_PER_S = 20;
const LIMIT_MS = 120_000;

/** A deployment: SIGTERM while events are published, a new process on the same log, and everyone back on it. */
export async function runDrain({ streams, drainMs }: DrainPlan): Promise<DrainRun> {
  const folder = mkdtempSync(join(tmpdir(), 'vppos-drain-'));
  const env = { PORT: `${await freePort()}`, GATEWAY_LOG: `sqlite:${folder}/events.db`, DRAIN_MS: `${drainMs}` };
  const before = await startPeer('gateway', env);
  const load = await LoadProcess.start({ endpoint: before.endpoint, streams, watchesEnd: true });
  try {
    await load.call('open');
    await load.call('publish', { ratePerS: RATE_PER_S, count: RATE_PER_S, padBytes: PAD_BYTES });
    await load.call('settle', LIMIT_MS);
    const since = Date.now();
    const stopped = before.process.stop();
    const published = load.call('publish', {
      ratePerS: RATE_PER_S,
      count: Math.floor((RATE_PER_S * drainMs) / 2000),
      padBytes: PAD_BYTES,
    });
    const endings = await load.call('awaitEnds', { since, limitMs: drainMs * 3 });
    await published;
    await stopped;
    const settled = await comeBack(load, env);
    const mean = endings.ended / Math.ceil(drainMs / 1000);
    return { endings, peakOverMean: Math.max(...endings.perSecond) / mean, settled };
  } finally {
    await load.stop();
    await before.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function comeBack(load: LoadProcess, env: Readonly<Record<string, string>>): Promise<Settled> {
  const after = await startPeer('gateway', env);
  try {
    await load.call('drop');
    await load.call('reopenEach');
    return await load.call('settle', LIMIT_MS);
  } finally {
    await after.stop();
  }
}
