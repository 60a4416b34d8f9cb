import type { KeyValueStore } from '../../auth/session.types.ts';

/** Where the tab that holds the stream leaves what it has learned of the server's clock for the others. */
const OFFSET_KEY = 'vppos.server_offset_ms';

/** The server's clock in ms: as this tab's stream has told, else as another tab's did, else this machine's. */
export function createServerTime(
  storage: KeyValueStore,
  now: () => number,
  ownOffsetMs: () => number | null,
): () => number {
  return () => {
    const own = ownOffsetMs();
    if (own !== null) storage.set(OFFSET_KEY, String(own));
    const offset = own ?? Number(storage.get(OFFSET_KEY) ?? 0);
    return now() + (Number.isFinite(offset) ? offset : 0);
  };
}
