import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { LineBudget } from './lineBudget.ts';

it('[OPS13] allows ten lines a second and tells how many were left out', () => {
  const clock = fakeClock();
  const budget = new LineBudget(clock);

  const first = Array.from({ length: 13 }, () => budget.take());
  clock.advance(999);
  const late = budget.take();
  clock.advance(1);
  const next = [budget.take(), budget.take()];

  expect(first).toEqual([...Array(10).fill(0), null, null, null]);
  expect(late).toBeNull();
  expect(next).toEqual([4, 0]);
});
