import { navigate } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import { useText } from '../../i18n/useText.ts';
import type { Draft } from '../desk/desk.types.ts';
import { canSubmit } from '../desk/nextDesk.ts';
import { totalsOf } from '../desk/totals.ts';
import { Shortcut } from '../selling/Shortcut.tsx';
import { useCreatedOrder } from '../selling/useCreatedOrder.ts';
import { useSubmitDraft } from '../selling/useSubmitDraft.ts';
import styles from './Checkout.module.css';

/** What it comes to, and the two buttons of every sale: make the order, then take its money. */
export function Checkout({ draft }: { readonly draft: Draft }) {
  const text = useText();
  const submit = useSubmitDraft();
  return (
    <footer className={styles.checkout}>
      <TotalLines draft={draft} />
      <button
        type="button"
        className={`vp-button vp-button--primary ${styles.big}`}
        aria-keyshortcuts="F8"
        disabled={!canSubmit(draft)}
        onClick={() => void submit()}
      >
        {text('draft.submit')}
        <Shortcut keys="F8" />
      </button>
      <Created />
    </footer>
  );
}

function TotalLines({ draft }: { readonly draft: Draft }) {
  const text = useText();
  const { subtotal, discount, total, isDiscountTooLarge } = totalsOf(draft);
  return (
    <>
      {discount > 0 && (
        <>
          <p className={styles.sum}>
            <span>{text('draft.subtotal')}</span>
            <span>{formatVnd(subtotal)}</span>
          </p>
          <p className={styles.sum}>
            <span>{text('discount')}</span>
            <span>−{formatVnd(discount)}</span>
          </p>
        </>
      )}
      {isDiscountTooLarge && (
        <p className={styles.fault} role="alert">
          {text('discount.fault.tooLarge', { subtotal: formatVnd(subtotal) })}
        </p>
      )}
      <p className={styles.total}>
        <span>{text('draft.total')}</span>
        <strong>{formatVnd(total)}</strong>
      </p>
    </>
  );
}

/** The order made last, until its money is there: the way to its payment. */
function Created() {
  const text = useText();
  const order = useCreatedOrder();
  if (order === null) return null;
  return (
    <div className={styles.created} data-order-id={order.order_id} data-status={order.status}>
      <div className={styles.createdText} role="status">
        <p className={styles.note}>{text('order.just')}</p>
        <p className={styles.createdTotal}>
          {order.invoice_number} · {formatVnd(order.total - order.paid)}
        </p>
      </div>
      <button
        type="button"
        className={`vp-button vp-button--primary ${styles.big}`}
        aria-keyshortcuts="F9"
        onClick={() => navigate(`/payment/${order.order_id}`)}
      >
        {text('order.pay')}
        <Shortcut keys="F9" />
      </button>
    </div>
  );
}
