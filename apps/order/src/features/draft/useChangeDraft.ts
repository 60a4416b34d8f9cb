import type { DraftChange } from '../desk/draftChange.ts';
import { useSelling } from '../selling/SellingContext.tsx';

/** Edits one draft; it shows at once and is kept in the background. */
export function useChangeDraft(draftId: string): (change: DraftChange) => void {
  const { keeper } = useSelling();
  return (change) => void keeper.edit({ type: 'changed', id: draftId, change });
}
