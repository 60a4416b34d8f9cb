import type { Clock } from '@vppos/core/time';
import { useEffect, useState } from 'react';

/** The value once it has not changed for `quietMs`: not every key of a search asks the server. */
export function useSettled<T>(value: T, quietMs: number, clock: Clock): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => clock.after(quietMs, () => setSettled(value)), [value, quietMs, clock]);
  return settled;
}
