import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { ownTimers } from './ownTimers.ts';

it('calls in time, until all are stopped, and nobody after that', () => {
  const outer = fakeClock();
  const { clock, stopAll } = ownTimers(outer);
  const called: string[] = [];
  clock.after(10, () => called.push('in time'));
  clock.after(10, () => called.push('stopped alone'))();
  clock.after(20, () => called.push('stopped with all'));

  outer.advance(15);
  stopAll();
  clock.after(1, () => called.push('too late'));
  outer.advance(100);

  expect(called).toEqual(['in time']);
  expect(outer.pending()).toBe(0);
});
