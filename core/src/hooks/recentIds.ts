import { HISTORY_MAX_EVENTS } from '../bus/index.ts';

/** Whether `id` comes for the first time. Remembers as many as the bus can give again; the oldest are forgotten first. */
export function isFirst(recent: Set<string>, id: string): boolean {
  if (recent.has(id)) return false;
  recent.add(id);
  const [oldest = id] = recent;
  if (recent.size > HISTORY_MAX_EVENTS) recent.delete(oldest);
  return true;
}
