/** How many ids are remembered: twice the longest replay a gateway sends. The oldest is forgotten first. */
export const RECENT_IDS_MAX = 2000;

/** The ids delivered last, so that no event is delivered twice. */
export interface RecentIds {
  /** False when the id was there already. */
  add(id: string): boolean;
  clear(): void;
}

export function createRecentIds(limit = RECENT_IDS_MAX): RecentIds {
  // A Set keeps the order of insertion.
  const ids = new Set<string>();
  return {
    add: (id) => {
      if (ids.has(id)) return false;
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > limit && oldest !== undefined) ids.delete(oldest);
      return true;
    },
    clear: () => ids.clear(),
  };
}
