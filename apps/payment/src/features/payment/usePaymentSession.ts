import { toastUtils } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import { useAuthUser, useRealtimeHints } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useText } from '../../i18n/useText.ts';
import { usePaymentSelector, usePaymentStore } from '../../store/createPaymentStore.ts';
import { ORDER_EVENTS } from '../orderEvents.ts';
import { isTyping } from './isTyping.ts';
import { type PaymentSession, type Received, startPaymentSession } from './paymentSession.ts';
import { paymentActions } from './paymentSlice.ts';
import { isAwaiting, isOpenedBy, isSettled, type PaymentView, paymentViewOf } from './paymentView.ts';

/** The order's payment on this screen: what to show, and a way to ask the server again. */
export function usePaymentSession(orderId: number, clock: Clock): { view: PaymentView; check: () => void } {
  const store = usePaymentStore();
  const tillId = useAuthUser()?.till_id;
  const view = paymentViewOf(
    orderId,
    usePaymentSelector((state) => state.payment),
  );
  const session = useRef<PaymentSession | null>(null);
  const tell = useEffectEvent(useReceivedTeller(tillId));

  useRealtimeHints(ORDER_EVENTS, {
    onEvent: (event) => {
      if (event.data.order_id === orderId) session.current?.hear(event);
    },
    onStale: () => session.current?.hint(),
    enabled: isAwaiting(view),
  });

  // An ordinary effect: the subscriptions above are layout effects, so they listen before the first read begins.
  useEffect(() => {
    const started = startPaymentSession({ store, clock, orderId, tillId, onReceived: tell });
    session.current = started;
    return started.stop;
  }, [store, clock, orderId, tillId]);

  return { view, check: () => session.current?.check() };
}

/** Says what came, once for each read that found more; opens the invoice where that disturbs nobody. */
function useReceivedTeller(tillId: string | undefined): (received: Received) => void {
  const store = usePaymentStore();
  const text = useText();
  return ({ amount, order }) => {
    const message = text('paid.title', { amount: formatVnd(amount) });
    if (!isSettled(order)) {
      toastUtils.success(message);
      return;
    }
    if (isOpenedBy(store.getState().payment.qr, tillId) && !isTyping(document.activeElement)) {
      store.dispatch(paymentActions.invoiceOpened());
      toastUtils.success(message);
      return;
    }
    toastUtils.success(message, { label: text('paid.openInvoice'), to: `/payment/${order.order_id}/invoice` });
  };
}
