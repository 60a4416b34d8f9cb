import { useState } from 'react';

/**
 * How often `value` has changed since this component first saw it: 0 at first, so that what was always so does not count as
 * news. Used as a key it starts an animation anew with every change.
 */
export function useChangeCount(value: string): number {
  const [seen, setSeen] = useState({ value, changes: 0 });
  if (seen.value === value) return seen.changes;
  const next = { value, changes: seen.changes + 1 };
  setSeen(next);
  return next.changes;
}
