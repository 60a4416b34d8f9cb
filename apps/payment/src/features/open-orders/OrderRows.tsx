import { useVirtualizer } from '@tanstack/react-virtual';
import { navigate } from '@vppos/core/bus';
import { formatClockTime, formatVnd } from '@vppos/core/format';
import { useRef } from 'react';
import type { Order } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import styles from './OpenOrders.module.css';

/** A longer list draws only the rows in sight. */
const DRAWN_WHOLE_MAX = 60;
const ROW_PX = 64;

export function OrderRows({ orders }: { readonly orders: readonly Order[] }) {
  if (orders.length > DRAWN_WHOLE_MAX) return <LongList orders={orders} />;
  return (
    <ul className={styles.list}>
      {orders.map((order) => (
        <li key={order.order_id} data-order-id={order.order_id} data-status={order.status}>
          <Row order={order} />
        </li>
      ))}
    </ul>
  );
}

function LongList({ orders }: { readonly orders: readonly Order[] }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: orders.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    getItemKey: (index) => orders[index]?.order_id ?? index,
  });
  return (
    <div ref={box} className={styles.scroll}>
      <ul className={styles.long} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const order = orders[index];
          if (order === undefined) return null;
          return (
            <li
              key={key}
              className={styles.placed}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={orders.length}
              aria-posinset={index + 1}
              data-order-id={order.order_id}
              data-status={order.status}
            >
              <Row order={order} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Row({ order }: { readonly order: Order }) {
  const text = useText();
  const due = formatVnd(order.total - order.paid);
  return (
    <button type="button" className={styles.choice} onClick={() => navigate(`/payment/${order.order_id}`)}>
      <strong>{order.invoice_number}</strong>
      <span className={styles.hint}>{formatClockTime(order.created_at)}</span>
      <span className={styles.hint}>{order.table}</span>
      <span className={styles.hint}>{order.paid > 0 ? text('open.missing', { amount: due }) : ''}</span>
      <span className={styles.total}>{due}</span>
    </button>
  );
}
