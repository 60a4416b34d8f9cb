import { navigate } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import type { Order } from '../../api/schemas.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useText } from '../../i18n/useText.ts';
import { OrderRefunds } from '../refunds/OrderRefunds.tsx';
import type { UnreadableReason } from './paymentView.ts';
import styles from './Unpayable.module.css';

/** A cancelled order takes no money; what came before goes back to the customer. */
export function Cancelled({ order, onChanged }: { readonly order: Order; readonly onChanged: () => void }) {
  const text = useText();
  return (
    <section className={styles.unpayable} data-payment-state="cancelled" data-order-id={order.order_id}>
      <h1>{text('cancelled.title', { number: order.invoice_number })}</h1>
      <p>{order.paid > 0 ? text('cancelled.refund', { paid: formatVnd(order.paid) }) : text('cancelled.hint')}</p>
      <OrderRefunds refunds={order.refunds} onChanged={onChanged} />
      <BackToOrders />
    </section>
  );
}

/** Nothing is known of the order yet, and why. */
export function Unreadable({ reason, onRetry }: { readonly reason: UnreadableReason; readonly onRetry: () => void }) {
  const text = useText();
  return (
    <section className={styles.unpayable} data-payment-state="unreadable">
      <p role="alert">{text(`load.${reason}`)}</p>
      <button type="button" className="vp-button vp-button--primary" onClick={onRetry}>
        {text('app.retry')}
      </button>
      <BackToOrders />
    </section>
  );
}

export function Loading() {
  const text = useText();
  return (
    <section className={styles.unpayable} data-payment-state="loading">
      <p role="status">{text('load.loading')}</p>
    </section>
  );
}

function BackToOrders() {
  const text = useText();
  return (
    <ActionButton shortcut="Escape" onPress={() => navigate('/order')}>
      {text('app.orders')}
    </ActionButton>
  );
}
