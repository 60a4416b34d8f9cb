import { formatClockTime, formatVnd } from '@vppos/core/format';
import type { Invoice, Receipt } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { methodWords } from '../methodWords.ts';
import { PaperLine, PaperLines } from '../paper/Paper.tsx';

/** How it was paid, part by part, and what the customer has got back or is still to get. */
export function InvoicePayments({ invoice: { payments, paid, change_due, refunds } }: { readonly invoice: Invoice }) {
  const text = useText();
  const tendered = payments.reduce((sum, receipt) => sum + (receipt.tendered ?? 0), 0);
  const change = payments.reduce((sum, receipt) => sum + receipt.change, 0);
  return (
    <>
      <ul aria-label={text('invoice.payments')}>
        {payments.map((receipt) => (
          <Part key={`${receipt.payment_id} ${receipt.booked_at} ${receipt.reference ?? ''}`} receipt={receipt} />
        ))}
      </ul>
      <PaperLines>
        {payments.length > 1 && <PaperLine label={text('invoice.paid')} value={formatVnd(paid)} />}
        <PaperLine label={text('invoice.tendered')} value={vndOrNull(tendered)} />
        <PaperLine label={text('invoice.change')} value={vndOrNull(change)} />
        <PaperLine label={text('invoice.excess')} value={vndOrNull(change_due)} />
        {refunds.map(({ refund_id, amount, done_at }) => (
          <PaperLine
            key={refund_id}
            label={
              done_at === null
                ? text('invoice.toPayBack')
                : text('invoice.paidBack', { time: formatClockTime(done_at) })
            }
            value={formatVnd(amount)}
          />
        ))}
      </PaperLines>
    </>
  );
}

function Part({ receipt }: { readonly receipt: Receipt }) {
  const text = useText();
  const { method, amount, reference, confirmed_by_name: name } = receipt;
  return (
    <li>
      <span>
        {text(methodWords(method))}
        {reference && <small>{text('invoice.reference', { reference })}</small>}
        {name !== null && <small>{text('receipts.byHand', { name })}</small>}
      </span>
      <span>{formatVnd(amount)}</span>
    </li>
  );
}

function vndOrNull(amount: number): string | null {
  return amount > 0 ? formatVnd(amount) : null;
}
