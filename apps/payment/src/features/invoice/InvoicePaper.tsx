import { formatDateTime, formatVnd } from '@vppos/core/format';
import type { RefObject } from 'react';
import type { Invoice, Receipt } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { methodWords } from '../methodWords.ts';
import { Paper, PaperLine, PaperLines } from '../paper/Paper.tsx';
import styles from './Invoice.module.css';

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
      <ul>
        {invoice.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same product may stand on several lines, which never move.
          <li key={index}>
            <span>
              {item.quantity} × {item.name}
              {item.quantity > 1 && <small>{formatVnd(item.price)}</small>}
              {item.note !== null && <small>{item.note}</small>}
            </span>
            <span>{formatVnd(item.price * item.quantity)}</span>
          </li>
        ))}
      </ul>
      <Sums invoice={invoice} />
      <Payments receipts={invoice.payments} />
      <p className={styles.thanks}>{text('invoice.thanks')}</p>
    </Paper>
  );
}

function Sums({ invoice }: { readonly invoice: Invoice }) {
  const text = useText();
  const { discount, total } = invoice;
  const change = invoice.change_due + invoice.payments.reduce((sum, receipt) => sum + receipt.change, 0);
  const tendered = invoice.payments.reduce((sum, receipt) => sum + (receipt.tendered ?? 0), 0);
  return (
    <PaperLines>
      <PaperLine label={text('invoice.note')} value={invoice.note} />
      {discount > 0 && (
        <>
          <PaperLine label={text('invoice.subtotal')} value={formatVnd(invoice.subtotal ?? total + discount)} />
          <PaperLine label={text('invoice.discount')} value={`−${formatVnd(discount)}`} />
        </>
      )}
      <PaperLine label={text('invoice.total')} value={formatVnd(total)} isStrong />
      <PaperLine label={text('invoice.paid')} value={formatVnd(invoice.paid)} />
      <PaperLine label={text('invoice.tendered')} value={tendered > 0 ? formatVnd(tendered) : null} />
      <PaperLine label={text('invoice.change')} value={change > 0 ? formatVnd(change) : null} />
    </PaperLines>
  );
}

function Payments({ receipts }: { readonly receipts: readonly Receipt[] }) {
  const text = useText();
  return (
    <ul aria-label={text('invoice.payments')}>
      {receipts.map((receipt) => (
        <li key={`${receipt.payment_id} ${receipt.booked_at} ${receipt.reference ?? ''}`}>
          <span>
            {text(methodWords(receipt.method))}
            {receipt.reference && <small>{receipt.reference}</small>}
          </span>
          <span>{formatVnd(receipt.amount)}</span>
        </li>
      ))}
    </ul>
  );
}
