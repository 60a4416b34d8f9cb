import { expect, it } from 'vitest';
import { FIRST_N, NumberScanner } from './scan.ts';

const STREAM = [0, 1, 2].map((n) => `id: e-${n}\nevent: bench\ndata: {"pad":"xx","n":${FIRST_N + n}}\n\n`).join('');

it.each([1, 2, 3, 5, 7, 11, 1000])('finds every number, however the bytes are cut (%d at a time)', (size) => {
  const scanner = new NumberScanner();
  const found: number[] = [];
  const shared = Buffer.alloc(1000);

  for (let at = 0; at < STREAM.length; at += size) {
    const length = shared.write(STREAM.slice(at, at + size));
    scanner.scan(shared.subarray(0, length), (n) => found.push(n));
  }

  expect(found).toEqual([0, 1, 2]);
});
