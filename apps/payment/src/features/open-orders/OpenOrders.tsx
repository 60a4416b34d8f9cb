import { navigate } from '@vppos/core/bus';
import { formatClockTime, formatVnd } from '@vppos/core/format';
import { useRealtimeTags } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import type { Order } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { usePaymentDispatch } from '../../store/createPaymentStore.ts';
import { paymentApi, useGetOpenOrdersQuery } from '../../store/paymentApi.ts';
import { ORDER_EVENTS, type OrderEvent } from '../orderEvents.ts';
import styles from './OpenOrders.module.css';

const TAGS = ['OpenOrders'] as const;

/** Which order is to be paid? Those that still wait for money, newest first. */
export function OpenOrders({ clock }: { readonly clock: Clock }) {
  const text = useText();
  const dispatch = usePaymentDispatch();
  const { data, isError, isFetching, refetch } = useGetOpenOrdersQuery(undefined, { refetchOnMountOrArgChange: true });
  useRealtimeTags({
    clock,
    events: ORDER_EVENTS,
    tags: TAGS,
    tagsOf,
    invalidate: (tags) => dispatch(paymentApi.util.invalidateTags(tags)),
  });

  return (
    <section className={styles.page}>
      <h1 className={styles.title}>{text('open.title')}</h1>
      {data !== undefined && <List orders={data} />}
      {data === undefined && <p role="status">{text(isError ? 'open.failed' : 'open.loading')}</p>}
      {isError && (
        <button type="button" className="vp-button" disabled={isFetching} onClick={() => void refetch()}>
          {text('app.retry')}
        </button>
      )}
    </section>
  );
}

/** A notify may be about anything; only one that names an order is about orders. */
function tagsOf({ data }: OrderEvent): typeof TAGS | readonly [] {
  return data.order_id === undefined ? [] : TAGS;
}

function List({ orders }: { readonly orders: readonly Order[] }) {
  const text = useText();
  if (orders.length === 0) {
    return (
      <div className={styles.empty}>
        <p>{text('open.empty')}</p>
        <button type="button" className="vp-button vp-button--primary" onClick={() => navigate('/order')}>
          {text('app.newOrder')}
        </button>
      </div>
    );
  }
  return (
    <ul className={styles.list}>
      {orders.map((order) => (
        <li key={order.order_id} data-order-id={order.order_id} data-status={order.status}>
          <button type="button" className={styles.choice} onClick={() => navigate(`/payment/${order.order_id}`)}>
            <strong>{order.invoice_number}</strong>
            <span className={styles.total}>{formatVnd(order.total - order.paid)}</span>
            <span className={styles.hint}>{formatClockTime(order.created_at)}</span>
            {order.paid > 0 && (
              <span className={styles.hint}>
                {text('open.missing', { amount: formatVnd(order.total - order.paid) })}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
