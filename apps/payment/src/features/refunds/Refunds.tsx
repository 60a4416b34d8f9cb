import { formatDateTime, formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { useState } from 'react';
import type { Refund } from '../../api/schemas.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Choice } from '../../components/Choice.tsx';
import styles from '../../components/List.module.css';
import { ListState } from '../../components/ListState.tsx';
import { Pages } from '../../components/Pages.tsx';
import { useText } from '../../i18n/useText.ts';
import { useFollow } from '../../store/useFollow.ts';
import { methodWords } from '../methodWords.ts';
import { FinishDialog } from './FinishDialog.tsx';
import { refundReason } from './refundReason.ts';
import { useGetRefundsQuery } from './refundsApi.ts';

const FOLLOWED = ['Refunds'] as const;

/** What goes back to customers, and what has. */
export function Refunds({ clock }: { readonly clock: Clock }) {
  const text = useText();
  const [wish, setWish] = useState<{ status: 'open' | 'done'; page: number }>({ status: 'open', page: 1 });
  const [finished, setFinished] = useState<Refund | null>(null);
  const {
    currentData: data,
    isError,
    isFetching,
    refetch,
  } = useGetRefundsQuery(wish, {
    refetchOnMountOrArgChange: true,
  });
  useFollow(FOLLOWED, clock);
  return (
    <section className={styles.page}>
      <h1 className={styles.title}>{text('refunds.title')}</h1>
      <Choice
        label={text('refunds.title')}
        value={wish.status}
        options={[
          { value: 'open', words: text('refunds.open') },
          { value: 'done', words: text('refunds.done') },
        ]}
        onChange={(status) => setWish({ status, page: 1 })}
      />
      <ListState
        isThere={data !== undefined}
        isError={isError}
        isFetching={isFetching}
        onRetry={() => void refetch()}
      />
      {data?.items.length === 0 && (
        <p className={styles.empty}>{text(wish.status === 'open' ? 'refunds.empty' : 'refunds.noneDone')}</p>
      )}
      {data !== undefined && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((refund) => (
            <li key={refund.refund_id} className={styles.row} data-refund-id={refund.refund_id}>
              <RefundWords refund={refund} />
              {refund.done_at === null && (
                <ActionButton onPress={() => setFinished(refund)}>{text('refunds.finish')}</ActionButton>
              )}
            </li>
          ))}
        </ul>
      )}
      <Pages page={wish.page} more={data?.more === true} onPage={(page) => setWish({ ...wish, page })} />
      {finished !== null && <FinishDialog refund={finished} onClose={() => setFinished(null)} />}
    </section>
  );
}

function RefundWords({ refund }: { readonly refund: Refund }) {
  const text = useText();
  const { amount, invoice_number, payer, created_at, done_at, done_by_name, done_method, note } = refund;
  const done =
    done_at === null
      ? [formatDateTime(created_at), note]
      : [formatDateTime(done_at), done_by_name, done_method === null ? null : text(methodWords(done_method)), note];
  return (
    <>
      <strong className={styles.amount}>{formatVnd(amount)}</strong>
      <span className={styles.grow}>
        <span>{[invoice_number, text(refundReason(refund.reason)), payer].filter(isWord).join(' · ')}</span>
        <span className={styles.hint}>{done.filter(isWord).join(' · ')}</span>
      </span>
    </>
  );
}

function isWord(word: string | null): word is string {
  return word !== null && word !== '';
}
