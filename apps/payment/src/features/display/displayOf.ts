import type { Order } from '../../api/schemas.ts';
import type { PaymentView } from '../payment/paymentView.ts';

/** What the customer's own display shows of a payment. */
export type DisplayedPayment =
  | {
      readonly stage: 'waiting';
      readonly amount: number;
      readonly qr: string;
      readonly order: string;
      readonly expires_at: number;
    }
  | {
      readonly stage: 'partial';
      readonly paid: number;
      readonly remaining: number;
      readonly qr: string;
      readonly order: string;
    }
  | { readonly stage: 'cash'; readonly paid: number; readonly remaining: number; readonly order: string }
  | { readonly stage: 'paid'; readonly amount: number; readonly change: number; readonly order: string };

/** Only what a customer may see; null where there is nothing to show. */
export function displayOf(view: PaymentView): DisplayedPayment | null {
  switch (view.kind) {
    case 'waiting':
      return waitingDisplay(view);
    case 'paid':
    case 'overpaid':
      return {
        stage: 'paid',
        amount: view.order.paid,
        change: changeOf(view.order),
        order: view.order.invoice_number,
      };
    default:
      return null;
  }
}

/** What the customer gets back at the counter: the change of the cash, and what came too much. */
function changeOf(order: Order): number {
  const cashChange = order.payments.reduce((sum, { change }) => sum + change, 0);
  return cashChange + Math.max(0, order.paid - order.total);
}

function waitingDisplay(view: Extract<PaymentView, { kind: 'waiting' }>): DisplayedPayment | null {
  const order = view.order.invoice_number;
  // A QR beside it would have the customer transfer what was to be paid in cash.
  if (view.isRestInCash) return { stage: 'cash', paid: view.order.paid, remaining: view.due, order };
  if (view.qr.status !== 'shown') return null;
  const { qr, expires_at, amount } = view.qr.payment;
  // Of a split the QR asks for a part only: the sum beside a QR is always the one it asks for.
  if (view.order.paid === 0 || amount !== view.due) return { stage: 'waiting', amount, qr, order, expires_at };
  return { stage: 'partial', paid: view.order.paid, remaining: view.due, qr, order };
}
