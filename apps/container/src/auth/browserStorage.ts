import type { KeyValueStore } from './session.types.ts';

/** `localStorage` that never throws: where the browser forbids or has filled it, the page remembers for itself. */
export function createBrowserStorage(storage: () => Storage): KeyValueStore {
  const own = new Map<string, string>();
  const attempt = <T>(run: (store: Storage) => T, otherwise: () => T): T => {
    try {
      return run(storage());
    } catch {
      // Blocked by policy, or full: a visit without memory is better than none.
      return otherwise();
    }
  };
  const recall = (key: string): string | null => own.get(key) ?? null;
  return {
    get: (key) =>
      attempt(
        (store) => store.getItem(key),
        () => null,
      ) ?? recall(key),
    set: (key, value) => {
      attempt<unknown>(
        (store) => {
          store.setItem(key, value);
          return own.delete(key);
        },
        () => own.set(key, value),
      );
    },
    remove: (key) => {
      own.delete(key);
      attempt(
        (store) => store.removeItem(key),
        () => undefined,
      );
    },
  };
}
