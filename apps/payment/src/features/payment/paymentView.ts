import type { ApiFailure } from '@vppos/core/http';
import type { OpenPayment, Order, Receipt } from '../../api/schemas.ts';
import { isRestInCash, otherPart, type Split, transferPart } from '../split/split.ts';

/** The QR that was asked for, with the amount it was asked for, in VND. */
export type QrRequest =
  | { readonly status: 'none' }
  | { readonly status: 'asking'; readonly asked: number }
  | { readonly status: 'open'; readonly asked: number; readonly payment: OpenPayment }
  | { readonly status: 'failed'; readonly asked: number };

/** What is known of one order's payment. `order` is only ever what the server has said. */
export interface PaymentKnowledge {
  readonly order: Order | null;
  /** Why the newest read failed; null after one that succeeded. */
  readonly failure: ApiFailure | null;
  readonly qr: QrRequest;
  /** How this screen shares the order out; null: all of it by transfer, or as another screen has said. */
  readonly split: Split | null;
}

export type QrView =
  | { readonly status: 'preparing' }
  | { readonly status: 'failed' }
  | { readonly status: 'shown'; readonly payment: OpenPayment };

export type UnreadableReason = 'offline' | 'notFound' | 'badAnswer' | 'refused';

/** What the screen shows: one of these, derived from what the server has said and from nothing else. */
export type PaymentView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason }
  | {
      readonly kind: 'waiting';
      readonly order: Order;
      readonly due: number;
      /** What of it the QR asks for. */
      readonly transfer: number;
      /** The rest of a split, to be paid in cash; null where nothing is split. */
      readonly cashPart: number | null;
      /** The transfer's part of a split is there: what is due was to be paid in cash. */
      readonly isRestInCash: boolean;
      readonly qr: QrView;
      readonly hasFailed: boolean;
    }
  | { readonly kind: 'paid'; readonly order: Order; readonly receipt: Receipt | null }
  | { readonly kind: 'overpaid'; readonly order: Order; readonly receipt: Receipt | null; readonly excess: number }
  | { readonly kind: 'cancelled'; readonly order: Order };

export function paymentView(known: PaymentKnowledge): PaymentView {
  const { order, failure } = known;
  if (order === null) {
    return failure === null ? { kind: 'loading' } : { kind: 'unreadable', reason: unreadableReason(failure) };
  }
  const receipt = order.payments.at(-1) ?? null;
  switch (order.status) {
    case 'unpaid':
    case 'partially_paid':
      return waitingView(order, known);
    case 'paid':
      return { kind: 'paid', order, receipt };
    case 'overpaid':
      return { kind: 'overpaid', order, receipt, excess: order.paid - order.total };
    case 'cancelled':
      return { kind: 'cancelled', order };
    default:
      return assertNever(order.status);
  }
}

function waitingView(order: Order, { failure, qr: request, split }: PaymentKnowledge): PaymentView {
  const due = dueOf(order);
  const wanted = transferPart(order, split);
  const qr = qrView(request, { wanted, due });
  const transfer = qr.status === 'shown' ? qr.payment.amount : wanted;
  return {
    kind: 'waiting',
    order,
    due,
    transfer,
    cashPart: otherPart(due, transfer),
    isRestInCash: isRestInCash(order, split),
    qr,
    hasFailed: failure !== null,
  };
}

/** Right after a change of the order the store may still know the one before: nothing of it is shown for this one. */
export function paymentViewOf(
  orderId: number,
  known: PaymentKnowledge & { readonly orderId: number | null },
): PaymentView {
  return known.orderId === orderId ? paymentView(known) : { kind: 'loading' };
}

/** What is still to come, in VND. */
export function dueOf(order: Order): number {
  return order.total - order.paid;
}

/** Money may still come, as far as this screen knows: it listens and reads again. */
export function isAwaiting(view: PaymentView): boolean {
  switch (view.kind) {
    case 'loading':
    case 'waiting':
      return true;
    case 'unreadable':
      return view.reason !== 'notFound';
    default:
      return false;
  }
}

/** Nothing more is to come for it: paid, or cancelled. */
export function isOver(order: Order): boolean {
  return isSettled(order) || order.status === 'cancelled';
}

export function isSettled(order: Order): boolean {
  return order.status === 'paid' || order.status === 'overpaid';
}

/**
 * How much has arrived between two reads, in VND. What the first read finds is no news: 0. The server's sum only grows, so
 * doubled or lost hints cannot make money count twice or not at all.
 */
export function receivedBetween(before: Order | null, after: Order): number {
  return before === null ? 0 : Math.max(0, after.paid - before.paid);
}

/**
 * Whose money it was opens the invoice: the till that asked for the last of it, else the one that opened the QR. A server
 * that names no till means whoever asked, which is this one.
 */
export function opensInvoice(order: Order, qr: QrRequest, tillId: string | undefined): boolean {
  const asker = order.payments.at(-1)?.till_id ?? null;
  if (asker !== null) return asker === tillId;
  if (qr.status !== 'open') return false;
  const opener = qr.payment.till_id ?? null;
  return opener === null || opener === tillId;
}

/** A QR that was asked for before another amount was due is not shown, nor one for more: the customer would pay the wrong sum. */
function qrView(qr: QrRequest, { wanted, due }: { readonly wanted: number; readonly due: number }): QrView {
  if (qr.status === 'none' || qr.asked !== wanted) return { status: 'preparing' };
  if (qr.status === 'failed') return { status: 'failed' };
  if (qr.status === 'asking' || qr.payment.amount > due) return { status: 'preparing' };
  return { status: 'shown', payment: qr.payment };
}

function unreadableReason(failure: ApiFailure): UnreadableReason {
  switch (failure.code) {
    case 'OFFLINE':
    case 'NO_SESSION':
      return 'offline';
    case 'NOT_JSON':
    case 'BAD_ANSWER':
      return 'badAnswer';
    case 'PROBLEM':
      if (failure.status === 404) return 'notFound';
      return failure.status >= 500 ? 'offline' : 'refused';
    default:
      return assertNever(failure);
  }
}

function assertNever(value: never): never {
  throw new Error(`Not a case: ${JSON.stringify(value)}`);
}
