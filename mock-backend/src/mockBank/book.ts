import { shopTime } from '../bank/bankFields.ts';
import type { BankRow } from '../bank/provider.ts';
import type { Database } from '../db/database.ts';
import type { PlayedTransfer } from './mockWebhooks.ts';

/** Transfers the bank remembers; above it the oldest is forgotten. */
const KEPT = 5000;

interface BookRow {
  id: number;
  account: string;
  amount: number;
  content: string;
  reference: string;
  payer: string;
  transferred_at: number;
}

/** Writes a transfer into the bank's own book. Gives its number. */
export function writeBook(db: Database, transfer: PlayedTransfer): number {
  const { lastId } = db.run(
    `INSERT INTO mock_bank_transfers (account, amount, content, reference, payer, transferred_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    transfer.accountNumber,
    transfer.amount,
    transfer.description,
    transfer.reference,
    transfer.payer ?? '',
    transfer.transferredAt,
  );
  db.run('DELETE FROM mock_bank_transfers WHERE id <= ?', lastId - KEPT);
  return lastId;
}

/** What SePay's list would say of an account since a time on the shop's wall clock, newest first. */
export function readBook(db: Database, question: { account: string; since: number; limit: number }): BankRow[] {
  const rows = db.all<BookRow>(
    'SELECT * FROM mock_bank_transfers WHERE account = ? AND transferred_at >= ? ORDER BY id DESC LIMIT ?',
    question.account,
    question.since,
    question.limit,
  );
  return rows.map((row) => ({
    id: String(row.id),
    bank_brand_name: 'Vietcombank',
    account_number: row.account,
    transaction_date: shopTime(row.transferred_at),
    amount_out: '0.00',
    amount_in: `${row.amount}.00`,
    accumulated: '0.00',
    transaction_content: row.content,
    reference_number: row.reference,
    code: null,
    sub_account: null,
    bank_account_id: '1',
  }));
}
