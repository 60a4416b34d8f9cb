import { useSyncExternalStore } from 'react';
import type { Loudspeaker, LoudspeakerState } from './loudspeaker.types.ts';
import type { LoudspeakerSlot } from './slot.ts';

/** The page's loudspeaker and how it is; a word where there is none yet. */
export function useLoudspeaker(
  slot: LoudspeakerSlot,
): { readonly loudspeaker: Loudspeaker; readonly state: LoudspeakerState } | 'opening' | 'unavailable' {
  const loudspeaker = useSyncExternalStore(slot.subscribe, slot.current);
  const isThere = typeof loudspeaker !== 'string';
  const state = useSyncExternalStore(
    isThere ? loudspeaker.subscribe : nothingChanges,
    isThere ? loudspeaker.state : none,
  );
  return isThere && state !== null ? { loudspeaker, state } : (loudspeaker as 'opening' | 'unavailable');
}

const nothingChanges = () => () => undefined;
const none = () => null;
