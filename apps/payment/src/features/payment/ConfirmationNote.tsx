import { formatVnd } from '@vppos/core/format';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useText } from '../../i18n/useText.ts';
import { usePaymentSelector } from '../../store/createPaymentStore.ts';
import styles from './Waiting.module.css';

/** Where the cashier's own word stands: on its way, without an answer, or refused. */
export function ConfirmationNote({ onAgain }: { readonly onAgain: () => void }) {
  const text = useText();
  const confirmation = usePaymentSelector((state) => state.payment.confirmation);
  if (confirmation.status === 'none') return null;
  const { booking } = confirmation;
  const what = text(booking.method === 'cash' ? 'confirm.cash' : 'confirm.manual', {
    amount: formatVnd(booking.amount),
  });
  switch (confirmation.status) {
    case 'sending':
      return (
        <p role="status" className={styles.partial}>
          {text('confirm.sending', { what })}
        </p>
      );
    case 'unanswered':
      return (
        <div role="alert" className={`${styles.warning} ${styles.unanswered}`}>
          <span>{text('confirm.unanswered', { what })}</span>
          <ActionButton onPress={onAgain}>{text('confirm.again')}</ActionButton>
        </div>
      );
    case 'refused':
      return (
        <p role="alert" className={styles.warning}>
          {text('confirm.refused', { what })} {text(`confirm.refused.${confirmation.why}`)}
        </p>
      );
    default:
      return confirmation satisfies never;
  }
}
