import { navigate } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import { useText } from '../../i18n/useText.ts';
import { useOrderSelector } from '../../store/createOrderStore.ts';
import { useGetOrderQuery } from '../../store/orderApi.ts';
import styles from './Orders.module.css';
import { isOpen } from './orderStatus.ts';

/** The order this till has just made, on top of the list until it is paid or cancelled: the way to its payment. */
export function CreatedOrder() {
  const orderId = useOrderSelector((state) => state.cart.createdOrderId);
  return orderId === null ? null : <PayNext key={orderId} orderId={orderId} />;
}

function PayNext({ orderId }: { readonly orderId: number }) {
  const text = useText();
  const { data: order } = useGetOrderQuery(orderId, { refetchOnMountOrArgChange: true });
  if (order === undefined || !isOpen(order.status)) return null;
  return (
    <div className={styles.created}>
      <div>
        <p className={styles.note}>{text('order.just')}</p>
        <p className={styles.createdTotal}>
          {order.invoice_number} · {formatVnd(order.total - order.paid)}
        </p>
      </div>
      <button
        type="button"
        className={`vp-button vp-button--primary ${styles.createdPay}`}
        onClick={() => navigate(`/payment/${orderId}`)}
      >
        {text('order.pay')}
      </button>
    </div>
  );
}
