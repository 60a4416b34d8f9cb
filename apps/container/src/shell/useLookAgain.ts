import type { Clock } from '@vppos/core/time';
import { useEffect, useReducer } from 'react';

/** Renders again at `nextLookAt` (ms of the clock); never when it is null. What is shown follows from the clock alone. */
export function useLookAgain(clock: Clock, nextLookAt: number | null): void {
  const [, look] = useReducer((looks: number) => looks + 1, 0);
  useEffect(() => {
    if (nextLookAt === null) return undefined;
    return clock.after(Math.max(0, nextLookAt - clock.now()), look);
  }, [clock, nextLookAt]);
}
