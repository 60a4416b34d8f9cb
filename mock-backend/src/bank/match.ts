import { formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import type { Database } from '../db/database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { bookTransfer, type MatchedPayment } from '../payments/bookTransfer.ts';
import { paymentIdsIn } from '../payments/paymentCode.ts';
import { type BankTransfer, transferKey } from './bankTransfer.ts';

/** What has become of a row of the inbox. */
export type MatchOutcome = 'booked' | 'refund' | 'unmatched' | 'duplicate' | 'outgoing';

export interface MatchDeps {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

export interface InboxTransfer {
  readonly inboxId: number;
  readonly rawHash: string;
  readonly receivedAt: number;
  readonly transfer: BankTransfer;
}

/** Finds what a transfer pays and books it; money of nobody is told to the company whose account got it. Must run inside a transaction. */
export function matchTransfer(deps: MatchDeps, row: InboxTransfer): MatchOutcome {
  const { transfer } = row;
  if (transfer.direction === 'out') return 'outgoing';
  const key = transferKey(transfer, row.rawHash);
  if (deps.db.get('SELECT 1 FROM transfers WHERE transfer_key = ?', key) !== undefined) return 'duplicate';

  // The account decides the company: a code says nothing about a shop whose money it is not.
  const companyId = companyOf(deps.db, transfer.account);
  const payment = companyId === null ? null : findPayment(deps.db, companyId, transfer);
  const transferredAt = transfer.transferredAt ?? row.receivedAt;
  const transferId = insertTransfer(deps.db, row, { key, companyId, payment, transferredAt });
  if (payment === null) {
    if (companyId !== null) tellUnmatched(deps.outbox, companyId, { transferId, amount: transfer.amount });
    return 'unmatched';
  }
  const outcome = bookTransfer(deps, payment, { ...transfer, id: transferId, transferredAt });
  deps.db.run('UPDATE transfers SET outcome = ? WHERE id = ?', outcome, transferId);
  return outcome;
}

interface Found {
  readonly key: string;
  readonly companyId: number | null;
  readonly payment: MatchedPayment | null;
  readonly transferredAt: number;
}

function insertTransfer(db: Database, { inboxId, transfer }: InboxTransfer, found: Found): number {
  const { lastId } = db.run(
    `INSERT INTO transfers (transfer_key, inbox_id, company_id, payment_id, amount, reference, payer, content, transferred_at, outcome)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'unmatched')`,
    found.key,
    inboxId,
    found.companyId,
    found.payment?.paymentId ?? null,
    transfer.amount,
    transfer.reference,
    transfer.payer,
    transfer.content,
    found.transferredAt,
  );
  return lastId;
}

function tellUnmatched(outbox: Outbox, companyId: number, told: { transferId: number; amount: number }): void {
  outbox.addCompanyEvent(companyId, REALTIME_EVENT_TYPES.TRANSFER_UNMATCHED, {
    company_id: companyId,
    transfer_id: told.transferId,
    amount: told.amount,
    message: `Có ${formatVnd(told.amount)} chưa rõ của đơn nào`,
  });
}

function companyOf(db: Database, account: string | null): number | null {
  if (account === null) return null;
  return db.get<{ id: number }>('SELECT id FROM companies WHERE account = ?', account)?.id ?? null;
}

/** The payment the provider names, else the first one whose code the note carries; never another company's. */
function findPayment(db: Database, companyId: number, transfer: BankTransfer): MatchedPayment | null {
  const named = transfer.paymentId === null ? [] : [transfer.paymentId];
  for (const paymentId of [...named, ...paymentIdsIn(transfer.content)]) {
    const payment = db.get<MatchedPayment>(
      `SELECT p.id AS paymentId, p.order_id AS orderId, o.company_id AS companyId, p.method, p.expires_at AS expiresAt,
              coalesce(p.till_id, o.till_id) AS tillId, o.status, o.total, o.paid
       FROM payments p JOIN orders o ON o.id = p.order_id WHERE p.id = ? AND o.company_id = ?`,
      paymentId,
      companyId,
    );
    if (payment !== undefined) return payment;
  }
  return null;
}
