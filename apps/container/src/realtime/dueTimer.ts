import type { Clock, Stop } from '@vppos/core/time';

/** One timer for whatever a state waits for. */
export interface DueTimer {
  /**
   * Null waits for nothing. While a state lasts, a timer that is early asks again, so that events need not move it; a new
   * state begins afresh, as the clock may have been set since the last one was armed.
   */
  arm(dueAt: number | null, isNewState: boolean): void;
}

export function createDueTimer(clock: Clock, onDue: () => void): DueTimer {
  let armed: { readonly dueAt: number; readonly stop: Stop } | null = null;
  return {
    arm: (dueAt, isNewState) => {
      if (!isNewState && dueAt !== null && armed !== null && armed.dueAt <= dueAt) return;
      armed?.stop();
      armed = null;
      if (dueAt === null) return;
      const stop = clock.after(Math.max(0, dueAt - clock.now()), () => {
        armed = null;
        onDue();
      });
      armed = { dueAt, stop };
    },
  };
}
