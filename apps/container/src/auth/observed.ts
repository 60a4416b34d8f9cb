import type { Stop } from '@vppos/core/time';

/** One value, and those who are told of every change. */
export interface Observed<T> {
  get(): T;
  set(value: T): void;
  /** Listeners run synchronously. */
  subscribe(listener: () => void): Stop;
}

export function createObserved<T>(first: T): Observed<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      value = next;
      for (const listener of [...listeners]) {
        try {
          listener();
        } catch (error) {
          // One that throws must not keep a logout from being finished.
          reportError(error);
        }
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
