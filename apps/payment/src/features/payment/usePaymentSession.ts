import { requestAnnouncement, toastUtils } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import { useAuthUser, useRealtimeEvent, useRealtimeHints } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useText } from '../../i18n/useText.ts';
import { usePaymentSelector, usePaymentStore } from '../../store/createPaymentStore.ts';
import { useCashDrawer } from '../cash-drawer/useCashDrawer.ts';
import { ORDER_EVENTS } from '../orderEvents.ts';
import type { Booking } from './booking.ts';
import { isTyping } from './isTyping.ts';
import { type PaymentSession, startPaymentSession } from './paymentSession.ts';
import { paymentActions } from './paymentSlice.ts';
import { isAwaiting, isSettled, opensInvoice, type PaymentView, paymentViewOf } from './paymentView.ts';
import type { Received } from './sessionDeps.ts';

/** What may still change about an order that takes no money any more. */
const SETTLED_RESOURCES: readonly string[] = ['receipt', 'refund'];

/** What the person at the screen can do about the payment. */
export type PaymentActions = Pick<PaymentSession, 'check' | 'reread' | 'split' | 'confirm' | 'confirmAgain'>;

/** The order's payment on this screen: what to show, and what can be done. */
export function usePaymentSession(orderId: number, clock: Clock): { view: PaymentView; actions: PaymentActions } {
  const store = usePaymentStore();
  const tillId = useAuthUser()?.till_id;
  const view = paymentViewOf(
    orderId,
    usePaymentSelector((state) => state.payment),
  );
  const session = useRef<PaymentSession | null>(null);
  const tell = useEffectEvent(useReceivedTeller(tillId));
  const openDrawer = useCashDrawer();
  const booked = useEffectEvent(({ method }: Booking) => {
    if (method === 'cash') openDrawer('cash_payment');
  });

  useRealtimeHints(ORDER_EVENTS, {
    onEvent: (event) => {
      if (event.data.order_id === orderId) session.current?.hear(event);
    },
    onStale: () => session.current?.hint(),
    enabled: isAwaiting(view),
  });
  // Money that comes for an order which takes none any more goes back: the screen that shows it tells so.
  useRealtimeEvent(
    REALTIME_EVENT_TYPES.REFUND_DUE,
    (data, event) => {
      if (data.order_id === orderId && data.test !== true) session.current?.hear(event);
    },
    !isAwaiting(view),
  );

  // The bank may yet tell of what a cashier has confirmed, and another till may give money back.
  useRealtimeEvent(
    REALTIME_EVENT_TYPES.RESOURCE_UPDATED,
    ({ resource, test }) => {
      if (SETTLED_RESOURCES.includes(resource) && test !== true) session.current?.reread();
    },
    !isAwaiting(view),
  );

  // An ordinary effect: the subscriptions above are layout effects, so they listen before the first read begins.
  useEffect(() => {
    const started = startPaymentSession({ store, clock, orderId, tillId, onReceived: tell, onBooked: booked });
    session.current = started;
    return started.stop;
  }, [store, clock, orderId, tillId]);

  const actions: PaymentActions = {
    check: () => session.current?.check(),
    reread: () => session.current?.reread(),
    split: (transfer) => session.current?.split(transfer),
    confirm: (wish) => session.current?.confirm(wish),
    confirmAgain: () => session.current?.confirmAgain(),
  };
  return { view, actions };
}

/** Says what came, once for each read that found more; opens the invoice where that disturbs nobody. */
function useReceivedTeller(tillId: string | undefined): (received: Received) => void {
  const store = usePaymentStore();
  const text = useText();
  return ({ amount, order }) => {
    requestAnnouncement(order.order_id);
    const message = text('paid.title', { amount: formatVnd(amount) });
    if (!isSettled(order)) {
      toastUtils.success(message);
      return;
    }
    if (opensInvoice(order, store.getState().payment.qr, tillId) && !isTyping(document.activeElement)) {
      store.dispatch(paymentActions.invoiceOpened());
      toastUtils.success(message);
      return;
    }
    toastUtils.success(message, { label: text('paid.openInvoice'), to: `/payment/${order.order_id}/invoice` });
  };
}
