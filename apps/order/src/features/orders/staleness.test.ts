import { expect, it } from 'vitest';
import { staleness } from './staleness.ts';

const LIVE = { state: 'live', fresh: true, degraded: false } as const;

it('[ORDMFE6] calls the list current while the stream lives and the newest read succeeded', () => {
  expect(staleness({ status: LIVE, hasFailed: false, readAt: 5 })).toEqual({ kind: 'current' });
});

it.each([
  ['the newest read failed', LIVE, true],
  ['the connection is lost', { ...LIVE, state: 'waiting' }, false],
  ["the gateway has lost its log's tail", { ...LIVE, fresh: false }, false],
] as const)('[ORDMFE6] calls the list stale when %s', (_why, status, hasFailed) => {
  expect(staleness({ status, hasFailed, readAt: 5 })).toEqual({ kind: 'stale', asOf: 5 });
});

it('[ORDMFE6] says nothing while polling stands in for the stream', () => {
  expect(staleness({ status: { ...LIVE, state: 'waiting', degraded: true }, hasFailed: false, readAt: 5 })).toEqual({
    kind: 'current',
  });
});
