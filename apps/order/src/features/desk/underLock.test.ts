import { expect, it } from 'vitest';
import { type TabLocks, underLock } from './underLock.ts';

const refusing = (hasBegun: boolean): TabLocks => ({
  request: async (_name, _options, begin) => {
    if (hasBegun) await begin();
    throw new DOMException('denied', 'SecurityError');
  },
});

async function roundsUnder(
  locks: TabLocks | undefined,
  signal = new AbortController().signal,
): Promise<[number, unknown]> {
  let rounds = 0;
  const error: unknown = await underLock(locks, 'queue')(async () => {
    rounds += 1;
  }, signal).catch((thrown: unknown) => thrown);
  return [rounds, error];
}

it.each([
  ['there are no locks', undefined],
  ['the browser refuses them', refusing(false)],
])('[ORDMFE18] sends also where %s', async (_what, locks) => {
  expect(await roundsUnder(locks)).toEqual([1, undefined]);
});

it('runs nothing after its stop, and nothing twice', async () => {
  expect(await roundsUnder(refusing(false), AbortSignal.abort())).toEqual([0, expect.any(DOMException)]);
  expect(await roundsUnder(refusing(true))).toEqual([1, expect.any(DOMException)]);
});
