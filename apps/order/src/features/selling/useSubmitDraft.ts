import { useAuthUser } from '@vppos/core/hooks';
import { canSubmit } from '../desk/nextDesk.ts';
import { useSelling } from './SellingContext.tsx';

/** Puts the draft in front into the queue, then sends it. Called twice in a row it finds the next, empty draft. */
export function useSubmitDraft(): () => Promise<void> {
  const { keeper, clock, newId, sendNow } = useSelling();
  const tillId = useAuthUser()?.till_id ?? null;
  return async () => {
    const { front } = keeper.view();
    if (front === null || !canSubmit(front)) return;
    await keeper.edit({
      type: 'submitted',
      id: front.id,
      nextId: newId(),
      key: newId(),
      tillId,
      at: clock.now(),
    });
    sendNow();
  };
}
