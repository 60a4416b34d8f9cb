import { formatClockTime } from '@vppos/core/format';
import { useRealtimeStatus } from '@vppos/core/hooks';
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/useText.ts';
import { PAGE_SIZE } from '../../store/orderApi.ts';
import { LoadFailure } from '../LoadFailure.tsx';
import { useSelling } from '../selling/SellingContext.tsx';
import { ListRow } from './ListRow.tsx';
import { OrderItem } from './OrderItem.tsx';
import styles from './Orders.module.css';
import { OrdersFilter } from './OrdersFilter.tsx';
import type { OrderFilter } from './orderFilter.ts';
import { SoughtOrder } from './SoughtOrder.tsx';
import { staleness } from './staleness.ts';
import { useNewcomers } from './useNewcomers.ts';
import { type OrderRows, useOrderRows } from './useOrderRows.ts';
import { useSettled } from './useSettled.ts';

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e'];
/** The places of the first page. */
const NEWEST = Array.from({ length: PAGE_SIZE }, (_, index) => index);
/** A search is sent when no key came for so long, in ms. */
export const SEARCH_QUIET_MS = 250;

/** The company's orders, newest first, kept fresh by `useFreshOrders`. `openOrderId`: the one to show at once. */
export function Orders({ openOrderId }: { readonly openOrderId: number | null }) {
  const text = useText();
  const { clock } = useSelling();
  const [filter, setFilter] = useState<OrderFilter>({ tab: 'all', search: '' });
  const search = useSettled(filter.search.trim(), SEARCH_QUIET_MS, clock);

  return (
    <section className={`vp-card ${styles.orders}`} aria-label={text('orders.title')}>
      <OrdersFilter filter={filter} onChange={setFilter} />
      <List key={`${filter.tab} ${search}`} filter={{ tab: filter.tab, search }} openOrderId={openOrderId} />
    </section>
  );
}

interface ListProps {
  readonly filter: OrderFilter;
  readonly openOrderId: number | null;
}

function List({ filter, openOrderId }: ListProps) {
  const text = useText();
  const rows = useOrderRows(filter);
  const { total, hasFailed, readAt } = rows;
  if (total === null && hasFailed)
    return <LoadFailure message={text('orders.failed')} isBusy={rows.isFetching} onRetry={rows.refetch} />;
  if (total === null) return <Skeleton />;
  return (
    <>
      <StaleNote hasFailed={hasFailed} readAt={readAt} />
      {total === 0 && <Nothing filter={filter} />}
      <Rows rows={rows} openOrderId={openOrderId} />
    </>
  );
}

interface RowsProps {
  readonly rows: OrderRows;
  readonly openOrderId: number | null;
}

function Rows({ rows, openOrderId }: RowsProps) {
  const text = useText();
  const [expanded, setExpanded] = useState(openOrderId);
  const { total, virtualizer, scroller, rowAt } = rows;
  const isElsewhere = !useIsListed(rows, openOrderId);
  const isNewcomer = useNewcomers(rowAt(0)?.order_id ?? 0);
  const toggle = (orderId: number): void => setExpanded((current) => (current === orderId ? null : orderId));
  return (
    <>
      {isElsewhere && openOrderId === expanded && expanded !== null && (
        <SoughtOrder orderId={expanded} onClose={() => toggle(expanded)} />
      )}
      <div ref={scroller} className={styles.list} hidden={total === 0}>
        <ul className={styles.places} aria-label={text('orders.title')} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const order = rowAt(index);
            return (
              <ListRow key={order?.order_id ?? -index} order={order} place={{ index, start, virtualizer }}>
                {order !== undefined && (
                  <OrderItem
                    order={order}
                    isNew={isNewcomer(order.order_id)}
                    isExpanded={expanded === order.order_id}
                    onToggle={() => toggle(order.order_id)}
                  />
                )}
              </ListRow>
            );
          })}
        </ul>
      </div>
    </>
  );
}

/** Whether the order that is asked for is among the newest when the list comes; then it is brought into sight. */
function useIsListed({ rowAt, virtualizer }: OrderRows, orderId: number | null): boolean {
  const [place] = useState(() => NEWEST.findIndex((index) => rowAt(index)?.order_id === orderId));
  // Not a layout effect: those of the list above, which give the virtualizer its scroller, run later.
  useEffect(() => {
    if (place > 0) virtualizer.scrollToIndex(place, { align: 'start' });
  }, [virtualizer, place]);
  return place >= 0;
}

function Nothing({ filter }: { readonly filter: OrderFilter }) {
  const text = useText();
  const isWhole = filter.tab === 'all' && filter.search === '';
  return (
    <div className={styles.empty}>
      <p>{text(isWhole ? 'orders.empty' : 'orders.noneFound')}</p>
      {isWhole && <p className={styles.note}>{text('orders.emptyHint')}</p>}
    </div>
  );
}

function Skeleton() {
  const text = useText();
  return (
    <div className={styles.list} role="status" aria-label={text('orders.loading')}>
      {SKELETON_ROWS.map((key) => (
        <div key={key} className={styles.skeleton} />
      ))}
    </div>
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
