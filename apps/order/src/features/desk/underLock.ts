import type { SenderDeps } from './sendQueue.ts';

/** What is needed of `navigator.locks`. */
export interface TabLocks {
  request(name: string, options: { signal: AbortSignal }, round: () => Promise<void>): Promise<unknown>;
}

/**
 * One round at a time over all tabs of the browser. Without locks (plain http), or where the browser refuses them, two tabs may
 * send the same order; its key makes it one all the same.
 */
export function underLock(locks: TabLocks | undefined, name: string): SenderDeps['exclusively'] {
  return async (round, signal) => {
    let hasBegun = false;
    const begin = (): Promise<void> => {
      hasBegun = true;
      return round();
    };
    try {
      await (locks === undefined ? begin() : locks.request(name, { signal }, begin));
    } catch (error) {
      if (hasBegun || signal.aborted) throw error;
      await round();
    }
  };
}
