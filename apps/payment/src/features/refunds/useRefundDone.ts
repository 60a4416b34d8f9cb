import { toastUtils } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import { useAuthUser } from '@vppos/core/hooks';
import type { ApiFailure } from '@vppos/core/http';
import { isUnanswered, problemCode } from '../../api/problemCode.ts';
import type { Refund } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import type { TextKey } from '../../i18n/vi.ts';
import { useCashDrawer } from '../cash-drawer/useCashDrawer.ts';
import { useFinishRefundMutation } from './refundsApi.ts';

interface RefundFinisher {
  readonly isSending: boolean;
  /** Says what came of it; gives true when the task is known to be done, by whomever. */
  readonly finish: (refund: Refund, method: 'cash' | 'transfer', note?: string) => Promise<boolean>;
}

/** Marks a refund task done. Sent again after a lost answer it changes nothing: the server knows who did it and how. */
export function useRefundDone(): RefundFinisher {
  const text = useText();
  const tillId = useAuthUser()?.till_id;
  const openDrawer = useCashDrawer();
  const [send, { isLoading }] = useFinishRefundMutation();
  const finish: RefundFinisher['finish'] = async (refund, method, note = '') => {
    const answer = await send({ refundId: refund.refund_id, method, note, tillId });
    if (answer.error === undefined) {
      if (method === 'cash') openDrawer('refund');
      toastUtils.success(text('refund.doneToast', { amount: formatVnd(refund.amount) }));
      return true;
    }
    // The API's queries fail with nothing else.
    const failure = answer.error as ApiFailure;
    toastUtils.warning(text(refusalWords(failure)));
    return problemCode(failure) === 'refund-done';
  };
  return { isSending: isLoading, finish };
}

function refusalWords(failure: ApiFailure): TextKey {
  if (problemCode(failure) === 'refund-done') return 'refund.faster';
  return isUnanswered(failure) ? 'app.unanswered' : 'app.refused';
}
