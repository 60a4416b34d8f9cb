import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { OrderRow } from '../../api/schemas.ts';
import type { VirtualRows } from '../virtual/useVirtualRows.ts';
import styles from './Orders.module.css';

interface ListRowProps {
  /** Undefined while its page is on its way. */
  readonly order: OrderRow | undefined;
  /** `start`: from the top of the list, in px. */
  readonly place: Pick<VirtualRows, 'virtualizer'> & { readonly index: number; readonly start: number };
  readonly children: ReactNode;
}

/** One place of the list, as high as what is in it. */
export function ListRow({ order, place: { index, start, virtualizer }, children }: ListRowProps) {
  const row = useRef<HTMLLIElement>(null);
  // A new order moves all others by one: the height goes with the row, so it is measured at each place.
  useLayoutEffect(() => {
    if (row.current?.dataset['index'] === String(index)) virtualizer.measureElement(row.current);
  }, [virtualizer, index]);
  return (
    <li
      ref={row}
      className={styles.place}
      data-index={index}
      {...(order !== undefined && { 'data-order-id': order.order_id, 'data-status': order.status })}
      style={{ transform: `translateY(${start}px)` }}
    >
      {order === undefined ? <div className={styles.skeleton} /> : children}
    </li>
  );
}
