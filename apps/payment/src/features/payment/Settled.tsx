import { navigate } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import type { ReactNode } from 'react';
import type { Receipt } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { usePaymentDispatch } from '../../store/createPaymentStore.ts';
import { Invoice } from '../invoice/Invoice.tsx';
import { paymentActions } from './paymentSlice.ts';
import type { PaymentView } from './paymentView.ts';
import styles from './Settled.module.css';

interface SettledProps {
  readonly view: Extract<PaymentView, { kind: 'paid' | 'overpaid' }>;
  readonly isInvoiceOpen: boolean;
}

/** The server has the money: green across the whole screen, with what came, from whom, and the invoice. */
export function Settled({ view, isInvoiceOpen }: SettledProps) {
  const text = useText();
  const { order, receipt } = view;
  return (
    <section
      className={styles.settled}
      data-payment-state={view.kind}
      data-order-id={order.order_id}
      data-invoice={isInvoiceOpen ? 'open' : 'closed'}
    >
      <div className={styles.words}>
        <span className={styles.tick} aria-hidden="true">
          ✓
        </span>
        <h1 className={styles.title}>{text('paid.title', { amount: formatVnd(order.paid) })}</h1>
        <p className={styles.order}>{text('paid.order', { number: order.invoice_number })}</p>
        {view.kind === 'overpaid' && <Overpaid excess={formatVnd(view.excess)} />}
        {receipt !== null && <BankWords receipt={receipt} />}
        {!isInvoiceOpen && <NextSteps />}
      </div>
      {isInvoiceOpen && <Invoice orderId={order.order_id} />}
    </section>
  );
}

/** While the paper is open it has these itself. */
function NextSteps() {
  const text = useText();
  const dispatch = usePaymentDispatch();
  return (
    <div className={styles.actions}>
      <button type="button" className="vp-button" onClick={() => dispatch(paymentActions.invoiceOpened())}>
        {text('paid.openInvoice')}
      </button>
      <button type="button" className="vp-button" onClick={() => navigate('/order')}>
        {text('app.newOrder')}
      </button>
    </div>
  );
}

function Overpaid({ excess }: { readonly excess: string }) {
  const text = useText();
  return (
    <div className={styles.warning} role="alert">
      <strong>{text('over.title', { excess })}</strong>
      <span>{text('over.hint', { excess })}</span>
    </div>
  );
}

function BankWords({ receipt }: { readonly receipt: Receipt }) {
  const text = useText();
  return (
    <dl className={styles.bank}>
      <Word label={text('paid.reference')}>{receipt.reference}</Word>
      <Word label={text('paid.payer')}>{receipt.payer}</Word>
      {receipt.late && <Word label={text('paid.late')}>⏱</Word>}
    </dl>
  );
}

function Word({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  if (children === null || children === undefined) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
