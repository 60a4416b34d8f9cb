import type { KeyValueStore } from './session.types.ts';

const TILL_KEY = 'vppos.till_id';
const TILL_PATTERN = /^[A-Za-z0-9._-]{1,64}$/;

/** The place this browser stands at: made once, kept, short enough to be read out (`quay-7f3a`). */
export function tillId(storage: KeyValueStore, newId: () => string): string {
  const kept = storage.get(TILL_KEY);
  if (kept !== null && TILL_PATTERN.test(kept)) return kept;
  const made = `quay-${newId().slice(0, 4)}`;
  storage.set(TILL_KEY, made);
  return made;
}
