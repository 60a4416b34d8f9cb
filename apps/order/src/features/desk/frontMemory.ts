import type { FrontMemory } from './keepDesk.ts';

/** In this tab's own storage. Where the browser forbids it or has filled it, a reload begins at the first draft. */
export function frontMemory(storage: () => Pick<Storage, 'getItem' | 'setItem'>, key: string): FrontMemory {
  return {
    read: () => {
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    write: (draftId) => {
      try {
        storage().setItem(key, draftId);
      } catch {
        // The draft stays in front for as long as the page lives.
      }
    },
  };
}
