export { type Clock, realClock, type Stop } from './clock.ts';
export { DEFAULT_RETRY_POLICY, type RetryPolicy, retryDelayMs } from './retryDelay.ts';
