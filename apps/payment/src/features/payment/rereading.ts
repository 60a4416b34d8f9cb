import { currentRealtimeStatus, listenRealtimeStatus } from '@vppos/core/bus';
import type { Clock, Stop } from '@vppos/core/time';
import type { RealtimeStatus } from '@vppos/core/types';
import { areEventsComing } from './areEventsComing.ts';

/** While money is awaited the order is read at least this often, in ms: a dead push delays the green screen by no more. */
export const REREAD_MS = 15_000;
/** While no events come, or the last read has failed, only asking soon shows the money, in ms. */
export const HURRIED_REREAD_MS = 1_500;

/** Reads again and again until it is stopped. */
export interface Rereading {
  /** How the newest read went. */
  readonly answered: (isGood: boolean) => void;
  readonly stop: Stop;
}

/** Reads now, and then regularly: in a hurry while only that can show the money. */
export function rereadRegularly(clock: Clock, reread: () => void): Rereading {
  let isGood = true;
  let areComing = isLive(currentRealtimeStatus());
  let isStopped = false;
  let stopTimer: Stop = () => {};
  const everyMs = (): number => (areComing && isGood ? REREAD_MS : HURRIED_REREAD_MS);
  const wait = (): void => {
    stopTimer();
    stopTimer = clock.after(everyMs(), tick);
  };
  const tick = (): void => {
    wait();
    reread();
  };
  const become = (changed: { readonly isGood?: boolean; readonly areComing?: boolean }): void => {
    const before = everyMs();
    isGood = changed.isGood ?? isGood;
    areComing = changed.areComing ?? areComing;
    if (!isStopped && everyMs() !== before) wait();
  };
  const stopListening = listenRealtimeStatus((status) => become({ areComing: isLive(status) }), 'payment');
  tick();
  return {
    answered: (wasGood) => become({ isGood: wasGood }),
    stop: () => {
      isStopped = true;
      stopListening();
      stopTimer();
    },
  };
}

function isLive(status: RealtimeStatus | null): boolean {
  return status !== null && areEventsComing(status);
}
