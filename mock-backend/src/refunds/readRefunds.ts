import type { Database } from '../db/database.ts';
import { PAGE_SIZE, type Page, toPage } from '../http/page.ts';
import { invoiceNumber } from '../orders/order.types.ts';
import type { Refund } from './refund.types.ts';

type RefundRow = Omit<Refund, 'invoice_number'>;

const SELECT_REFUND = `
  SELECT t.id AS refund_id, t.order_id, t.amount, t.reason, coalesce(b.payer, r.payer) AS payer,
         coalesce(b.reference, r.reference) AS reference, t.created_at, t.done_at, u.name AS done_by_name, t.done_method, t.note
  FROM refund_tasks t LEFT JOIN transfers b ON b.id = t.transfer_id LEFT JOIN receipts r ON r.id = t.receipt_id
       LEFT JOIN users u ON u.id = t.done_by`;

/** One refund of a company, or null when the company has no such refund. */
export function readRefund(db: Database, companyId: number, refundId: number): Refund | null {
  const row = db.get<RefundRow>(`${SELECT_REFUND} WHERE t.id = ? AND t.company_id = ?`, refundId, companyId);
  return row === undefined ? null : toRefund(row);
}

/** What must go back of the money that came for an order, done or not. */
export function refundsOfOrder(db: Database, orderId: number): Refund[] {
  return db.all<RefundRow>(`${SELECT_REFUND} WHERE t.order_id = ? ORDER BY t.id`, orderId).map(toRefund);
}

/** One page of a company's refunds that are still open or done, newest first. */
export function listRefunds(
  db: Database,
  companyId: number,
  { status, page }: { status: 'open' | 'done'; page: number },
): Page<Refund> {
  const where = `t.company_id = ? AND t.done_at ${status === 'open' ? 'IS NULL' : 'IS NOT NULL'}`;
  const counted = db.get<{ n: number }>(`SELECT count(*) AS n FROM refund_tasks t WHERE ${where}`, companyId);
  const rows = db.all<RefundRow>(
    `${SELECT_REFUND} WHERE ${where} ORDER BY t.id DESC LIMIT ? OFFSET ?`,
    companyId,
    PAGE_SIZE,
    (page - 1) * PAGE_SIZE,
  );
  return toPage(rows.map(toRefund), { page, total: counted?.n ?? 0 });
}

function toRefund(row: RefundRow): Refund {
  return { ...row, invoice_number: row.order_id === null ? null : invoiceNumber(row.order_id) };
}
