import { keepSnapshot } from '@vppos/core/hooks';
import { type ApiFailure, type ApiResult, request } from '@vppos/core/http';
import type { Clock, RetryPolicy, Stop } from '@vppos/core/time';
import { OPEN_PAYMENT, ORDER, type Order } from '../../api/schemas.ts';
import type { PaymentStore } from '../../store/createPaymentStore.ts';
import type { OrderEvent } from '../orderEvents.ts';
import { paymentActions } from './paymentSlice.ts';
import { dueOf, isSettled, receivedBetween } from './paymentView.ts';

/** While money is awaited the order is read at least this often, in ms: a dead push delays the green screen by no more. */
export const REREAD_MS = 15_000;

/** A read that failed is repeated at the next hint, and money is not kept waiting for longer than this. */
const RETRY: RetryPolicy = { baseMs: 500, maxMs: 1_000 };

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
  /** An event about this order: the server is asked, unless what it said last is newer. */
  readonly hear: (event: OrderEvent) => void;
  /** Something may have been missed: asks the server again, now or as soon as the running read is over. */
  readonly hint: () => void;
  /** The cashier asks: the same without the wait after a failed read. */
  readonly check: () => void;
  readonly stop: Stop;
}

/** Reads the order, asks for its QR once for what is due, and goes on reading while money is awaited. */
export function startPaymentSession(deps: SessionDeps): PaymentSession {
  const { store, clock, orderId, onReceived } = deps;
  let isStopped = false;
  let stopTimer: Stop = () => {};
  store.dispatch(paymentActions.opened(orderId));

  const read = async (signal: AbortSignal): Promise<ApiResult<Order>> => {
    store.dispatch(paymentActions.checking());
    const result = await request({ path: `/api/v1/orders/${orderId}`, answer: ORDER, signal }, clock);
    try {
      if (!isStopped) answered(result);
    } catch (error) {
      // The order was read; that telling of it failed makes it no less true.
      reportError(error);
    }
    return result;
  };

  const answered = (result: ApiResult<Order>): void => {
    const before = store.getState().payment.order;
    store.dispatch(paymentActions.orderAnswered({ result, at: clock.now() }));
    if ('error' in result) return;
    if (isOver(result.data)) stopTimer();
    else void askForQr(deps, result.data, () => isStopped);
    const amount = receivedBetween(before, result.data);
    if (amount > 0) onReceived({ amount, order: result.data });
    else if (before === null && isSettled(result.data)) store.dispatch(paymentActions.invoiceOpened());
  };

  const snapshot = keepSnapshot<Order, ApiFailure, OrderEvent>({ clock, read, spacingMs: 0, retry: RETRY });
  const tick = (): void => {
    stopTimer = clock.after(REREAD_MS, tick);
    snapshot.hint();
  };
  tick();

  return {
    hear: snapshot.offer,
    hint: snapshot.hint,
    check: snapshot.refetch,
    stop: () => {
      isStopped = true;
      snapshot.stop();
      stopTimer();
    },
  };
}

async function askForQr(
  { store, clock, orderId, tillId }: SessionDeps,
  order: Order,
  isStopped: () => boolean,
): Promise<void> {
  const { qr } = store.getState().payment;
  const due = dueOf(order);
  if ((qr.status === 'asking' || qr.status === 'open') && qr.due === due) return;
  store.dispatch(paymentActions.qrAsked(due));
  const body = { method: 'vietqr', ...(tillId === undefined ? {} : { till_id: tillId }) };
  const path = `/api/v1/orders/${orderId}/payments`;
  const result = await request({ path, body, answer: OPEN_PAYMENT }, clock);
  // The order may have changed meanwhile, and a newer request be on its way.
  const isNewest = () => sameRequest(store.getState().payment.qr, due);
  if (!isStopped() && isNewest()) store.dispatch(paymentActions.qrAnswered({ due, result }));
}

function isOver(order: Order): boolean {
  return isSettled(order) || order.status === 'cancelled';
}

function sameRequest(qr: PaymentStoreQr, due: number): boolean {
  return qr.status === 'asking' && qr.due === due;
}

type PaymentStoreQr = ReturnType<PaymentStore['getState']>['payment']['qr'];
