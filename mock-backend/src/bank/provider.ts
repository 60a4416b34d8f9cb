import type { IncomingHttpHeaders } from 'node:http';
import type { BankTransfer } from './bankTransfer.ts';

/** Who told us. `list`: nobody; we read it in the bank's own list. */
export type ProviderName = 'payos' | 'sepay' | 'list';

/** What a provider tells of one transfer, in its own words. */
export type BankRow = Readonly<Record<string, unknown>>;

export type ReadTransfer =
  | { readonly ok: true; readonly transfer: BankTransfer }
  | { readonly ok: false; readonly reason: string };

/** How the rows of one provider are read. Both functions are pure: a row is read again after a crash. */
export interface BankProvider {
  readonly name: ProviderName;
  /** The text that every telling of the same row has in common. */
  identityOf(row: BankRow): string;
  readTransfer(row: BankRow): ReadTransfer;
}

/** What somebody sent to a webhook: the bytes as they came. */
export interface BankWebhook {
  readonly raw: Buffer;
  readonly headers: IncomingHttpHeaders;
}

export type Verdict =
  /** `stale`: signed longer ago than its provider takes for new. */
  | { readonly kind: 'authentic'; readonly row: BankRow; readonly stale: boolean }
  | { readonly kind: 'forged' }
  | { readonly kind: 'malformed' };

/** A provider that calls us. */
export interface WebhookProvider extends BankProvider {
  /** What its webhook looks like, for the one who sent something else. */
  readonly shape: string;
  judge(webhook: BankWebhook): Verdict;
}
