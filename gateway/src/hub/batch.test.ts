import { expect, it } from 'vitest';
import type { Target } from '../log/eventLog.ts';
import { SharedBatches, WRITE_MAX_BYTES } from './batch.ts';
import { encodeEntry, Ring } from './ring.ts';

const viewer = (userId: string, companyId = 1) => ({
  companyId,
  userId,
  sessionId: `s${userId}`,
  clientId: `c${userId}`,
});

function ringOf(targets: Target[], json = '{}'): Ring {
  const ring = new Ring(0);
  for (const [index, target] of targets.entries()) {
    const seq = index + 1;
    ring.push(
      encodeEntry({ id: `e-${seq}` as never, seq, at: 0, record: { kind: 'event', type: 'notify', json, target } }),
    );
  }
  return ring;
}

const idsIn = (chunk: Buffer | null) =>
  [...(chunk?.toString() ?? '').matchAll(/^id: e-(\d+)$/gm)].map((match) => Number(match[1]));

it('[HUB9] shares one buffer between the readers of a company who stand at one place', () => {
  const batches = new SharedBatches(
    ringOf([{ kind: 'all' }, { kind: 'company', companyId: 1 }, { kind: 'company', companyId: 2 }]),
  );

  const first = batches.from(1, viewer('7'));
  const second = batches.from(1, viewer('8'));
  const other = batches.from(1, viewer('9', 2));

  expect(second.chunk).toBe(first.chunk);
  expect([idsIn(first.chunk), idsIn(other.chunk)]).toEqual([
    [1, 2],
    [1, 3],
  ]);
});

it('[HUB1] never shares a stretch that holds something for single readers', () => {
  const batches = new SharedBatches(
    ringOf([
      { kind: 'all' },
      { kind: 'user', companyId: 1, ids: ['7'] },
      { kind: 'session', companyId: 2, ids: ['s7'] },
    ]),
  );

  expect(idsIn(batches.from(1, viewer('7')).chunk)).toEqual([1, 2]);
  expect(idsIn(batches.from(1, viewer('8')).chunk)).toEqual([1]);
  expect(idsIn(batches.from(1, viewer('7')).chunk)).toEqual([1, 2]);
});

it('[HUB5] ends a batch at the most one write may carry, and goes on from there', () => {
  const big = `"${'x'.repeat(WRITE_MAX_BYTES / 3)}"`;
  const batches = new SharedBatches(
    ringOf(
      Array.from({ length: 5 }, () => ({ kind: 'all' as const })),
      big,
    ),
  );

  const first = batches.from(1, viewer('7'));
  const second = batches.from(first.nextSeq, viewer('7'));

  expect([idsIn(first.chunk), idsIn(second.chunk)]).toEqual([
    [1, 2],
    [3, 4],
  ]);
});
