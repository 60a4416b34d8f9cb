import { navigate } from '@vppos/core/bus';
import { formatClockTime, formatVnd } from '@vppos/core/format';
import type { OrderRow } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { OrderDetails } from './OrderDetails.tsx';
import styles from './Orders.module.css';
import { isOpen, STATUS_TONE } from './orderStatus.ts';
import { useChangeCount } from './useChangeCount.ts';

interface OrderItemProps {
  readonly order: OrderRow;
  /** It came while the list was on the screen. */
  readonly isNew: boolean;
  readonly isExpanded: boolean;
  readonly onToggle: () => void;
}

/** One order of the list; a tap opens its details below it. It flashes softly when it has just come or changed. */
export function OrderItem({ order, isNew, isExpanded, onToggle }: OrderItemProps) {
  const text = useText();
  const changes = useChangeCount(`${order.status} ${order.paid}`);
  const isNews = changes > 0 || isNew;
  const detailsId = `order-${order.order_id}-details`;
  return (
    <>
      {isNews && <span key={changes} className={`vp-flash ${styles.flash}`} aria-hidden="true" data-flash="true" />}
      <div className={styles.row}>
        <button
          type="button"
          className={styles.summary}
          aria-expanded={isExpanded}
          aria-controls={detailsId}
          onClick={onToggle}
        >
          <span className={styles.number}>{order.invoice_number}</span>
          <span className={styles.total}>{formatVnd(order.total)}</span>
          <span className={styles.facts}>
            <span className={styles.time}>
              {formatClockTime(order.created_at)}
              {order.table !== null && ` · ${order.table}`}
            </span>
            <span className={`vp-badge ${STATUS_TONE[order.status]} ${styles.badge}`}>
              {text(`status.${order.status}`)}
            </span>
          </span>
        </button>
        {isOpen(order.status) && (
          <button
            type="button"
            className={`vp-button ${styles.pay}`}
            aria-label={`${text('order.pay')} ${order.invoice_number}`}
            onClick={() => navigate(`/payment/${order.order_id}`)}
          >
            {text('order.pay')}
          </button>
        )}
      </div>
      <div id={detailsId} hidden={!isExpanded}>
        {isExpanded && <OrderDetails orderId={order.order_id} />}
      </div>
    </>
  );
}
