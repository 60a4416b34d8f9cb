/** What is needed of `navigator.locks`. */
export interface StealableLocks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal; readonly steal?: boolean },
    held: () => Promise<void>,
  ): Promise<unknown>;
}

/** What happens to a tab's claim: the lock was granted, taken away, or cannot be had in this browser at all. */
export type LockSignal = 'granted' | 'lost' | 'refused';

/** One tab's claim to lead: the Web Lock of one login. Nothing is told of a claim that was given up. */
export interface TabLock {
  /** Waits for its turn. Gives up the claim before. */
  queue(): void;
  /** Takes it at once, whoever holds it. Gives up the claim before. */
  steal(): void;
  /** Gives it back, or leaves the queue. A page that is put away must: it would keep the lock asleep. */
  release(): void;
}

/** A callback of the browser whose claim is not the current one is late, and gives the lock back at once. */
interface Claim {
  isHeld: boolean;
  giveUp(): void;
}

export function createTabLock(locks: StealableLocks, name: string, onSignal: (signal: LockSignal) => void): TabLock {
  let current: Claim | null = null;
  const release = (): void => {
    const given = current;
    current = null;
    given?.giveUp();
  };
  const claim = (isSteal: boolean): void => {
    release();
    const queued = new AbortController();
    const done = Promise.withResolvers<void>();
    const mine: Claim = {
      isHeld: false,
      giveUp: () => {
        queued.abort();
        done.resolve();
      },
    };
    current = mine;
    const held = async (): Promise<void> => {
      if (current !== mine) return;
      mine.isHeld = true;
      onSignal('granted');
      await done.promise;
    };
    // The two options exclude each other.
    locks.request(name, isSteal ? { steal: true } : { signal: queued.signal }, held).catch((error: unknown) => {
      if (current !== mine) return;
      current = null;
      onSignal(mine.isHeld || isAbort(error) ? 'lost' : 'refused');
    });
  };
  return { queue: () => claim(false), steal: () => claim(true), release };
}

/** Stolen, perhaps before the callback began. */
function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
