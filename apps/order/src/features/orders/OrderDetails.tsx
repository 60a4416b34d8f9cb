import { navigate } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import { useState } from 'react';
import type { Order } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { useGetOrderQuery } from '../../store/orderApi.ts';
import { LoadFailure } from '../LoadFailure.tsx';
import { CancelOrder } from './CancelOrder.tsx';
import styles from './Orders.module.css';
import { isOpen, isSettled } from './orderStatus.ts';

/** What is in one order, and what can be done with it. */
export function OrderDetails({ orderId }: { readonly orderId: number }) {
  const text = useText();
  const { data, isError, isFetching, refetch } = useGetOrderQuery(orderId, { refetchOnMountOrArgChange: true });
  if (data !== undefined) return <Details order={data} />;
  if (isError) return <LoadFailure message={text('order.failed')} isBusy={isFetching} onRetry={refetch} />;
  return (
    <p className={styles.note} role="status">
      {text('order.loading')}
    </p>
  );
}

function Details({ order }: { readonly order: Order }) {
  const text = useText();
  return (
    <div className={styles.details}>
      <ul className={styles.products}>
        {order.items.map((item) => (
          <li key={item.product_id}>
            <span>
              {item.quantity} × {item.name}
            </span>
            <span>{formatVnd(item.price * item.quantity)}</span>
          </li>
        ))}
      </ul>
      {order.paid > 0 && (
        <p className={styles.note}>
          {text('order.paidOf', { paid: formatVnd(order.paid), total: formatVnd(order.total) })}
        </p>
      )}
      {order.status === 'cancelled' && typeof order.cancel_reason === 'string' && (
        <p className={styles.note}>
          {text('order.cancelReason')}: {order.cancel_reason}
        </p>
      )}
      <Actions order={order} />
    </div>
  );
}

function Actions({ order }: { readonly order: Order }) {
  const text = useText();
  const [isCancelling, setIsCancelling] = useState(false);
  if (isOpen(order.status) && isCancelling) {
    return <CancelOrder order={order} onClose={() => setIsCancelling(false)} />;
  }
  return (
    <div className={styles.actions}>
      {isOpen(order.status) && (
        <button type="button" className="vp-button vp-button--danger" onClick={() => setIsCancelling(true)}>
          {text('order.cancel')}
        </button>
      )}
      {isSettled(order.status) && (
        <button type="button" className="vp-button" onClick={() => navigate(`/payment/${order.order_id}`)}>
          {text('order.invoice')}
        </button>
      )}
    </div>
  );
}
