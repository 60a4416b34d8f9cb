import { formatClockTime } from '@vppos/core/format';
import { useRealtimeStatus } from '@vppos/core/hooks';
import { useState } from 'react';
import type { OrderPage } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { useGetOrdersQuery } from '../../store/orderApi.ts';
import { LoadFailure } from '../LoadFailure.tsx';
import { CreatedOrder } from './CreatedOrder.tsx';
import { OrderItem } from './OrderItem.tsx';
import styles from './Orders.module.css';
import { staleness } from './staleness.ts';
import { useNewcomers } from './useNewcomers.ts';

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e'];

/** The company's orders, newest first, kept fresh by `useFreshOrders`. `openOrderId`: the one to show at once. */
export function Orders({ openOrderId }: { readonly openOrderId: number | null }) {
  const text = useText();
  const [page, setPage] = useState(1);
  const { currentData, isError, isFetching, fulfilledTimeStamp, refetch } = useGetOrdersQuery(page, {
    refetchOnMountOrArgChange: true,
  });

  return (
    <section className={`vp-card ${styles.orders}`} aria-label={text('orders.title')}>
      <header className={styles.header}>
        <h2>{text('orders.title')}</h2>
        {currentData !== undefined && <StaleNote hasFailed={isError} readAt={fulfilledTimeStamp} />}
      </header>
      <CreatedOrder />
      {currentData !== undefined && <List orders={currentData} page={page} openOrderId={openOrderId} />}
      {currentData === undefined && isError && (
        <LoadFailure message={text('orders.failed')} isBusy={isFetching} onRetry={refetch} />
      )}
      {currentData === undefined && !isError && (
        <div className={styles.list} role="status" aria-label={text('orders.loading')}>
          {SKELETON_ROWS.map((key) => (
            <div key={key} className={styles.skeleton} />
          ))}
        </div>
      )}
      <Pager page={page} hasOlder={currentData?.more ?? false} onChange={setPage} />
    </section>
  );
}

function StaleNote({ hasFailed, readAt }: { readonly hasFailed: boolean; readonly readAt: number | undefined }) {
  const text = useText();
  const known = staleness({ status: useRealtimeStatus(), hasFailed, readAt });
  return (
    <p className={styles.stale} role="status">
      {known.kind === 'stale' &&
        (known.asOf === null
          ? text('orders.staleUnknown')
          : text('orders.stale', { time: formatClockTime(known.asOf) }))}
    </p>
  );
}

interface ListProps {
  readonly orders: OrderPage;
  readonly page: number;
  readonly openOrderId: number | null;
}

function List({ orders, page, openOrderId }: ListProps) {
  const text = useText();
  const [expanded, setExpanded] = useState(openOrderId);
  const isNewcomer = useNewcomers(
    orders.items.map((order) => order.order_id),
    page,
  );
  if (orders.items.length === 0) {
    return (
      <div className={styles.empty}>
        <p>{text(page === 1 ? 'orders.empty' : 'orders.noMore')}</p>
        {page === 1 && <p className={styles.note}>{text('orders.emptyHint')}</p>}
      </div>
    );
  }
  return (
    <ul className={styles.list}>
      {orders.items.map((order) => (
        <OrderItem
          key={order.order_id}
          order={order}
          isNew={isNewcomer(order.order_id)}
          isExpanded={expanded === order.order_id}
          onToggle={() => setExpanded((current) => (current === order.order_id ? null : order.order_id))}
        />
      ))}
    </ul>
  );
}

interface PagerProps {
  readonly page: number;
  readonly hasOlder: boolean;
  readonly onChange: (page: number) => void;
}

function Pager({ page, hasOlder, onChange }: PagerProps) {
  const text = useText();
  if (page === 1 && !hasOlder) return null;
  return (
    <nav className={styles.pager} aria-label={text('orders.title')}>
      <button type="button" className="vp-button" disabled={page === 1} onClick={() => onChange(page - 1)}>
        {text('orders.newer')}
      </button>
      <button type="button" className="vp-button" disabled={!hasOlder} onClick={() => onChange(page + 1)}>
        {text('orders.older')}
      </button>
    </nav>
  );
}
