import { formatClockTime } from '@vppos/core/format';
import { useRealtimeStatus } from '@vppos/core/hooks';
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/useText.ts';
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
/** A search is sent when no key came for so long, in ms. */
export const SEARCH_QUIET_MS = 250;

/** The company's orders, newest first, kept fresh by `useFreshOrders`. `openOrderId`: the one to show at once. */
export function Orders({ openOrderId }: { readonly openOrderId: number | null }) {
  const text = useText();
  const { clock } = useSelling();
  const [filter, setFilter] = useState<OrderFilter>({ tab: 'all', search: '' });
  const search = useSettled(filter.search.trim(), SEARCH_QUIET_MS, clock);
  const [expanded, setExpanded] = useState(openOrderId);
  const isWhole = filter.tab === 'all' && search === '';

  return (
    <section className={`vp-card ${styles.orders}`} aria-label={text('orders.title')}>
      <OrdersFilter filter={filter} onChange={setFilter} />
      <List
        key={`${filter.tab} ${search}`}
        filter={{ tab: filter.tab, search }}
        soughtId={isWhole ? openOrderId : null}
        expanded={expanded}
        onExpand={setExpanded}
      />
    </section>
  );
}

interface Expansion {
  /** The order that was asked for, in the list of all. */
  readonly soughtId: number | null;
  /** The order whose details are open. */
  readonly expanded: number | null;
  readonly onExpand: (orderId: number | null) => void;
}

function List({ filter, ...expansion }: Expansion & { readonly filter: OrderFilter }) {
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
      <Rows rows={rows} {...expansion} />
    </>
  );
}

function Rows({ rows, soughtId, expanded, onExpand }: Expansion & { readonly rows: OrderRows }) {
  const text = useText();
  const { total, virtualizer, scroller, rowAt } = rows;
  const isListed = useSoughtInSight(rows, soughtId);
  const isNewcomer = useNewcomers(rowAt(0)?.order_id ?? 0);
  const isAbove = soughtId !== null && soughtId === expanded && !isListed;
  return (
    <>
      {isAbove && (
        <SoughtOrder
          orderId={soughtId}
          onClose={() => {
            onExpand(null);
            scroller.current?.focus();
          }}
        />
      )}
      <div ref={scroller} className={styles.list} hidden={total === 0} tabIndex={-1}>
        <ul className={styles.places} aria-label={text('orders.title')} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const order = rowAt(index);
            return (
              <ListRow key={order?.order_id ?? -index} order={order} place={{ index, start, virtualizer }}>
                {order !== undefined && (
                  <OrderItem
                    order={order}
                    isNew={isNewcomer(order.order_id)}
                    isExpanded={expanded === order.order_id && !isAbove}
                    onToggle={() => onExpand(expanded === order.order_id ? null : order.order_id)}
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

/** Brings the order that was asked for into sight when the list comes. Whether it is among the newest, which are read first. */
function useSoughtInSight({ newest, virtualizer }: OrderRows, orderId: number | null): boolean {
  const place = newest.findIndex(({ order_id }) => order_id === orderId);
  const [placeAtFirst] = useState(place);
  // Not a layout effect: those of the list above, which give the virtualizer its scroller, run later.
  useEffect(() => {
    if (placeAtFirst > 0) virtualizer.scrollToIndex(placeAtFirst, { align: 'start' });
  }, [virtualizer, placeAtFirst]);
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
