import type { LedgerState } from './ledger.ts';
import { type PaidOrder, type Receipt, receiptKey } from './paidOrder.ts';

/** Money booked longer ago was missed: it is shown with its time and not said as if it came now, in ms. */
export const FRESH_MS = 120_000;

/** Who says that money came: an event, or a screen of this page that waited for it. */
export type HintSource = 'event' | 'screen';

/** One receipt that this till is to announce. */
export interface Due {
  readonly key: string;
  readonly order: PaidOrder;
  readonly receipt: Receipt;
  /** False for money that was missed: a toast says so, nothing sounds. */
  readonly isNew: boolean;
}

interface Circumstances {
  readonly stateOf: (key: string) => LedgerState | null;
  readonly source: HintSource;
  readonly till: string;
  /** The server's clock, in ms. */
  readonly serverNow: number;
}

/** What of an order as the server has just told it is to be announced here: transfers this till asked for, once each. */
export function whatToAnnounce(order: PaidOrder, { stateOf, source, till, serverNow }: Circumstances): Due[] {
  return order.payments
    .filter(({ method, till_id }) => method === 'vietqr' && till_id !== null && till_id === till)
    .map((receipt) => ({
      key: receiptKey(receipt),
      order,
      receipt,
      isNew: source === 'screen' || serverNow - receipt.booked_at <= FRESH_MS,
    }))
    .filter(({ key, isNew }) => {
      const state = stateOf(key);
      return state === null || (state === 'shown' && isNew);
    });
}

/** The order that an event's payload hints at, or null where no transfer of this till can be meant. */
export function hintedOrder(data: unknown, till: string): number | null {
  if (typeof data !== 'object' || data === null) return null;
  const { order_id, test, method, till_id } = data as Readonly<Record<string, unknown>>;
  const isOther = (method !== undefined && method !== 'vietqr') || (till_id !== undefined && till_id !== till);
  if (test === true || isOther) return null;
  return typeof order_id === 'number' && Number.isSafeInteger(order_id) && order_id > 0 ? order_id : null;
}
