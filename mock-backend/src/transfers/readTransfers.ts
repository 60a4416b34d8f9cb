import type { ProviderName } from '../bank/provider.ts';
import type { Database } from '../db/database.ts';
import { PAGE_SIZE, type Page, toPage } from '../http/page.ts';
import { invoiceNumber } from '../orders/order.types.ts';

export const TRANSFER_OUTCOMES = ['unmatched', 'booked', 'refund'] as const;
export type TransferOutcome = (typeof TRANSFER_OUTCOMES)[number];

/** Money that came to a company's account. Amounts in VND, times in ms since 1970. */
export interface Transfer {
  transfer_id: number;
  amount: number;
  reference: string | null;
  payer: string | null;
  /** The note it carried. */
  content: string | null;
  transferred_at: number;
  received_at: number;
  /** Who told of it first. */
  provider: ProviderName;
  outcome: TransferOutcome;
  order_id: number | null;
  invoice_number: string | null;
  matched_by_name: string | null;
}

type TransferRow = Omit<Transfer, 'invoice_number'>;

const SELECT_TRANSFER = `
  SELECT t.id AS transfer_id, t.amount, t.reference, t.payer, t.content, t.transferred_at, i.received_at, i.provider,
         t.outcome, p.order_id, u.name AS matched_by_name
  FROM transfers t JOIN bank_inbox i ON i.id = t.inbox_id LEFT JOIN payments p ON p.id = t.payment_id
       LEFT JOIN users u ON u.id = t.matched_by`;

/** One transfer of a company, or null when the company has no such transfer. */
export function readTransfer(db: Database, companyId: number, transferId: number): Transfer | null {
  const row = db.get<TransferRow>(`${SELECT_TRANSFER} WHERE t.id = ? AND t.company_id = ?`, transferId, companyId);
  return row === undefined ? null : toTransfer(row);
}

/** One page of what came to a company's account, newest first; `outcome` null: all of it. */
export function listTransfers(
  db: Database,
  companyId: number,
  { outcome, page }: { outcome: TransferOutcome | null; page: number },
): Page<Transfer> {
  // The condition only where it is asked for: an index serves each of the two statements.
  const where = `t.company_id = ?${outcome === null ? '' : ' AND t.outcome = ?'}`;
  const params = outcome === null ? [companyId] : [companyId, outcome];
  const counted = db.get<{ n: number }>(`SELECT count(*) AS n FROM transfers t WHERE ${where}`, ...params);
  const rows = db.all<TransferRow>(
    `${SELECT_TRANSFER} WHERE ${where} ORDER BY t.id DESC LIMIT ? OFFSET ?`,
    ...params,
    PAGE_SIZE,
    (page - 1) * PAGE_SIZE,
  );
  return toPage(rows.map(toTransfer), { page, total: counted?.n ?? 0 });
}

function toTransfer(row: TransferRow): Transfer {
  return { ...row, invoice_number: row.order_id === null ? null : invoiceNumber(row.order_id) };
}
