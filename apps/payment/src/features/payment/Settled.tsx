import { navigate } from '@vppos/core/bus';
import { formatClockTime, formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { Check, Plus, ReceiptText } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Receipt } from '../../api/schemas.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useText } from '../../i18n/useText.ts';
import { usePaymentDispatch } from '../../store/createPaymentStore.ts';
import { Invoice } from '../invoice/Invoice.tsx';
import { OrderRefunds } from '../refunds/OrderRefunds.tsx';
import { paymentActions } from './paymentSlice.ts';
import type { PaymentView } from './paymentView.ts';
import styles from './Settled.module.css';

interface SettledProps {
  readonly view: Extract<PaymentView, { kind: 'paid' | 'overpaid' }>;
  readonly clock: Clock;
  readonly isInvoiceOpen: boolean;
  /** Something of the order was changed here. */
  readonly onChanged: () => void;
}

/** The server has the money: green across the whole screen, with what came, from whom, and the invoice. */
export function Settled({ view, clock, isInvoiceOpen, onChanged }: SettledProps) {
  const text = useText();
  const { order, receipt } = view;
  const cashChange = order.payments.reduce((sum, { change }) => sum + change, 0);
  return (
    <section
      className={styles.settled}
      data-payment-state={view.kind}
      data-order-id={order.order_id}
      data-invoice={isInvoiceOpen ? 'open' : 'closed'}
    >
      <div className={styles.words}>
        <span className={styles.tick}>
          <Check aria-hidden="true" strokeWidth={3.5} />
        </span>
        <h1 className={styles.title}>{text('paid.title', { amount: formatVnd(order.paid) })}</h1>
        <p className={styles.order}>{text('paid.order', { number: order.invoice_number })}</p>
        {cashChange > 0 && <p className={styles.change}>{text('cash.giveBack', { change: formatVnd(cashChange) })}</p>}
        {view.kind === 'overpaid' && order.refunds.length === 0 && <Overpaid excess={formatVnd(view.excess)} />}
        <OrderRefunds refunds={order.refunds} onChanged={onChanged} />
        {receipt !== null && <BankWords receipt={receipt} />}
        {!isInvoiceOpen && <NextSteps />}
      </div>
      {isInvoiceOpen && <Invoice orderId={order.order_id} clock={clock} />}
    </section>
  );
}

/** While the paper is open it has these itself. */
function NextSteps() {
  const text = useText();
  const dispatch = usePaymentDispatch();
  return (
    <div className={styles.actions}>
      <ActionButton icon={ReceiptText} shortcut="F9" onPress={() => dispatch(paymentActions.invoiceOpened())}>
        {text('paid.openInvoice')}
      </ActionButton>
      <ActionButton icon={Plus} shortcut="F10" onPress={() => navigate('/order')}>
        {text('app.newOrder')}
      </ActionButton>
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
      <Word label={text('paid.confirmedBy')}>{receipt.bank_confirmed ? null : receipt.confirmed_by_name}</Word>
      {receipt.late && <Word label={text('paid.late')}>{formatClockTime(receipt.booked_at)}</Word>}
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
