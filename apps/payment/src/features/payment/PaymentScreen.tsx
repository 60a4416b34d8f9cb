import type { Clock } from '@vppos/core/time';
import { usePaymentSelector } from '../../store/createPaymentStore.ts';
import { usePaymentDisplay } from '../display/usePaymentDisplay.ts';
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
  const { view, actions } = usePaymentSession(orderId, clock);
  const isInvoiceOpen = usePaymentSelector((state) => state.payment.isInvoiceOpen) || wantsInvoice;
  usePaymentDisplay(view, clock);
  switch (view.kind) {
    case 'loading':
      return <Loading />;
    case 'unreadable':
      return <Unreadable reason={view.reason} onRetry={actions.check} />;
    case 'waiting':
      return <Waiting view={view} clock={clock} actions={actions} />;
    case 'paid':
    case 'overpaid':
      return <Settled view={view} clock={clock} isInvoiceOpen={isInvoiceOpen} onChanged={actions.reread} />;
    case 'cancelled':
      return <Cancelled order={view.order} onChanged={actions.reread} />;
    default:
      return view satisfies never;
  }
}
