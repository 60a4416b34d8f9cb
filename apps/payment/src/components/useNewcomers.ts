import { useState } from 'react';

/**
 * Which ids have come since the list was first there; `null` means it is not there yet. Those of the first list are no news.
 * A change of `listKey` (another filter) starts over.
 */
export function useNewcomers(ids: readonly number[] | null, listKey: string): (id: number) => boolean {
  const [first, setFirst] = useState<{ readonly listKey: string; readonly ids: ReadonlySet<number> } | null>(null);
  const isKnown = first !== null && first.listKey === listKey;
  if (ids !== null && !isKnown) setFirst({ listKey, ids: new Set(ids) });
  return (id) => isKnown && !first.ids.has(id);
}
