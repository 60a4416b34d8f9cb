import { expect, it } from 'vitest';
import { singleFlight } from './singleFlight.ts';

/** Runs that end when told. */
function aRun() {
  const ends: (() => void)[] = [];
  const run = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    ends.push(resolve);
    return promise;
  };
  const endOne = async (): Promise<void> => {
    ends.at(-1)?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { run, endOne, started: () => ends.length };
}

it('[PAYMFE3] runs once more, and only once, for all requests that came during a run', async () => {
  const { run, endOne, started } = aRun();
  const reads = singleFlight(run);

  for (let n = 0; n < 30; n += 1) reads.request();
  expect(started()).toBe(1);
  await endOne();
  expect(started()).toBe(2);
  await endOne();

  expect(started()).toBe(2);
});

it('is ready for the next request after a run', async () => {
  const { run, endOne, started } = aRun();
  const reads = singleFlight(run);
  reads.request();
  await endOne();

  reads.request();

  expect(started()).toBe(2);
});

it('starts nothing after its stop, also not what was asked before it', async () => {
  const { run, endOne, started } = aRun();
  const reads = singleFlight(run);
  reads.request();
  reads.request();

  reads.stop();
  await endOne();
  reads.request();

  expect(started()).toBe(1);
});
