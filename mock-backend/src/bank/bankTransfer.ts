import { createHash } from 'node:crypto';

/** One movement of money, as a provider tells it. What it does not say is null. */
export interface BankTransfer {
  /** The shop's account that the money came to or left. */
  readonly account: string | null;
  /** Whole VND, above 0. */
  readonly amount: number;
  readonly direction: 'in' | 'out';
  /** The id of our payment, where the provider knows it. */
  readonly paymentId: number | null;
  /** What the customer's bank carried along. */
  readonly content: string;
  /** The bank's own reference, the same through every provider. */
  readonly reference: string | null;
  /** The provider's own number of it, where its webhook and its list share one: `sepay:92704`. */
  readonly providerId: string | null;
  readonly payer: string | null;
  /** When it happened, in ms since 1970. */
  readonly transferredAt: number | null;
}

/**
 * One transfer counts once, whoever tells it and however often: reference, account, amount and direction. Where the bank left
 * the reference out, the provider's own number stands for it; without that too, or without an account, the raw row.
 */
export function transferKey(transfer: BankTransfer, rawHash: string): string {
  const { reference, providerId, account, amount, direction } = transfer;
  const name = reference ?? providerId;
  if (name === null || account === null) return `raw:${rawHash}`;
  const kind = reference === null ? 'own' : 'ref';
  return `${kind}:${sha256(JSON.stringify([name, account, amount, direction]))}`;
}

/** The name of a raw row. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
