import type { SlotState } from './slot.machine.ts';

/** Which remotes did not come the last time they were asked for: what one slot knows, for the rest of the page. */
export interface SlotBoard {
  tell(remote: string, status: SlotState['status']): void;
  /** The same set until it changes. */
  failed(): ReadonlySet<string>;
  subscribe(listener: () => void): () => void;
}

export function createSlotBoard(): SlotBoard {
  // As many as the registry names.
  let failed: ReadonlySet<string> = new Set();
  const listeners = new Set<() => void>();
  return {
    tell: (remote, status) => {
      // Another try is no success yet.
      if (status === 'loading' || failed.has(remote) === (status === 'failed')) return;
      const others = [...failed].filter((name) => name !== remote);
      failed = new Set(status === 'failed' ? [...others, remote] : others);
      for (const listener of [...listeners]) listener();
    },
    failed: () => failed,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
