import { navigate } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import { useAuthUser } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import { useDeferredValue, useState } from 'react';
import type { Order } from '../../api/schemas.ts';
import listStyles from '../../components/List.module.css';
import { ListState } from '../../components/ListState.tsx';
import { OrderSearch } from '../../components/OrderSearch.tsx';
import { TillFilter } from '../../components/TillFilter.tsx';
import { useText } from '../../i18n/useText.ts';
import { useGetOpenOrdersQuery } from '../../store/paymentApi.ts';
import { useFollow } from '../../store/useFollow.ts';
import { isSearched } from './isSearched.ts';
import styles from './OpenOrders.module.css';
import { OrderRows } from './OrderRows.tsx';

const FOLLOWED = ['OpenOrders'] as const;

/** Which order is to be paid? Those that still wait for money, newest first. */
export function OpenOrders({ clock }: { readonly clock: Clock }) {
  const text = useText();
  const user = useAuthUser();
  const [typed, setTyped] = useState('');
  const [isThisTill, setIsThisTill] = useState(false);
  const [pages, setPages] = useState(1);
  const search = useDeferredValue(typed.trim());
  const tillId = isThisTill ? (user?.till_id ?? null) : null;
  const wish = { search, tillId, pages };
  const { data, currentData, isError, isFetching, refetch } = useGetOpenOrdersQuery(wish, {
    refetchOnMountOrArgChange: true,
  });
  useFollow(FOLLOWED, clock);
  // Until the answer to what was typed is there, the rows of before stay, narrowed to it. An older server does not search.
  const orders = (currentData ?? data)?.orders.filter((order) => isSearched(order, search));

  return (
    <section className={listStyles.page}>
      <header className={styles.header}>
        <h1 className={listStyles.title}>{text('open.title')}</h1>
        {orders !== undefined && orders.length > 0 && <p className={styles.hint}>{sumOf(orders, text)}</p>}
      </header>
      <div className={`${listStyles.filters} ${styles.filters}`}>
        <OrderSearch typed={typed} onType={setTyped} />
        <TillFilter isThisTill={isThisTill} onChange={setIsThisTill} />
      </div>
      <ListState
        isThere={orders !== undefined}
        isError={isError}
        isFetching={isFetching}
        onRetry={() => void refetch()}
        words={{ loading: 'open.loading', failed: 'open.failed' }}
      />
      {orders?.length === 0 && <Empty isFiltered={search !== '' || isThisTill} />}
      {orders !== undefined && orders.length > 0 && <OrderRows orders={orders} />}
      {data?.more === true && (
        <button type="button" className="vp-button" disabled={isFetching} onClick={() => setPages(pages + 1)}>
          {text('list.more')}
        </button>
      )}
    </section>
  );
}

function Empty({ isFiltered }: { readonly isFiltered: boolean }) {
  const text = useText();
  return (
    <div className={styles.empty}>
      <p>{text(isFiltered ? 'open.noMatch' : 'open.empty')}</p>
      <button type="button" className="vp-button vp-button--primary" onClick={() => navigate('/order')}>
        {text('app.newOrder')}
      </button>
    </div>
  );
}

function sumOf(orders: readonly Order[], text: ReturnType<typeof useText>): string {
  const awaited = orders.reduce((sum, { total, paid }) => sum + total - paid, 0);
  return text('open.sum', { count: orders.length, amount: formatVnd(awaited) });
}
