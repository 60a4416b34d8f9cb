import { request } from '@vppos/core/http';
import type { Clock, Stop } from '@vppos/core/time';
import { OPEN_PAYMENT, ORDER, type Order } from '../../api/schemas.ts';
import { singleFlight } from '../../realtime/singleFlight.ts';
import type { PaymentStore } from '../../store/createPaymentStore.ts';
import { paymentActions } from './paymentSlice.ts';
import { dueOf, isSettled, receivedBetween } from './paymentView.ts';

/** While money is awaited the order is read at least this often, in ms: a dead push delays the green screen by no more. */
export const REREAD_MS = 15_000;

/** Money that has arrived since the read before. */
export interface Received {
  /** In VND: what came, not the order's total. */
  readonly amount: number;
  readonly order: Order;
}

interface SessionDeps {
  readonly store: PaymentStore;
  readonly clock: Clock;
  readonly orderId: number;
  readonly tillId: string | undefined;
  readonly onReceived: (received: Received) => void;
}

/** Reading one order until it is settled. After `stop` nothing is asked, stored or told any more. */
export interface PaymentSession {
  /** Asks the server again, now or as soon as the running read is over. */
  readonly check: () => void;
  readonly stop: Stop;
}

/** Reads the order, asks for its QR once for what is due, and goes on reading while money is awaited. */
export function startPaymentSession(deps: SessionDeps): PaymentSession {
  const { store, clock, orderId, tillId, onReceived } = deps;
  let isStopped = false;
  let stopTimer: Stop = () => {};
  store.dispatch(paymentActions.opened(orderId));

  const read = async (): Promise<void> => {
    store.dispatch(paymentActions.checking());
    const result = await request({ path: `/api/v1/orders/${orderId}`, answer: ORDER }, clock);
    if (isStopped) return;
    const before = store.getState().payment.order;
    store.dispatch(paymentActions.orderAnswered({ result, at: clock.now() }));
    if ('error' in result) return;
    if (isOver(result.data)) stopTimer();
    else void askForQr(result.data);
    const amount = receivedBetween(before, result.data);
    if (amount > 0) onReceived({ amount, order: result.data });
    else if (before === null && isSettled(result.data)) store.dispatch(paymentActions.invoiceOpened());
  };

  const askForQr = async (order: Order): Promise<void> => {
    const { qr } = store.getState().payment;
    const due = dueOf(order);
    if ((qr.status === 'asking' || qr.status === 'open') && qr.due === due) return;
    store.dispatch(paymentActions.qrAsked(due));
    const body = { method: 'vietqr', ...(tillId === undefined ? {} : { till_id: tillId }) };
    const path = `/api/v1/orders/${orderId}/payments`;
    const result = await request({ path, body, answer: OPEN_PAYMENT }, clock);
    // The order may have changed meanwhile, and a newer request be on its way.
    const isNewest = () => sameRequest(store.getState().payment.qr, due);
    if (!isStopped && isNewest()) store.dispatch(paymentActions.qrAnswered({ due, result }));
  };

  const reads = singleFlight(read);
  const tick = (): void => {
    stopTimer = clock.after(REREAD_MS, tick);
    reads.request();
  };
  tick();

  return {
    check: reads.request,
    stop: () => {
      isStopped = true;
      reads.stop();
      stopTimer();
    },
  };
}

function isOver(order: Order): boolean {
  return isSettled(order) || order.status === 'cancelled';
}

function sameRequest(qr: PaymentStoreQr, due: number): boolean {
  return qr.status === 'asking' && qr.due === due;
}

type PaymentStoreQr = ReturnType<PaymentStore['getState']>['payment']['qr'];
