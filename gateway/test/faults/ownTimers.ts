import type { Clock, Stop } from '@vppos/core/time';

/** A clock whose timers can all be stopped at once, so that none outlives its run; after that it calls nobody. */
export function ownTimers(clock: Clock): { clock: Clock; stopAll: Stop } {
  const stops = new Set<Stop>();
  let isStopped = false;
  const after: Clock['after'] = (delayMs, callback) => {
    if (isStopped) return () => undefined;
    const stop = clock.after(delayMs, () => {
      stops.delete(stop);
      callback();
    });
    stops.add(stop);
    return () => {
      stops.delete(stop);
      stop();
    };
  };
  const stopAll = (): void => {
    isStopped = true;
    for (const stop of stops) stop();
    stops.clear();
  };
  return { clock: { now: clock.now, after }, stopAll };
}
