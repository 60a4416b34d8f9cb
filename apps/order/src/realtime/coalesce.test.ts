import { fakeClock } from '@vppos/core/testing';
import { expect, it, vi } from 'vitest';
import { COALESCE_SPACING_MS, coalesce } from './coalesce.ts';

it('[ORDMFE4] runs once for all requests of one tick', async () => {
  const run = vi.fn();
  const reads = coalesce(run, fakeClock());

  for (let n = 0; n < 30; n += 1) reads.request();
  await Promise.resolve();

  expect(run).toHaveBeenCalledTimes(1);
});

it('[ORDMFE4] runs once more for requests that come after a run, and no sooner than the spacing', async () => {
  const run = vi.fn();
  const clock = fakeClock();
  const reads = coalesce(run, clock);
  reads.request();
  await Promise.resolve();

  reads.request();
  reads.request();
  clock.advance(COALESCE_SPACING_MS - 1);
  expect(run).toHaveBeenCalledTimes(1);
  clock.advance(1);

  expect(run).toHaveBeenCalledTimes(2);
  expect(clock.pending()).toBe(0);
});

it('is not stalled by a clock that was set back', async () => {
  const run = vi.fn();
  let now = 10_000_000;
  const clock = fakeClock();
  const reads = coalesce(run, { now: () => now, after: clock.after });
  reads.request();
  await Promise.resolve();

  now = 0;
  reads.request();
  clock.advance(COALESCE_SPACING_MS);

  expect(run).toHaveBeenCalledTimes(2);
});

it('runs nothing after its stop', async () => {
  const run = vi.fn();
  const clock = fakeClock();
  const reads = coalesce(run, clock);

  reads.request();
  reads.stop();
  reads.request();
  await Promise.resolve();
  clock.advance(1_000);

  expect(run).not.toHaveBeenCalled();
});
