import type { Clock } from '@vppos/core/time';
import * as v from 'valibot';
import { parseJson } from '../bankFields.ts';
import type { BankProvider, BankRow, BankWebhook, Verdict, WebhookProvider } from '../provider.ts';
import { proveSepay } from './sepaySignature.ts';
import { readListedTransfer, readSepayTransfer } from './sepayTransfer.ts';

/** A signature older than this is not new, says SePay. */
const FRESH_MS = 5 * 60_000;

const webhook = v.looseObject({ transferAmount: v.unknown() });
const identityOf = (row: BankRow): string => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Rows of SePay's list of transactions. */
export const LIST_PROVIDER: BankProvider = { name: 'list', identityOf, readTransfer: readListedTransfer };

/** SePay: a row is the whole body of its webhook. `secret` signs, or is the API key itself. */
export function sepayProvider(secret: string, clock: Clock): WebhookProvider {
  return {
    name: 'sepay',
    shape: '{id, accountNumber, transferType, transferAmount, …}',
    identityOf,
    readTransfer: readSepayTransfer,
    judge: (received) => judgeSepay(received, secret, clock),
  };
}

/**
 * An old signature is flagged, not refused, against SePay's advice: a replayed webhook is the same transfer and counts once for
 * ever, so refusing it protects nothing; but one that a proxy, a manual resend or a wrong clock made late would be lost money.
 */
function judgeSepay({ raw, headers }: BankWebhook, secret: string, clock: Clock): Verdict {
  const parsed = v.safeParse(webhook, parseJson(raw));
  if (!parsed.success || Array.isArray(parsed.output)) return { kind: 'malformed' };
  const proof = proveSepay(
    raw,
    {
      signature: header(headers['x-sepay-signature']),
      timestamp: header(headers['x-sepay-timestamp']),
      authorization: headers.authorization,
    },
    secret,
  );
  if (proof.kind === 'forged') return proof;
  const stale = proof.signedAt !== null && Math.abs(clock.now() - proof.signedAt) > FRESH_MS;
  return { kind: 'authentic', row: parsed.output, stale };
}

const header = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value;
