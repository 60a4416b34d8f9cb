import { formatDateTime, formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { useState } from 'react';
import type { Transfer } from '../../api/lists.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import styles from '../../components/List.module.css';
import { ListState } from '../../components/ListState.tsx';
import { Pages } from '../../components/Pages.tsx';
import { SecondWord } from '../../components/SecondWord.tsx';
import { useText } from '../../i18n/useText.ts';
import { useFollow } from '../../store/useFollow.ts';
import { MatchDialog } from './MatchDialog.tsx';
import { useGetUnmatchedQuery } from './transfersApi.ts';
import { useSettleTransfer } from './useSettleTransfer.ts';

const FOLLOWED = ['Transfers', 'OpenOrders'] as const;

/** Money the bank has told of, and nobody knows what for. */
export function Unmatched({ clock }: { readonly clock: Clock }) {
  const text = useText();
  const [page, setPage] = useState(1);
  const [matched, setMatched] = useState<Transfer | null>(null);
  const { data, isError, isFetching, refetch } = useGetUnmatchedQuery(page, { refetchOnMountOrArgChange: true });
  const { isSending, match, refund } = useSettleTransfer();
  useFollow(FOLLOWED, clock);
  return (
    <section className={styles.page}>
      <h1 className={styles.title}>{text('unmatched.title')}</h1>
      <p className={styles.hint}>{text('unmatched.hint')}</p>
      <ListState
        isThere={data !== undefined}
        isError={isError}
        isFetching={isFetching}
        onRetry={() => void refetch()}
      />
      {data?.items.length === 0 && <p className={styles.empty}>{text('unmatched.empty')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((transfer) => (
            <li key={transfer.transfer_id} className={styles.row} data-transfer-id={transfer.transfer_id}>
              <TransferWords transfer={transfer} />
              <ActionButton disabled={isSending} onPress={() => setMatched(transfer)}>
                {text('unmatched.match')}
              </ActionButton>
              <SecondWord
                look="plain"
                question={text('unmatched.refundQuestion', { amount: formatVnd(transfer.amount) })}
                confirm={text('unmatched.refundSure', { amount: formatVnd(transfer.amount) })}
                disabled={isSending}
                onConfirm={() => void refund(transfer)}
              >
                {text('unmatched.refund')}
              </SecondWord>
            </li>
          ))}
        </ul>
      )}
      <Pages page={page} more={data?.more === true} onPage={setPage} />
      {matched !== null && (
        <MatchDialog
          transfer={matched}
          isSending={isSending}
          onClose={() => setMatched(null)}
          onMatch={(order) => void match(matched, order).then(() => setMatched(null))}
        />
      )}
    </section>
  );
}

function TransferWords({ transfer }: { readonly transfer: Transfer }) {
  const { amount, payer, content, reference, transferred_at, received_at } = transfer;
  return (
    <>
      <strong className={styles.amount}>{formatVnd(amount)}</strong>
      <span className={styles.grow}>
        <span>{[payer, content].filter((word) => word !== null).join(' · ')}</span>
        <span className={styles.hint}>
          {[formatDateTime(transferred_at ?? received_at), reference].filter((word) => word !== null).join(' · ')}
        </span>
      </span>
    </>
  );
}
