import type { Clock, Stop } from '@vppos/core/time';
import { useEffect, useState } from 'react';

/** The time left until `endsAt`, in ms; 0 from then on. Renders once a second while there is some. */
export function useCountdown(endsAt: number, clock: Clock): number {
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    let stop: Stop = () => {};
    const tick = (): void => {
      setNow(clock.now());
      const leftMs = endsAt - clock.now();
      // On the second, so that the digits do not jump.
      if (leftMs > 0) stop = clock.after(leftMs % 1000 || 1000, tick);
    };
    tick();
    return () => stop();
  }, [endsAt, clock]);
  return Math.max(0, endsAt - now);
}

/** `14:05` of 845,000 ms; a part of a second counts as a whole one. */
export function minutesAndSeconds(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
