/** Stops what was started. Calling it twice is harmless. */
export type Stop = () => void;

/** Time as an argument: `now` in ms since 1970, `after` calls once, unless stopped. */
export interface Clock {
  now(): number;
  after(delayMs: number, callback: () => void): Stop;
}

// What every runtime has, and the one thing this file needs of it.
declare const setTimeout: (callback: () => void, delayMs: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;

/** The machine's own clock. Only a `main` takes it. */
export const realClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
