import type { ApiFailure } from '@vppos/core/http';
import type { OpenPayment, Order, Receipt } from '../../api/schemas.ts';

/** The QR of what was due when it was asked for, in VND. */
export type QrRequest =
  | { readonly status: 'none' }
  | { readonly status: 'asking'; readonly due: number }
  | { readonly status: 'open'; readonly due: number; readonly payment: OpenPayment }
  | { readonly status: 'failed'; readonly due: number };

/** What is known of one order's payment. `order` is only ever what the server has said. */
export interface PaymentKnowledge {
  readonly order: Order | null;
  /** Why the newest read failed; null after one that succeeded. */
  readonly failure: ApiFailure | null;
  readonly qr: QrRequest;
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
      readonly qr: QrView;
      readonly hasFailed: boolean;
    }
  | { readonly kind: 'paid'; readonly order: Order; readonly receipt: Receipt | null }
  | { readonly kind: 'overpaid'; readonly order: Order; readonly receipt: Receipt | null; readonly excess: number }
  | { readonly kind: 'cancelled'; readonly order: Order };

export function paymentView({ order, failure, qr }: PaymentKnowledge): PaymentView {
  if (order === null) {
    return failure === null ? { kind: 'loading' } : { kind: 'unreadable', reason: unreadableReason(failure) };
  }
  const receipt = order.payments.at(-1) ?? null;
  switch (order.status) {
    case 'unpaid':
    case 'partially_paid':
      return { kind: 'waiting', order, due: dueOf(order), qr: qrView(qr, dueOf(order)), hasFailed: failure !== null };
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

/** The till that opened the QR opens the invoice; a server that names no till means whoever asked, which is this one. */
export function isOpenedBy(qr: QrRequest, tillId: string | undefined): boolean {
  if (qr.status !== 'open') return false;
  const opener = qr.payment.till_id ?? null;
  return opener === null || opener === tillId;
}

/** A QR for another amount than what is due now is not shown: the customer would pay the wrong sum. */
function qrView(qr: QrRequest, due: number): QrView {
  if (qr.status === 'none' || qr.due !== due) return { status: 'preparing' };
  if (qr.status === 'open') return { status: 'shown', payment: qr.payment };
  return { status: qr.status === 'failed' ? 'failed' : 'preparing' };
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
