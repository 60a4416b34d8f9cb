import { useRealtimeStatus } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import { useEffect, useState } from 'react';
import { areEventsComing } from './areEventsComing.ts';

/** A loss younger than this is not worth a word, in ms. */
export const LOST_AFTER_MS = 4_000;

/** Whether events have not been coming for a while: then the screen cannot turn green by itself. */
export function useIsLost(clock: Clock): boolean {
  const isComing = areEventsComing(useRealtimeStatus());
  const [isLost, setIsLost] = useState(false);
  useEffect(() => {
    if (isComing) return undefined;
    const stop = clock.after(LOST_AFTER_MS, () => setIsLost(true));
    return () => {
      stop();
      setIsLost(false);
    };
  }, [isComing, clock]);
  return isLost && !isComing;
}
