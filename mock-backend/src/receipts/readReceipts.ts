import type { Database } from '../db/database.ts';
import { invoiceNumber } from '../orders/order.types.ts';
import type { PaymentMethod, Receipt } from './receipt.types.ts';

/** A receipt with the order it belongs to, as lists tell it. */
export interface ListedReceipt extends Receipt {
  order_id: number;
  invoice_number: string;
}

interface ReceiptRow extends Omit<Receipt, 'status' | 'late' | 'bank_confirmed'> {
  order_id: number;
  late: number;
  bank_confirmed: number;
}

const SELECT_RECEIPT = `
  SELECT r.id AS receipt_id, r.order_id, r.payment_id, r.method, r.amount, r.reference, r.payer, r.booked_at, r.late,
         r.till_id, r.tendered, r.change, u.name AS confirmed_by_name, r.transfer_id IS NOT NULL AS bank_confirmed
  FROM receipts r LEFT JOIN users u ON u.id = r.confirmed_by`;

export interface ReceiptFilter {
  readonly tillId: string | null;
  readonly method: PaymentMethod | null;
  /** Only receipts older than this one. */
  readonly before: number | null;
  readonly limit: number;
}

/** What an order has got, in the order it came. */
export function readReceipts(db: Database, orderId: number): Receipt[] {
  const rows = db.all<ReceiptRow>(`${SELECT_RECEIPT} WHERE r.order_id = ? ORDER BY r.id`, orderId);
  return rows.map(({ order_id: _, ...row }) => toReceipt(row));
}

/** A company's receipts, newest first; `more` tells whether older ones follow. */
export function listReceipts(
  db: Database,
  companyId: number,
  filter: ReceiptFilter,
): { items: ListedReceipt[]; more: boolean } {
  const { tillId, method, before, limit } = filter;
  // Each condition only where it is asked for: an index serves each of these statements.
  const conditions: [string, string | number | null][] = [
    ['r.company_id = ?', companyId],
    ['r.till_id = ?', tillId],
    ['r.method = ?', method],
    ['r.id < ?', before],
  ];
  const asked = conditions.filter(([, value]) => value !== null);
  const rows = db.all<ReceiptRow>(
    `${SELECT_RECEIPT} WHERE ${asked.map(([sql]) => sql).join(' AND ')} ORDER BY r.id DESC LIMIT ?`,
    ...asked.map(([, value]) => value),
    limit + 1,
  );
  return { items: rows.slice(0, limit).map(toListed), more: rows.length > limit };
}

/** The receipts of a shift that a cashier has confirmed by hand and the bank has not told of. */
export function receiptsNotTold(db: Database, shiftId: number): ListedReceipt[] {
  const sql = `${SELECT_RECEIPT} WHERE r.shift_id = ? AND r.method = 'manual' AND r.transfer_id IS NULL ORDER BY r.id`;
  return db.all<ReceiptRow>(sql, shiftId).map(toListed);
}

function toListed(row: ReceiptRow): ListedReceipt {
  return { ...toReceipt(row), order_id: row.order_id, invoice_number: invoiceNumber(row.order_id) };
}

function toReceipt<Row extends Omit<ReceiptRow, 'order_id'>>(
  row: Row,
): Omit<Row, 'late' | 'bank_confirmed'> & { status: 'received'; late: boolean; bank_confirmed: boolean } {
  return { ...row, status: 'received', late: row.late === 1, bank_confirmed: row.bank_confirmed === 1 };
}
