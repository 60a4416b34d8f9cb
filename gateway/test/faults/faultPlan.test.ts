import { expect, it } from 'vitest';
import { drawFaultPlan, FAULT_KINDS } from './faultPlan.ts';

it('[FAULT4] draws the same plan from the same seed, and another from another', () => {
  const plan = drawFaultPlan(42, 8);

  expect(drawFaultPlan(42, 8)).toEqual(plan);
  expect(drawFaultPlan(43, 8)).not.toEqual(plan);
});

it('draws every kind of fault, restart and bound, all within the run', () => {
  const plans = Array.from({ length: 100 }, (_, seed) => drawFaultPlan(seed, 20));

  const faults = plans.flatMap((plan) => plan.faults);
  const restarts = plans.flatMap((plan) => plan.restarts);
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
  expect(new Set(restarts.map(({ signal, midPublish }) => `${signal} ${midPublish}`)).size).toBe(4);
  expect([...faults, ...restarts].every(({ atMs }) => atMs > 0 && atMs < 20_000)).toBe(true);
  expect(plans.some(({ logMaxEvents }) => logMaxEvents <= 400)).toBe(true);
  expect(plans.some(({ replayMaxEvents }) => replayMaxEvents <= 80)).toBe(true);
  expect(plans.some(({ env }) => env.HEARTBEAT_MS === '15000')).toBe(true);
});
