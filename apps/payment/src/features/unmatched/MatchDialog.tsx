import { formatClockTime, formatVnd } from '@vppos/core/format';
import { useAuthUser } from '@vppos/core/hooks';
import { useDeferredValue, useState } from 'react';
import type { Transfer } from '../../api/lists.ts';
import type { Order } from '../../api/schemas.ts';
import { Dialog } from '../../components/Dialog.tsx';
import listStyles from '../../components/List.module.css';
import { ListState } from '../../components/ListState.tsx';
import { OrderSearch } from '../../components/OrderSearch.tsx';
import { SecondWord } from '../../components/SecondWord.tsx';
import { useText } from '../../i18n/useText.ts';
import { useGetOpenOrdersQuery } from '../../store/paymentApi.ts';
import styles from './MatchDialog.module.css';
import { likeliestFirst } from './matchOrder.ts';

/** Who looks for an order further down searches for it. */
const SHOWN_MAX = 30;

interface MatchDialogProps {
  readonly transfer: Transfer;
  readonly isSending: boolean;
  readonly onMatch: (order: Order) => void;
  readonly onClose: () => void;
}

/** Which open order is this money for? */
export function MatchDialog({ transfer, isSending, onMatch, onClose }: MatchDialogProps) {
  const text = useText();
  const name = useAuthUser()?.name ?? '';
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Order | null>(null);
  const wish = { search: useDeferredValue(search.trim()), tillId: null, pages: 1 };
  const { data, isError, isFetching, refetch } = useGetOpenOrdersQuery(wish, { refetchOnMountOrArgChange: true });
  const amount = formatVnd(transfer.amount);
  const orders = likeliestFirst(data?.orders ?? [], transfer.amount).slice(0, SHOWN_MAX);
  return (
    <Dialog title={text('unmatched.choose', { amount })} onClose={onClose}>
      <div className={listStyles.fields}>
        <OrderSearch typed={search} onType={setSearch} />
        <ListState
          isThere={data !== undefined}
          isError={isError}
          isFetching={isFetching}
          onRetry={() => void refetch()}
        />
        {data !== undefined && orders.length === 0 && <p>{text('open.noMatch')}</p>}
        <ul className={`${listStyles.list} ${styles.orders}`}>
          {orders.map((order) => (
            <li key={order.order_id}>
              <OrderChoice
                order={order}
                amount={transfer.amount}
                isChosen={order.order_id === chosen?.order_id}
                onChoose={() => setChosen(order)}
              />
            </li>
          ))}
        </ul>
        {chosen !== null && (
          <SecondWord
            key={chosen.order_id}
            question={text('unmatched.matchQuestion', { name, amount, number: chosen.invoice_number })}
            confirm={text('unmatched.matchSure', { number: chosen.invoice_number })}
            shortcut="F8"
            disabled={isSending}
            onConfirm={() => onMatch(chosen)}
          >
            {text('unmatched.match')} {chosen.invoice_number}
          </SecondWord>
        )}
      </div>
    </Dialog>
  );
}

interface OrderChoiceProps {
  readonly order: Order;
  readonly amount: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function OrderChoice({ order, amount, isChosen, onChoose }: OrderChoiceProps) {
  const text = useText();
  const due = order.total - order.paid;
  return (
    <button type="button" className={listStyles.row} aria-pressed={isChosen} onClick={onChoose}>
      <strong>{order.invoice_number}</strong>
      <span className={listStyles.grow}>
        {formatClockTime(order.created_at)}
        {order.table !== null && ` · ${order.table}`}
      </span>
      {due === amount && <span className="vp-badge vp-badge--success">{text('unmatched.same')}</span>}
      <span>{formatVnd(due)}</span>
    </button>
  );
}
