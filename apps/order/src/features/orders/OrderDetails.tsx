import { navigate } from '@vppos/core/bus';
import { formatClockTime, formatVnd } from '@vppos/core/format';
import { useState } from 'react';
import type { Order } from '../../api/schemas.ts';
import { type Text, useText } from '../../i18n/useText.ts';
import { useGetOrderQuery } from '../../store/orderApi.ts';
import { Fold } from '../Fold.tsx';
import { LoadFailure } from '../LoadFailure.tsx';
import { CancelOrder } from './CancelOrder.tsx';
import styles from './Orders.module.css';
import { isOpen, isSettled } from './orderStatus.ts';

/** What is in one order, and what can be done with it. */
export function OrderDetails({ orderId }: { readonly orderId: number }) {
  const text = useText();
  const { data, isError, isFetching, refetch } = useGetOrderQuery(orderId, { refetchOnMountOrArgChange: true });
  if (data !== undefined) return <Details order={data} />;
  if (isError) return <LoadFailure message={text('order.failed')} isBusy={isFetching} onRetry={refetch} />;
  return (
    <p className={styles.note} role="status">
      {text('order.loading')}
    </p>
  );
}

function Details({ order }: { readonly order: Order }) {
  const text = useText();
  return (
    <div className={styles.details}>
      <ul className={styles.products}>
        {order.items.map((item, line) => (
          // Two lines may be of one product; they never change their places.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <li key={line}>
            <span>
              {item.quantity} × {item.name}
              {item.note !== null && <span className={styles.note}> – {item.note}</span>}
            </span>
            <span>{formatVnd(item.price * item.quantity)}</span>
          </li>
        ))}
        {order.discount > 0 && (
          <li>
            <span>{text('discount')}</span>
            <span>−{formatVnd(order.discount)}</span>
          </li>
        )}
      </ul>
      {factsOf(text, order).map((fact) => (
        <p key={fact} className={styles.note}>
          {fact}
        </p>
      ))}
      <Actions order={order} />
    </div>
  );
}

/** What there is to say of an order beside its lines, in the order a cashier asks for it. */
function factsOf(text: Text, order: Order): string[] {
  const facts: string[] = [];
  if (order.note !== null) facts.push(`${text('draft.note')}: ${order.note}`);
  if (order.created_by_name !== null) facts.push(text('order.by', { name: order.created_by_name }));
  if (order.paid > 0) facts.push(text('order.paidOf', { paid: formatVnd(order.paid), total: formatVnd(order.total) }));
  facts.push(...order.payments.map((payment) => paymentFact(text, payment)));
  if (order.status === 'cancelled') facts.push(...cancelFacts(text, order));
  return facts;
}

function paymentFact(text: Text, { method, amount, booked_at, confirmed_by_name }: Order['payments'][number]): string {
  const known = METHODS.find((name) => name === method) ?? 'other';
  const by = confirmed_by_name === null ? '' : ` · ${text('order.confirmedBy', { name: confirmed_by_name })}`;
  return `${formatClockTime(booked_at)} · ${text(`method.${known}`)} ${formatVnd(amount)}${by}`;
}

const METHODS = ['vietqr', 'cash', 'manual'] as const;

function cancelFacts(text: Text, { cancel_reason, cancelled_by_name }: Order): string[] {
  const facts: string[] = [];
  if (cancel_reason !== null) facts.push(`${text('order.cancelReason')}: ${cancel_reason}`);
  if (cancelled_by_name !== null) facts.push(text('order.cancelledBy', { name: cancelled_by_name }));
  return facts;
}

function Actions({ order }: { readonly order: Order }) {
  const text = useText();
  const [isCancelling, setIsCancelling] = useState(false);
  const close = (): void => setIsCancelling(false);
  return (
    <div className={styles.actions}>
      {isOpen(order.status) && (
        <button
          type="button"
          className="vp-button vp-button--danger"
          aria-expanded={isCancelling}
          onClick={() => setIsCancelling(!isCancelling)}
        >
          {text('order.cancel')}
        </button>
      )}
      {isOpen(order.status) && isCancelling && (
        <Fold startsAt="button" onClose={close}>
          <CancelOrder order={order} onClose={close} />
        </Fold>
      )}
      {isSettled(order.status) && (
        <button type="button" className="vp-button" onClick={() => navigate(`/payment/${order.order_id}`)}>
          {text('order.invoice')}
        </button>
      )}
    </div>
  );
}
