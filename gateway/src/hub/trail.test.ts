import { expect, it } from 'vitest';
import type { Target } from '../log/eventLog.ts';
import { Trail } from './trail.ts';

const VIEWER = { companyId: 1, userId: '7', sessionId: 's7', clientId: 'c' };
const OURS: Target = { kind: 'company', companyId: 1 };
const THEIRS: Target = { kind: 'company', companyId: 2 };

function aTrail(targets: readonly (Target | null)[], maxEvents?: number): Trail {
  const trail = new Trail(10, maxEvents);
  for (const target of targets) trail.push(target);
  return trail;
}

it('[HUB12] finds the next entry that a viewer sees, and passes those of others and of nobody', () => {
  const trail = aTrail([THEIRS, null, OURS, THEIRS, OURS, THEIRS]);

  expect([11, 13, 14, 16].map((from) => trail.nextVisible(from, VIEWER))).toEqual([13, 13, 15, 17]);
  expect([trail.firstSeq, trail.lastSeq]).toEqual([11, 16]);
});

it('[HUB12] counts what a viewer sees, and stops above what is asked', () => {
  const trail = aTrail([OURS, THEIRS, OURS, OURS, OURS]);

  expect([trail.count(11, VIEWER, 100), trail.count(12, VIEWER, 100), trail.count(11, VIEWER, 1)]).toEqual([4, 3, 2]);
});

it('[HUB12] remembers so many entries and no more', () => {
  const trail = aTrail([OURS, OURS, THEIRS, THEIRS, OURS], 3);

  expect([trail.firstSeq, trail.lastSeq]).toEqual([13, 15]);
  expect(trail.nextVisible(13, VIEWER)).toBe(15);
});
