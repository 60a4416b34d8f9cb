import { timingSafeEqual } from 'node:crypto';

/** Whether both are the same text; constant time for every `given` of the right length. */
export function isSameSecret(given: string, expected: string): boolean {
  const [mine, theirs] = [Buffer.from(expected), Buffer.from(given)];
  return mine.length === theirs.length && timingSafeEqual(mine, theirs);
}
