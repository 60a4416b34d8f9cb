import { formatDateTime, formatVnd } from '@vppos/core/format';
import type { RefObject } from 'react';
import type { Invoice } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { Paper, PaperLine, PaperLines } from '../paper/Paper.tsx';
import styles from './Invoice.module.css';
import { InvoicePayments } from './InvoicePayments.tsx';

interface InvoicePaperProps {
  readonly paper: RefObject<HTMLElement | null>;
  readonly title: string;
  readonly invoice: Invoice;
  readonly isCopy: boolean;
}

/** What is printed of an order that is paid. */
export function InvoicePaper({ paper, title, invoice, isCopy }: InvoicePaperProps) {
  const text = useText();
  return (
    <Paper paper={paper} label={title}>
      <h2>{invoice.company_name}</h2>
      <h3>{title}</h3>
      {isCopy && <p className={styles.copy}>{text('invoice.copy')}</p>}
      <PaperLines>
        <PaperLine label={text('invoice.paidAt')} value={formatDateTime(invoice.paid_at)} />
        <PaperLine label={text('invoice.cashier')} value={invoice.cashier_name ?? null} />
        <PaperLine label={text('invoice.till')} value={invoice.till_id} />
        <PaperLine label={text('invoice.table')} value={invoice.table} />
      </PaperLines>
      <Items items={invoice.items} />
      <Sums invoice={invoice} />
      <InvoicePayments invoice={invoice} />
      <p className={styles.thanks}>{text('invoice.thanks')}</p>
    </Paper>
  );
}

function Items({ items }: Pick<Invoice, 'items'>) {
  const text = useText();
  return (
    <ul>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same product may stand on several lines, which never move.
        <li key={index}>
          <span>
            {item.quantity} × {item.name}
            {item.quantity > 1 && <small>{text('invoice.each', { price: formatVnd(item.price) })}</small>}
            {item.note !== null && <small className={styles.said}>{item.note}</small>}
          </span>
          <span>{formatVnd(item.price * item.quantity)}</span>
        </li>
      ))}
    </ul>
  );
}

function Sums({ invoice: { note, subtotal, discount, total } }: { readonly invoice: Invoice }) {
  const text = useText();
  return (
    <PaperLines>
      <PaperLine label={text('invoice.note')} value={note} />
      {discount > 0 && (
        <>
          <PaperLine label={text('invoice.subtotal')} value={formatVnd(subtotal ?? total + discount)} />
          <PaperLine label={text('invoice.discount')} value={`−${formatVnd(discount)}`} />
        </>
      )}
      <PaperLine label={text('invoice.total')} value={formatVnd(total)} isStrong />
    </PaperLines>
  );
}
