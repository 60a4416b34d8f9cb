import type { RealtimeStatus } from '@vppos/core/types';
import { expect, it } from 'vitest';
import { formatDuration, formatTimeMs } from '../format.ts';
import type { Transition } from '../recording.ts';
import { spansOf, wayOf } from './spans.ts';

const live: RealtimeStatus = { state: 'live', since: 0, role: 'leader', degraded: false, fresh: true };
const at = (n: number, ms: number, status: Partial<RealtimeStatus>): Transition => ({
  n,
  at: ms,
  elapsed: 0,
  status: { ...live, ...status },
});

it('[INSP2] tells how long each status stood, the newest first, and when the role changed', () => {
  const transitions = [at(1, 0, { state: 'connecting' }), at(2, 300, {}), at(3, 900, { role: 'follower' })];

  expect(spansOf(transitions, 1000)).toMatchObject([
    { n: 3, durationMs: 100, isLast: true, isNewRole: true },
    { n: 2, durationMs: 600, isLast: false, isNewRole: false },
    { n: 1, durationMs: 300, isLast: false, isNewRole: true },
  ]);
  expect(spansOf([at(1, 5000, {})], 1000)).toMatchObject([{ durationMs: 0 }]);
});

it('[INSP2] tells by which way events come', () => {
  const statuses: Partial<RealtimeStatus>[] = [
    {},
    { fresh: false },
    { state: 'waiting' },
    { state: 'waiting', degraded: true },
  ];

  expect(statuses.map((status) => wayOf({ ...live, ...status }))).toEqual(['stream', 'none', 'none', 'polling']);
});

it.each([
  [0.4, '<1 ms'],
  [12.4, '12 ms'],
  [3449, '3.4 s'],
  [5000, '5 s'],
  [125_000, '2 min 05 s'],
  [3_600_000 * 26 + 120_000, '26 h 02 min'],
  [-20, '−20 ms'],
])('writes %d ms as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

it("writes a time to the millisecond on the shop's clock", () => {
  expect(formatTimeMs(Date.UTC(2025, 10, 21, 7, 32, 5, 123))).toBe('14:32:05,123');
});
