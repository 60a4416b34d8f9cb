import type { KeyValueStore } from '../../auth/session.types.ts';

/** Where a browser keeps its name towards the gateway. */
export const CLIENT_ID_KEY = 'vppos.client_id';

/**
 * One a browser, whichever tab leads: a new leader's stream then takes the old one's place. Read again at each use: of two
 * tabs that make one at the same time the later wins.
 */
export function browserClientId(storage: KeyValueStore, newId: () => string): string {
  const kept = storage.get(CLIENT_ID_KEY);
  if (kept !== null && /^[\w.-]{1,64}$/.test(kept)) return kept;
  const made = newId();
  storage.set(CLIENT_ID_KEY, made);
  return made;
}
