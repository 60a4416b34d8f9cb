import { keepSnapshot } from '@vppos/core/hooks';
import type { ApiFailure, ApiResult } from '@vppos/core/http';
import type { RetryPolicy, Stop } from '@vppos/core/time';
import type { Order } from '../../api/schemas.ts';
import type { OrderEvent } from '../orderEvents.ts';
import { askForQr } from './askForQr.ts';
import type { BookingWish } from './booking.ts';
import { confirmations } from './confirmations.ts';
import { paymentActions } from './paymentSlice.ts';
import { isOver, isSettled, receivedBetween } from './paymentView.ts';
import { checkWithBank, readOrder } from './readOrder.ts';
import { rereadRegularly } from './rereading.ts';
import type { SessionDeps } from './sessionDeps.ts';

/** A read that failed is repeated at the next hint, and money is not kept waiting for longer than this. */
const RETRY: RetryPolicy = { baseMs: 500, maxMs: 1_000 };

/** Reading one order until it is settled. After `stop` nothing is asked, stored or told any more. */
export interface PaymentSession {
  /** An event about this order: the server is asked, unless what it said last is newer. */
  readonly hear: (event: OrderEvent) => void;
  /** Something may have been missed: asks the server again, now or as soon as the running read is over. */
  readonly hint: () => void;
  /** The cashier asks: the bank is asked again, without the wait after a failed read. */
  readonly check: () => void;
  /** The person at the screen has changed something of the order: reads it again at once. */
  readonly reread: () => void;
  /** From now on `transfer` is to come by transfer, the rest in cash. */
  readonly split: (transfer: number) => void;
  /** The cashier's word that money is there. One at a time: while one is open, a further one is not heard. */
  readonly confirm: (wish: BookingWish) => void;
  /** Sends an unanswered confirmation again, with its key. */
  readonly confirmAgain: () => void;
  readonly stop: Stop;
}

/** Reads the order, asks for its QR once for what is due, and goes on reading while money is awaited. */
export function startPaymentSession(deps: SessionDeps): PaymentSession {
  const { store, clock, orderId } = deps;
  const life = { isStopped: false };
  let asksBank = false;
  let seen: Order | null = null;
  store.dispatch(paymentActions.opened(orderId));

  const read = async (signal: AbortSignal): Promise<ApiResult<Order>> => {
    // What is read by itself is nobody's news: the button stays as it is.
    if (asksBank) store.dispatch(paymentActions.checking());
    const ask = asksBank ? checkWithBank : readOrder;
    asksBank = false;
    const result = await ask(deps, signal);
    if (life.isStopped) return result;
    seen = takeAnswer(deps, result, seen);
    rereading.answered('data' in result);
    if (!('data' in result && isOver(result.data))) void askForQr(deps, life);
    else if (!confirmation.isOpen()) rereading.stop();
    return result;
  };

  const snapshot = keepSnapshot<Order, ApiFailure, OrderEvent>({ clock, read, spacingMs: 0, retry: RETRY });
  const confirmation = confirmations(deps, life, snapshot.refetch);
  const hint = (): void => {
    snapshot.hint();
    confirmation.again();
  };
  const rereading = rereadRegularly(clock, hint);

  return {
    hear: snapshot.offer,
    hint,
    check: () => {
      asksBank = true;
      snapshot.refetch();
    },
    reread: snapshot.refetch,
    split: (transfer) => {
      store.dispatch(paymentActions.splitChosen(transfer));
      void askForQr(deps, life);
    },
    confirm: confirmation.confirm,
    confirmAgain: confirmation.again,
    stop: () => {
      life.isStopped = true;
      snapshot.stop();
      rereading.stop();
    },
  };
}

/**
 * `before`: what this screen has seen last, null for its first read; not what the store remembers of an earlier screen, as
 * money that came in between is no news. Gives what has been seen now.
 */
function takeAnswer(deps: SessionDeps, result: ApiResult<Order>, before: Order | null): Order | null {
  const { store, clock, onReceived } = deps;
  store.dispatch(paymentActions.orderAnswered({ result, at: clock.now() }));
  if ('error' in result) return before;
  const amount = receivedBetween(before, result.data);
  if (amount === 0) {
    if (before === null && isSettled(result.data)) store.dispatch(paymentActions.invoiceOpened());
    return result.data;
  }
  try {
    onReceived({ amount, order: result.data });
  } catch (error) {
    // The order was read; that telling of it failed makes it no less true.
    reportError(error);
  }
  return result.data;
}
