import { useState } from 'react';
import type { Entry } from '../recording.ts';

/** The list as it stood when it was paused, or as it is. `isPaused`, and how many have come since. */
export function usePausable(entries: readonly Entry[]) {
  const [held, hold] = useState<readonly Entry[] | null>(null);
  const lastHeld = held?.at(-1)?.n ?? 0;
  return {
    shown: held ?? entries,
    isPaused: held !== null,
    newCount: held === null ? 0 : entries.filter(({ n }) => n > lastHeld).length,
    toggle: () => hold(held === null ? entries : null),
    release: () => hold(null),
  };
}
