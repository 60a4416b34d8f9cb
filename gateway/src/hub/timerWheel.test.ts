import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { TimerWheel } from './timerWheel.ts';

it('[HUB8] calls each timer once, not early, and at most one tick late', () => {
  const clock = fakeClock();
  const wheel = new TimerWheel(clock, 50);
  const start = clock.now();
  const calledAt: number[] = [];
  for (const delayMs of [1, 49, 50, 51, 130, 5000]) wheel.after(delayMs, () => calledAt.push(clock.now() - start));

  clock.advance(10_000);

  expect(calledAt).toEqual([50, 50, 50, 100, 150, 5000]);
  expect([wheel.size, clock.pending()]).toEqual([0, 0]);
});

it('[HUB8] never calls early when it is wound up between two ticks', () => {
  const clock = fakeClock();
  const wheel = new TimerWheel(clock, 50);
  wheel.after(1000, () => undefined);
  clock.advance(30);
  const start = clock.now();
  let calledAfter = 0;
  wheel.after(50, () => {
    calledAfter = clock.now() - start;
  });

  clock.advance(200);

  expect(calledAfter).toBeGreaterThanOrEqual(50);
});

it('[HUB8] keeps one clock timer however many wait, and none when none waits', () => {
  const clock = fakeClock();
  const wheel = new TimerWheel(clock, 50);
  const stops = [1, 2, 3].map((n) => wheel.after(n * 1000, () => expect.unreachable()));

  expect(clock.pending()).toBe(1);
  for (const stop of stops) stop();
  for (const stop of stops) stop();
  clock.advance(5000);
  expect([wheel.size, clock.pending()]).toEqual([0, 0]);
});

it('lets a callback stop a timer of the same tick, and start another', () => {
  const clock = fakeClock();
  const wheel = new TimerWheel(clock, 10);
  const called: string[] = [];
  wheel.after(10, () => {
    called.push('first');
    stopSecond();
    wheel.after(10, () => called.push('third'));
  });
  const stopSecond = wheel.after(10, () => called.push('second'));

  clock.advance(100);

  expect(called).toEqual(['first', 'third']);
});

it('goes on when the wall clock is set back, and runs everything due after a long sleep', () => {
  const clock = fakeClock();
  let shiftMs = 0;
  const wheel = new TimerWheel({ ...clock, now: () => clock.now() + shiftMs }, 50);
  const called: number[] = [];
  for (const delayMs of [200, 100, 3_600_000]) wheel.after(delayMs, () => called.push(delayMs));
  shiftMs = -3_600_000;
  clock.advance(250);
  expect(called).toEqual([100, 200]);

  shiftMs = 3_600_000;
  clock.advance(50);
  expect(called).toEqual([100, 200, 3_600_000]);
});

it('[HUB8] is never early when it is wound up while the event loop is held up', () => {
  const clock = fakeClock();
  let heldMs = 0;
  const wheel = new TimerWheel({ ...clock, now: () => clock.now() + heldMs }, 50);
  wheel.after(10_000, () => undefined);
  // The machine's time goes on, but no timer of it has fired yet.
  heldMs = 400;
  const start = clock.now() + heldMs;
  let calledAfter = 0;
  wheel.after(100, () => {
    calledAfter = clock.now() + heldMs - start;
  });

  clock.advance(500);

  expect(calledAfter).toBeGreaterThanOrEqual(100);
  expect(calledAfter).toBeLessThanOrEqual(150);
});

it('[HUB8] keeps time although every timer of the machine fires late', () => {
  const clock = fakeClock();
  const lateMs = 20;
  const wheel = new TimerWheel({ ...clock, after: (delayMs, callback) => clock.after(delayMs + lateMs, callback) }, 50);
  const start = clock.now();
  let calledAfter = 0;
  wheel.after(900_000, () => {
    calledAfter = clock.now() - start;
  });

  clock.advance(1_800_000);

  expect(calledAfter).toBeGreaterThanOrEqual(900_000);
  expect(calledAfter).toBeLessThanOrEqual(900_000 + 50 + lateMs);
});

it('[HUB8] is never early although timers of the machine are, a little', () => {
  const clock = fakeClock();
  const early = (delayMs: number): number => (delayMs > 1 ? delayMs - 1 : delayMs);
  const wheel = new TimerWheel({ ...clock, after: (delayMs, callback) => clock.after(early(delayMs), callback) }, 50);
  const start = clock.now();
  let calledAfter = 0;
  wheel.after(900_000, () => {
    calledAfter = clock.now() - start;
  });

  clock.advance(1_000_000);

  expect(calledAfter).toBe(900_000);
});

it('[HUB8] keeps time for a single alarm that is set anew each time it rings', () => {
  const clock = fakeClock();
  const lateMs = 20;
  const wheel = new TimerWheel({ ...clock, after: (delayMs, callback) => clock.after(delayMs + lateMs, callback) }, 50);
  const start = clock.now();
  const end = wheel.tickAfter(900_000);
  let endedAfter = 0;
  const alarm = {
    dueTick: 0,
    ring: () => {
      if (wheel.tick < end) wheel.set(alarm, Math.min(end, wheel.tickAfter(1000)));
      else endedAfter = clock.now() - start;
    },
  };
  wheel.set(alarm, wheel.tickAfter(1000));

  clock.advance(1_800_000);

  expect(endedAfter).toBeGreaterThanOrEqual(900_000);
  expect(endedAfter).toBeLessThanOrEqual(900_000 + 50 + lateMs);
});
