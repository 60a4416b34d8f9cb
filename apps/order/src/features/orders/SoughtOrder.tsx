import { X } from 'lucide-react';
import { useText } from '../../i18n/useText.ts';
import { useGetOrderQuery } from '../../store/orderApi.ts';
import { OrderDetails } from './OrderDetails.tsx';
import { OrderItem } from './OrderItem.tsx';
import styles from './Orders.module.css';

interface SoughtOrderProps {
  readonly orderId: number;
  readonly onClose: () => void;
}

/** An order that was asked for and is not among the newest: it stands above the list until it is closed. */
export function SoughtOrder({ orderId, onClose }: SoughtOrderProps) {
  const text = useText();
  const { data } = useGetOrderQuery(orderId);
  return (
    <section className={styles.sought} aria-label={text('orders.sought')}>
      <header className={styles.soughtHead}>
        <strong>{text('orders.sought')}</strong>
        <button
          type="button"
          className="vp-button vp-button--quiet"
          title={text('orders.closeSought')}
          onClick={onClose}
        >
          <X aria-hidden="true" />
          <span className="vp-visually-hidden">{text('orders.closeSought')}</span>
        </button>
      </header>
      {data === undefined ? (
        <OrderDetails orderId={orderId} />
      ) : (
        <OrderItem order={data} isNew={false} isExpanded onToggle={onClose} />
      )}
    </section>
  );
}
