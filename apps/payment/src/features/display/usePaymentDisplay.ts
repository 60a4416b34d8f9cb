import { publishStoreSync } from '@vppos/core/bus';
import type { Clock } from '@vppos/core/time';
import { useEffect } from 'react';
import type { PaymentView } from '../payment/paymentView.ts';
import { displayOf } from './displayOf.ts';

let newest = 0;

/** Tells the customer's display what it may show of this payment, and that there is none once the screen is left. */
export function usePaymentDisplay(view: PaymentView, clock: Clock): void {
  // By its JSON: the view is a new object at every read, and only a change is told.
  const shown = JSON.stringify(displayOf(view));
  useEffect(() => {
    const payment: ReturnType<typeof displayOf> = JSON.parse(shown);
    // A container of the build before knows no such stage and would keep what it shows, the QR that has just been paid.
    if (payment?.stage === 'cash') tell(null, clock);
    tell(payment, clock);
  }, [shown, clock]);
  useEffect(() => () => tell(null, clock), [clock]);
}

function tell(value: unknown, clock: Clock): void {
  // Two changes of one ms are still in order.
  newest = Math.max(newest + 1, clock.now());
  publishStoreSync({ slice: 'display', key: 'payment', value, version: newest });
}
