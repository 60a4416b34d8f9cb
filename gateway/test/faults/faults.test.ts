import { join } from 'node:path';
import { realClock } from '@vppos/core/time';
import { expect, it, onTestFinished } from 'vitest';
import { tempDir } from '../testing/tempDir.ts';
import { drawFaultPlan } from './faultPlan.ts';
import { FaultRun } from './faultRun.ts';

/** Has a kill and a SIGTERM amid publishes, and a log of 103 entries. */
const FIXED_SEED = 2558;
const fresh = Date.now() % 1_000_000_000;
const { FAULT_SEED, FAULT_SEEDS, FAULT_SECONDS } = process.env;
/** `FAULT_SEED` alone, or `FAULT_SEEDS` fresh ones, or the two of every day. */
const seeds =
  FAULT_SEED !== undefined
    ? [Number(FAULT_SEED)]
    : FAULT_SEEDS !== undefined
      ? Array.from({ length: Number(FAULT_SEEDS) }, (_, index) => fresh + index)
      : [FIXED_SEED, fresh];
const seconds = Number(FAULT_SECONDS ?? 6);

it.each(seeds)(
  '[FAULT1] [FAULT2] [FAULT3] serves every client whole, once and in order, or tells it to resync (seed %i)',
  async (seed) => {
    const run = await FaultRun.prepare(drawFaultPlan(seed, seconds), join(tempDir(), 'events.db'), realClock);
    onTestFinished(() => run.stop());

    const report = await run.run();

    process.stdout.write(`${report}\n`);
    expect(report).toMatch(/deliveries: \d{3}/);
  },
  (seconds + 60) * 1000,
);
