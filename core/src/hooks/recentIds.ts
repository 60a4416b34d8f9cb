import { HISTORY_MAX_EVENTS, realtimePast } from '../bus/index.ts';

/**
 * Tells whether an id comes for the first time. Remembers the newest `max`, by default as many as the bus can give again, and
 * none of a past that the bus has forgotten: the log may give its ids out again.
 */
export function recentIds(): (id: string, max?: number) => boolean {
  let past: object | undefined;
  let recent = new Set<string>();
  return (id, max = HISTORY_MAX_EVENTS) => {
    if (past !== realtimePast()) recent = new Set();
    past = realtimePast();
    if (recent.has(id)) return false;
    recent.add(id);
    const [oldest = id] = recent;
    if (recent.size > max) recent.delete(oldest);
    return true;
  };
}
