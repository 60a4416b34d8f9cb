import type { Clock } from '@vppos/core/time';
import { usePaymentSelector } from '../../store/createPaymentStore.ts';
import { Settled } from './Settled.tsx';
import { Cancelled, Loading, Unreadable } from './Unpayable.tsx';
import { usePaymentSession } from './usePaymentSession.ts';
import { Waiting } from './Waiting.tsx';

interface PaymentScreenProps {
  readonly orderId: number;
  readonly clock: Clock;
  /** The way here asked for the invoice, as the toast's button does. */
  readonly wantsInvoice: boolean;
}

/** One order being paid: the screen is a function of what the server has said of it. */
export function PaymentScreen({ orderId, clock, wantsInvoice }: PaymentScreenProps) {
  const { view, check } = usePaymentSession(orderId, clock);
  const isInvoiceOpen = usePaymentSelector((state) => state.payment.isInvoiceOpen) || wantsInvoice;
  switch (view.kind) {
    case 'loading':
      return <Loading />;
    case 'unreadable':
      return <Unreadable reason={view.reason} onRetry={check} />;
    case 'waiting':
      return <Waiting view={view} clock={clock} onCheck={check} />;
    case 'paid':
    case 'overpaid':
      return <Settled view={view} isInvoiceOpen={isInvoiceOpen} />;
    case 'cancelled':
      return <Cancelled order={view.order} />;
    default:
      return view satisfies never;
  }
}
