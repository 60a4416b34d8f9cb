import { toastUtils } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import { useAuthUser } from '@vppos/core/hooks';
import type { ApiFailure } from '@vppos/core/http';
import type { Transfer } from '../../api/lists.ts';
import { isUnanswered, problemCode } from '../../api/problemCode.ts';
import type { Order } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import type { TextKey } from '../../i18n/vi.ts';
import { useMatchTransferMutation, useRefundTransferMutation } from './transfersApi.ts';

interface TransferSettler {
  readonly isSending: boolean;
  readonly match: (transfer: Transfer, order: Order) => Promise<void>;
  readonly refund: (transfer: Transfer) => Promise<void>;
}

/** Says for whom unmatched money is, and tells what came of it, also that somebody else was faster. */
export function useSettleTransfer(): TransferSettler {
  const text = useText();
  const tillId = useAuthUser()?.till_id;
  const [sendMatch, matching] = useMatchTransferMutation();
  const [sendRefund, refunding] = useRefundTransferMutation();
  const tell = (error: unknown, done: string): void => {
    if (error === undefined) toastUtils.success(done);
    // The API's mutations fail with nothing else.
    else toastUtils.warning(text(refusalWords(error as ApiFailure)));
  };
  return {
    isSending: matching.isLoading || refunding.isLoading,
    match: async ({ transfer_id, amount }, { order_id, invoice_number }) => {
      const { error } = await sendMatch({ transferId: transfer_id, orderId: order_id, tillId });
      tell(error, text('unmatched.matched', { amount: formatVnd(amount), number: invoice_number }));
    },
    refund: async ({ transfer_id, amount }) => {
      const { error } = await sendRefund(transfer_id);
      tell(error, text('unmatched.toRefund', { amount: formatVnd(amount) }));
    },
  };
}

function refusalWords(failure: ApiFailure): TextKey {
  switch (problemCode(failure)) {
    case 'transfer-settled':
      return 'unmatched.faster';
    case 'order-paid':
    case 'order-cancelled':
      return 'unmatched.orderOver';
    default:
      return isUnanswered(failure) ? 'app.unanswered' : 'app.refused';
  }
}
