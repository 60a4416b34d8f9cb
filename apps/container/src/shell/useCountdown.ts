import type { Clock } from '@vppos/core/time';
import { useLookAgain } from './useLookAgain.ts';

/** Whole seconds until `until` (ms of the clock), counting down; 0 when it has passed or there is none. */
export function useCountdown(clock: Clock, until: number | null): number {
  const leftMs = until === null ? 0 : Math.max(0, until - clock.now());
  const seconds = Math.ceil(leftMs / 1000);
  // The moment the number changes: when a whole number of seconds is left.
  useLookAgain(clock, until === null || seconds === 0 ? null : until - (seconds - 1) * 1000);
  return seconds;
}
