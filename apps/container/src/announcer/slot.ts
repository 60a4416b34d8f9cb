import type { Stop } from '@vppos/core/time';
import type { Loudspeaker } from './loudspeaker.types.ts';

/** `opening`: its code is on its way. `unavailable`: it could not be had; it is tried again. */
export type LoudspeakerSlotValue = Loudspeaker | 'opening' | 'unavailable';

/** Where the announcer, which comes late, and the button of its loudspeaker meet. */
export interface LoudspeakerSlot {
  current(): LoudspeakerSlotValue;
  put(value: LoudspeakerSlotValue): void;
  subscribe(listener: () => void): Stop;
}

export function createLoudspeakerSlot(): LoudspeakerSlot {
  const listeners = new Set<() => void>();
  let current: LoudspeakerSlotValue = 'opening';
  return {
    current: () => current,
    put: (value) => {
      current = value;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Of this page: one announcer speaks in it. */
export const pageLoudspeaker = createLoudspeakerSlot();
