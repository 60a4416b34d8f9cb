import { formatClockTime, formatVnd } from '@vppos/core/format';
import { useAuthUser } from '@vppos/core/hooks';
import type { Refund } from '../../api/schemas.ts';
import { SecondWord } from '../../components/SecondWord.tsx';
import { useText } from '../../i18n/useText.ts';
import styles from './OrderRefunds.module.css';
import { refundReason } from './refundReason.ts';
import { useRefundDone } from './useRefundDone.ts';

interface OrderRefundsProps {
  readonly refunds: readonly Refund[];
  /** A task was found done: the order is to be read again. */
  readonly onChanged: () => void;
}

/** What of this order's money must go back, each with the button that says it has, and asks once more. */
export function OrderRefunds({ refunds, onChanged }: OrderRefundsProps) {
  return refunds.map((refund) => <OrderRefund key={refund.refund_id} refund={refund} onChanged={onChanged} />);
}

function OrderRefund({ refund, onChanged }: { readonly refund: Refund; readonly onChanged: () => void }) {
  const text = useText();
  const name = useAuthUser()?.name ?? '';
  const { isSending, finish } = useRefundDone();
  const amount = formatVnd(refund.amount);
  if (refund.done_at !== null) {
    const by = { amount, time: formatClockTime(refund.done_at), name: refund.done_by_name ?? '' };
    return <p className={styles.done}>{text('refund.doneBy', by)}</p>;
  }
  return (
    <div className={styles.open} data-refund-id={refund.refund_id}>
      <div className={styles.words} role="alert">
        <Words refund={refund} />
      </div>
      <SecondWord
        look="plain"
        question={text('refunds.question', { name, amount })}
        confirm={text('refunds.sure', { amount })}
        disabled={isSending}
        onConfirm={() =>
          void finish(refund, 'cash').then((isDone) => {
            if (isDone) onChanged();
          })
        }
      >
        {text('refund.paidBack', { amount })}
      </SecondWord>
    </div>
  );
}

function Words({ refund }: { readonly refund: Refund }) {
  const text = useText();
  const amount = formatVnd(refund.amount);
  const isOverpaid = refund.reason === 'overpaid';
  return (
    <>
      <strong>{isOverpaid ? text('over.title', { excess: amount }) : text('refund.due', { amount })}</strong>
      <span>{isOverpaid ? text('over.hint', { excess: amount }) : text(refundReason(refund.reason))}</span>
      {refund.note !== null && <span>{refund.note}</span>}
    </>
  );
}
