import type { Stop } from '@vppos/core/time';

/** What hears of connections. What it gives back is ignored; a throw or a rejection is logged. */
type Listener<Args extends readonly unknown[]> = (...args: Args) => unknown;

/**
 * Listeners of one thing that happens to connections. They run soon after it, in its order and not in the middle of it:
 * one may call back into the gateway, whatever the gateway was about to do.
 */
export class ConnectionListeners<Args extends readonly unknown[]> {
  readonly #listeners = new Set<{ readonly call: Listener<Args> }>();
  readonly #onFailed: (error: unknown) => void;

  constructor(onFailed: (error: unknown) => void) {
    this.#onFailed = onFailed;
  }

  add(call: Listener<Args>): Stop {
    // An object of its own, so that adding one function twice is two listeners.
    const listener = { call };
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** `args` is asked for at once, and only when somebody listens. */
  tell(args: () => Args): void {
    if (this.#listeners.size === 0) return;
    const told = args();
    for (const listener of this.#listeners) {
      queueMicrotask(() => {
        if (this.#listeners.has(listener)) this.#call(listener.call, told);
      });
    }
  }

  #call(listener: Listener<Args>, args: Args): void {
    try {
      Promise.resolve(listener(...args)).catch(this.#onFailed);
    } catch (error) {
      this.#onFailed(error);
    }
  }
}
