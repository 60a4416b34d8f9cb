import { expect, it } from 'vitest';
import { encodeEntry, Ring } from './ring.ts';

const entry = (seq: number, json = '{}') =>
  encodeEntry({
    // A cursor as a log would write it.
    id: `e-${seq}` as never,
    seq,
    at: 0,
    record: { kind: 'event', type: 'notify', json, target: { kind: 'all' } },
  });

it('[HUB9] encodes an entry once, as its frame', () => {
  expect(entry(5, '{"message":"a"}').frame?.toString()).toBe('id: e-5\nevent: notify\ndata: {"message":"a"}\n\n');
});

it('[HUB7] keeps the newest entries by count', () => {
  const ring = new Ring(10, { maxEvents: 3, maxBytes: 1_000_000 });
  for (const seq of [11, 12, 13, 14, 15]) ring.push(entry(seq));

  expect([ring.firstSeq, ring.lastSeq]).toEqual([13, 15]);
  expect([12, 13, 15, 16].map((seq) => ring.at(seq)?.seq)).toEqual([undefined, 13, 15, undefined]);
});

it('[HUB7] keeps the newest entries by bytes, and the newest one whatever its size', () => {
  const ring = new Ring(0, { maxEvents: 100, maxBytes: 90 });
  for (const seq of [1, 2, 3, 4, 5]) ring.push(entry(seq));
  expect(ring.firstSeq).toBe(4);

  ring.push(entry(6, `"${'x'.repeat(500)}"`));
  expect([ring.firstSeq, ring.lastSeq]).toEqual([6, 6]);
  ring.push(entry(7));
  ring.push(entry(8));
  expect(ring.firstSeq).toBe(7);
});

it('refuses an entry that would leave a hole', () => {
  const ring = new Ring(0);
  ring.push(entry(1));

  expect(() => ring.push(entry(3))).toThrow('Entry 3 follows 1.');
});
