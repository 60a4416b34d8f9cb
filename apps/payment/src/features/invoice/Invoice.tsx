import { navigate } from '@vppos/core/bus';
import { formatDateTime, formatVnd } from '@vppos/core/format';
import type { Invoice as InvoiceData, Receipt } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { useGetInvoiceQuery } from '../../store/paymentApi.ts';
import styles from './Invoice.module.css';

/** The paid order on paper: what the customer gets, and the only thing that is printed. */
export function Invoice({ orderId }: { readonly orderId: number }) {
  const text = useText();
  const { data, isError, isFetching, refetch } = useGetInvoiceQuery(orderId);
  if (data !== undefined) return <Paper invoice={data} />;
  return (
    <div className={styles.pending}>
      <p role="status">{text(isError ? 'invoice.failed' : 'invoice.loading')}</p>
      {isError && (
        <button type="button" className="vp-button" disabled={isFetching} onClick={() => void refetch()}>
          {text('app.retry')}
        </button>
      )}
    </div>
  );
}

function Paper({ invoice }: { readonly invoice: InvoiceData }) {
  const text = useText();
  const title = text('invoice.title', { number: invoice.invoice_number });
  return (
    <div className={styles.holder}>
      <article className={styles.paper} aria-label={title}>
        <h2 className={styles.shop}>{invoice.company_name}</h2>
        <h3 className={styles.number}>{title}</h3>
        <dl className={styles.facts}>
          <Fact label={text('invoice.paidAt')} value={formatDateTime(invoice.paid_at)} />
          {typeof invoice.cashier_name === 'string' && (
            <Fact label={text('invoice.cashier')} value={invoice.cashier_name} />
          )}
        </dl>
        <ul className={styles.items}>
          {invoice.items.map((item) => (
            <li key={item.product_id}>
              <span>
                {item.quantity} × {item.name}
              </span>
              <span>{formatVnd(item.price * item.quantity)}</span>
            </li>
          ))}
        </ul>
        <dl className={styles.facts}>
          <Fact label={text('invoice.total')} value={formatVnd(invoice.total)} isStrong />
          <Fact label={text('invoice.paid')} value={formatVnd(invoice.paid)} />
          {invoice.change_due > 0 && <Fact label={text('invoice.change')} value={formatVnd(invoice.change_due)} />}
        </dl>
        <Payments receipts={invoice.payments} />
        <p className={styles.thanks}>{text('invoice.thanks')}</p>
      </article>
      <div className={styles.actions}>
        <button type="button" className="vp-button" onClick={() => window.print()}>
          {text('invoice.print')}
        </button>
        <button type="button" className="vp-button vp-button--primary" onClick={() => navigate('/order')}>
          {text('app.newOrder')}
        </button>
      </div>
    </div>
  );
}

function Payments({ receipts }: { readonly receipts: readonly Receipt[] }) {
  const text = useText();
  return (
    <ul className={styles.items} aria-label={text('invoice.payments')}>
      {receipts.map((receipt) => (
        <li key={`${receipt.payment_id} ${receipt.booked_at} ${receipt.reference ?? ''}`}>
          <span>
            {receipt.method === 'cash' ? text('method.cash') : text('method.vietqr')}
            {receipt.reference && <small> {receipt.reference}</small>}
          </span>
          <span>{formatVnd(receipt.amount)}</span>
        </li>
      ))}
    </ul>
  );
}

function Fact({ label, value, isStrong = false }: { label: string; value: string; isStrong?: boolean }) {
  return (
    <div className={isStrong ? styles.strong : undefined}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
