export { type Clock, realClock, type Stop } from './clock.ts';
export { type RetryPolicy, retryDelayMs } from './retryDelay.ts';
