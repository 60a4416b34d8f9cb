import { expect, it, vi } from 'vitest';
import { type FakeClock, fakeClock } from '../../testing/index.ts';
import { type ReadsOptions, scheduleReads } from './reads.ts';

const SPACING_MS = 250;

/** Lets everything run that waits for no clock. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** Runs that end when told, and reads over them. */
function someReads(changed: Partial<ReadsOptions> = {}) {
  const ends: ((isGood: boolean) => void)[] = [];
  const clock: FakeClock = fakeClock();
  const run = () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    ends.push(resolve);
    return promise;
  };
  const retry = { baseMs: 1000, maxMs: 4000 };
  const reads = scheduleReads(run, { clock, spacingMs: 0, retry, random: () => 1, ...changed });
  const endOne = async (isGood = true): Promise<void> => {
    ends.at(-1)?.(isGood);
    await settle();
  };
  return { reads, clock, endOne, started: () => ends.length };
}

it('[SNAP4] runs once for all requests of one tick', async () => {
  const { reads, started } = someReads();

  for (let n = 0; n < 30; n += 1) reads.request();
  await settle();

  expect(started()).toBe(1);
});

it('[SNAP4] runs once more, and only once, for all requests that came during a run', async () => {
  const { reads, endOne, started } = someReads();
  reads.request();
  await settle();

  for (let n = 0; n < 30; n += 1) reads.request();
  await settle();
  expect(started()).toBe(1);
  await endOne();
  expect(started()).toBe(2);
  await endOne();

  expect(started()).toBe(2);
});

it('[SNAP4] begins no two runs within the spacing', async () => {
  const { reads, clock, endOne, started } = someReads({ spacingMs: SPACING_MS });
  reads.request();
  await settle();
  await endOne();

  reads.request();
  reads.request();
  clock.advance(SPACING_MS - 1);
  await settle();
  expect(started()).toBe(1);
  clock.advance(1);
  await settle();

  expect(started()).toBe(2);
  expect(clock.pending()).toBe(0);
});

it('[SNAP4] runs at once when a request comes after the spacing', async () => {
  const { reads, clock, endOne, started } = someReads({ spacingMs: SPACING_MS });
  reads.request();
  await settle();
  await endOne();
  clock.advance(SPACING_MS);

  reads.request();
  await settle();

  expect(started()).toBe(2);
});

it('[SNAP4] is not stalled by a clock that was set back', async () => {
  let now = 10_000_000;
  const clock = fakeClock();
  const { reads, endOne, started } = someReads({
    clock: { now: () => now, after: clock.after },
    spacingMs: SPACING_MS,
  });
  reads.request();
  await settle();
  await endOne();

  now = 0;
  reads.request();
  clock.advance(SPACING_MS);
  await settle();

  expect(started()).toBe(2);
});

it('[SNAP6] repeats a failed run only when asked, and after a wait that doubles to its limit', async () => {
  const { reads, clock, endOne, started } = someReads();
  const waits: number[] = [];
  reads.request();
  await settle();
  for (let failure = 0; failure < 4; failure += 1) {
    await endOne(false);
    clock.advance(0);
    expect(clock.pending()).toBe(0);
    const askedAt = clock.now();
    reads.request();
    const before = started();
    while (started() === before) {
      clock.advance(100);
      await settle();
    }
    waits.push(clock.now() - askedAt);
  }

  expect(waits).toEqual([1000, 2000, 4000, 4000]);
});

it('[SNAP6] does not wait after a failure long past, nor after a success', async () => {
  const { reads, clock, endOne, started } = someReads();
  reads.request();
  await settle();
  await endOne(false);
  clock.advance(1000);

  reads.request();
  await settle();
  expect(started()).toBe(2);
  await endOne(true);
  reads.request();
  await settle();

  expect(started()).toBe(3);
});

it('[SNAP6] keeps the wait for what was asked during the run that failed', async () => {
  const { reads, clock, endOne, started } = someReads();
  reads.request();
  await settle();
  reads.request();

  await endOne(false);
  clock.advance(999);
  await settle();
  expect(started()).toBe(1);
  clock.advance(1);
  await settle();

  expect(started()).toBe(2);
});

it('[SNAP6] lets a person who asks wait for nothing', async () => {
  const { reads, clock, endOne, started } = someReads({ spacingMs: SPACING_MS });
  reads.request();
  await settle();
  await endOne(false);
  reads.request();

  reads.requestNow();
  reads.requestNow();
  await settle();

  expect(started()).toBe(2);
  expect(clock.pending()).toBe(0);
});

it.each([
  ['before', ['requestNow', 'request']],
  ['after', ['request', 'requestNow']],
] as const)(
  '[SNAP6] lets a person who asks during a run wait for its end alone, asked %s others',
  async (_when, asks) => {
    const { reads, clock, endOne, started } = someReads({ spacingMs: SPACING_MS });
    reads.request();
    await settle();

    for (const ask of asks) reads[ask]();
    await settle();
    expect(started()).toBe(1);
    await endOne(false);
    expect(started()).toBe(2);
    expect(clock.pending()).toBe(0);
    await endOne();
    clock.advance(60_000);
    await settle();

    expect(started()).toBe(2);
  },
);

it('reports a run that throws, and takes it for a failure', async () => {
  const onError = vi.fn((event: ErrorEvent) => event.preventDefault());
  window.addEventListener('error', onError);
  const clock = fakeClock();
  const run = vi.fn(() => Promise.reject(new Error('broken')));
  const reads = scheduleReads(run, { clock, spacingMs: 0, retry: { baseMs: 1000, maxMs: 1000 }, random: () => 1 });
  reads.request();
  await settle();

  reads.request();
  await settle();
  expect(run).toHaveBeenCalledTimes(1);
  clock.advance(1000);
  await settle();

  expect(run).toHaveBeenCalledTimes(2);
  expect(onError).toHaveBeenCalledTimes(2);
  reads.stop();
  window.removeEventListener('error', onError);
});

it('[SNAP7] begins nothing after its stop, also not what was asked before it', async () => {
  const { reads, clock, endOne, started } = someReads({ spacingMs: SPACING_MS });
  reads.request();
  await settle();
  reads.request();

  reads.stop();
  await endOne();
  reads.request();
  reads.requestNow();
  clock.advance(60_000);
  await settle();

  expect(started()).toBe(1);
  expect(clock.pending()).toBe(0);
});

it('[SNAP7] leaves no timer and begins nothing when it is stopped while a run is due', async () => {
  const { reads, clock, endOne, started } = someReads({ spacingMs: SPACING_MS });
  reads.request();
  await settle();
  await endOne();
  reads.request();

  reads.stop();

  expect(clock.pending()).toBe(0);
  expect(started()).toBe(1);
});
