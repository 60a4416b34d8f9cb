import { navigate } from '@vppos/core/bus';
import { formatClockTime, formatVnd } from '@vppos/core/format';
import { useAuthUser } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import { useState } from 'react';
import type { ListedReceipt } from '../../api/lists.ts';
import { Choice } from '../../components/Choice.tsx';
import styles from '../../components/List.module.css';
import { ListState } from '../../components/ListState.tsx';
import { TillFilter } from '../../components/TillFilter.tsx';
import { useNewcomers } from '../../components/useNewcomers.ts';
import { useText } from '../../i18n/useText.ts';
import { useFollow } from '../../store/useFollow.ts';
import { methodWords } from '../methodWords.ts';
import { useGetReceiptsInfiniteQuery } from './receiptsApi.ts';

const FOLLOWED = ['Receipts'] as const;
const METHODS = ['vietqr', 'cash', 'manual'] as const;

/** What came just now? Toasts vanish, these do not. */
export function Receipts({ clock }: { readonly clock: Clock }) {
  const text = useText();
  const till = useAuthUser()?.till_id ?? null;
  const [isThisTill, setIsThisTill] = useState(false);
  const [method, setMethod] = useState<(typeof METHODS)[number] | 'all'>('all');
  const wish = { tillId: isThisTill ? till : null, method: method === 'all' ? null : method };
  const { currentData, isError, isFetching, hasNextPage, fetchNextPage, refetch } = useGetReceiptsInfiniteQuery(wish, {
    refetchOnMountOrArgChange: true,
  });
  useFollow(FOLLOWED, clock);
  const receipts = currentData?.pages.flatMap((page) => page.items);
  const isNew = useNewcomers(receipts?.map((receipt) => receipt.receipt_id) ?? null, JSON.stringify(wish));
  // What was loaded below is older than everything: no news.
  const newest = currentData?.pages[0]?.items ?? [];

  return (
    <section className={styles.page}>
      <h1 className={styles.title}>{text('receipts.title')}</h1>
      <div className={styles.filters}>
        <TillFilter isThisTill={isThisTill} onChange={setIsThisTill} />
        <Choice
          label={text('list.method')}
          value={method}
          options={[
            { value: 'all', words: text('list.allMethods') },
            ...METHODS.map((value) => ({ value, words: text(methodWords(value)) })),
          ]}
          onChange={setMethod}
        />
      </div>
      <ListState
        isThere={receipts !== undefined}
        isError={isError}
        isFetching={isFetching}
        onRetry={() => void refetch()}
      />
      {receipts?.length === 0 && <p className={styles.empty}>{text('receipts.empty')}</p>}
      {receipts !== undefined && receipts.length > 0 && (
        <ul className={styles.list}>
          {receipts.map((receipt) => (
            <li
              key={receipt.receipt_id}
              className={isNew(receipt.receipt_id) && newest.includes(receipt) ? 'vp-flash' : undefined}
              data-receipt-id={receipt.receipt_id}
            >
              <Row receipt={receipt} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <button type="button" className="vp-button" disabled={isFetching} onClick={() => void fetchNextPage()}>
          {text('list.more')}
        </button>
      )}
    </section>
  );
}

function Row({ receipt }: { readonly receipt: ListedReceipt }) {
  const text = useText();
  const by = receipt.confirmed_by_name;
  const isUnproven = receipt.method === 'manual' && !receipt.bank_confirmed;
  return (
    <button type="button" className={styles.row} onClick={() => navigate(`/payment/${receipt.order_id}`)}>
      <span>{formatClockTime(receipt.booked_at)}</span>
      <strong className={styles.amount}>{formatVnd(receipt.amount)}</strong>
      <span className={styles.grow}>
        <span>
          {receipt.invoice_number} · {text(methodWords(receipt.method))}
        </span>
        <span className={styles.hint}>
          {[receipt.payer, receipt.reference, by === null ? null : text('receipts.byHand', { name: by })]
            .filter((word) => typeof word === 'string')
            .join(' · ')}
        </span>
      </span>
      {receipt.late && <span className="vp-badge vp-badge--info">{text('receipts.late')}</span>}
      {isUnproven && <span className="vp-badge vp-badge--warning">{text('receipts.notToldYet')}</span>}
      {receipt.till_id !== null && <span className="vp-badge">{receipt.till_id}</span>}
    </button>
  );
}
