import type { PlayedTransfer } from './mockWebhooks.ts';
import type { Wish } from './wish.ts';

/** A transfer without an order needs some amount, in VND. */
export const UNASKED_AMOUNT = 50_000;
/** How long after the countdown a late customer transfers, in ms. */
const LATE_BY_MS = 60_000;

/** What a customer of the shop sees on the screen. */
export interface Asked {
  readonly paymentId: number;
  readonly amount: number;
  readonly code: string;
  /** When the countdown ends, in ms since 1970. */
  readonly expiresAt: number;
}

interface Planned {
  readonly asked: Asked;
  readonly account: string;
  readonly amount: number;
  readonly now: number;
  readonly newReference: () => string;
}

/** Pure but for the references. The transfers the customer makes, in the order the bank tells of them. */
export function planTransfers(wish: Wish, planned: Planned): PlayedTransfer[] {
  const { asked, account, amount, now, newReference } = planned;
  const sentAt = wish.late ? Math.max(now, asked.expiresAt) + LATE_BY_MS : now;
  const transfer = (part: number, transferredAt: number): PlayedTransfer => ({
    orderCode: wish.unmatched ? 0 : asked.paymentId,
    amount: part,
    description: wish.unmatched ? 'chuyen tien an trua' : asked.code,
    accountNumber: account,
    reference: newReference(),
    transferredAt,
  });
  if (!wish.reorder || amount < 2) return [transfer(amount, sentAt)];
  const first = Math.floor(amount / 2);
  return [transfer(amount - first, sentAt + 1000), transfer(first, sentAt)];
}

/** Which providers tell of a transfer, one after the other. */
export function tellers({ provider, duplicate }: Wish): ('payos' | 'sepay')[] {
  const once = provider === 'both' ? (['payos', 'sepay'] as const) : provider === 'none' ? [] : [provider];
  return duplicate ? [...once, ...once] : [...once];
}
