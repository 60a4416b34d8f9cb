import type { Clock } from '@vppos/core/time';
import type { Database } from '../db/database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { bookTransfer, type MatchedPayment } from '../payments/bookTransfer.ts';
import { paymentIdsIn } from '../payments/paymentCode.ts';
import { decideBooking } from '../payments/paymentState.ts';
import type { TransferOutcome } from '../transfers/readTransfers.ts';
import { tellSettled, tellUnmatched } from '../transfers/transferEvents.ts';
import { type BankTransfer, transferKey } from './bankTransfer.ts';

/** What has become of a row of the inbox. */
export type MatchOutcome = TransferOutcome | 'duplicate' | 'outgoing';

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

/**
 * Finds what a transfer pays and books it; money of nobody is told to the company whose account got it. A transfer that was
 * told before is a duplicate, unless only this telling says what it pays. Must run inside a transaction.
 */
export function matchTransfer(deps: MatchDeps, row: InboxTransfer): MatchOutcome {
  const { transfer } = row;
  if (transfer.direction === 'out') return 'outgoing';
  const key = transferKey(transfer, row.rawHash);
  const known = findTransfer(deps.db, key);
  if (known !== undefined && known.outcome !== 'unmatched') return 'duplicate';

  // The account decides the company: a code says nothing about a shop whose money it is not.
  const companyId = companyOf(deps.db, transfer.account);
  const payment = companyId === null ? null : findPayment(deps.db, companyId, transfer);
  const transferId = known?.id ?? insertTransfer(deps.db, row, { key, companyId });
  if (payment !== null) return pay(deps, payment, { row, transferId, isNews: known === undefined });
  if (known !== undefined) return 'duplicate';
  if (companyId !== null) tellUnmatched(deps.outbox, { companyId, transferId, amount: transfer.amount });
  return 'unmatched';
}

function pay(
  deps: MatchDeps,
  payment: MatchedPayment,
  { row, transferId, isNews }: { row: InboxTransfer; transferId: number; isNews: boolean },
): TransferOutcome {
  const { transfer } = row;
  if (!isNews) tellSettled(deps.outbox, { companyId: payment.companyId, transferId });
  const outcome = bookTransfer(deps, payment, { ...transfer, id: transferId, transferredAt: timeOf(row) });
  deps.db.run(
    'UPDATE transfers SET outcome = ?, payment_id = ?, payer = coalesce(payer, ?) WHERE id = ?',
    outcome,
    payment.paymentId,
    transfer.payer,
    transferId,
  );
  return outcome;
}

const timeOf = ({ transfer, receivedAt }: InboxTransfer): number => transfer.transferredAt ?? receivedAt;

function findTransfer(db: Database, key: string) {
  const sql = 'SELECT id, outcome FROM transfers WHERE transfer_key = ?';
  return db.get<{ id: number; outcome: TransferOutcome }>(sql, key);
}

function insertTransfer(db: Database, row: InboxTransfer, found: { key: string; companyId: number | null }): number {
  const { transfer, inboxId } = row;
  const { lastId } = db.run(
    `INSERT INTO transfers (transfer_key, inbox_id, company_id, amount, reference, payer, content, transferred_at, outcome)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'unmatched')`,
    found.key,
    inboxId,
    found.companyId,
    transfer.amount,
    transfer.reference,
    transfer.payer,
    transfer.content,
    timeOf(row),
  );
  return lastId;
}

function companyOf(db: Database, account: string | null): number | null {
  if (account === null) return null;
  return db.get<{ id: number }>('SELECT id FROM companies WHERE account = ?', account)?.id ?? null;
}

/**
 * The payment the provider names, else one whose code the note carries: of several the first whose order still wants money,
 * because banks offer the last note again. Never another company's.
 */
function findPayment(db: Database, companyId: number, transfer: BankTransfer): MatchedPayment | null {
  const find = (paymentId: number) =>
    db.get<MatchedPayment>(
      `SELECT p.id AS paymentId, p.order_id AS orderId, o.company_id AS companyId, p.expires_at AS expiresAt,
              coalesce(p.till_id, o.till_id) AS tillId, o.status, o.total, o.paid
       FROM payments p JOIN orders o ON o.id = p.order_id WHERE p.id = ? AND o.company_id = ?`,
      paymentId,
      companyId,
    );
  const named = transfer.paymentId === null ? undefined : find(transfer.paymentId);
  if (named !== undefined) return named;
  const noted = paymentIdsIn(transfer.content)
    .map(find)
    .filter((payment) => payment !== undefined);
  return noted.find((payment) => decideBooking(payment, transfer.amount).kind === 'book') ?? noted[0] ?? null;
}
