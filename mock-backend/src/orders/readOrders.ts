import type { Database } from '../db/database.ts';
import { invoiceNumber, type Order, type OrderItem, type OrderPayment, type OrderStatus } from './order.types.ts';

/** Orders of one page of the list. */
const PAGE_SIZE = 50;

interface OrderRow {
  id: number;
  company_id: number;
  status: OrderStatus;
  total: number;
  paid: number;
  till_id: string | null;
  created_at: number;
  created_by: number;
  created_by_name: string;
  paid_at: number | null;
  cancelled_at: number | null;
  cancel_reason: string | null;
}

const SELECT_ORDER = `
  SELECT o.id, o.company_id, o.status, o.total, o.paid, o.till_id, o.created_at, o.created_by, u.name AS created_by_name,
         o.paid_at, o.cancelled_at, o.cancel_reason
  FROM orders o JOIN users u ON u.id = o.created_by`;

/** One order of a company, or null when the company has no such order. */
export function readOrder(db: Database, companyId: number, orderId: number): Order | null {
  const row = db.get<OrderRow>(`${SELECT_ORDER} WHERE o.id = ? AND o.company_id = ?`, orderId, companyId);
  return row === undefined ? null : toOrder(db, row);
}

/** One page of a company's orders, newest first; `pages` is at least 1. */
export function listOrders(
  db: Database,
  companyId: number,
  filter: { status: OrderStatus | null; page: number },
): { items: Order[]; total: number; pages: number } {
  const { status } = filter;
  const where = 'company_id = ? AND (? IS NULL OR status = ?)';
  const counted = db.get<{ n: number }>(`SELECT count(*) AS n FROM orders WHERE ${where}`, companyId, status, status);
  const rows = db.all<OrderRow>(
    `${SELECT_ORDER} WHERE o.company_id = ? AND (? IS NULL OR o.status = ?) ORDER BY o.id DESC LIMIT ? OFFSET ?`,
    companyId,
    status,
    status,
    PAGE_SIZE,
    (filter.page - 1) * PAGE_SIZE,
  );
  const total = counted?.n ?? 0;
  return { items: rows.map((row) => toOrder(db, row)), total, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)) };
}

function toOrder(db: Database, row: OrderRow): Order {
  const { id, total, paid, ...rest } = row;
  return {
    order_id: id,
    invoice_number: invoiceNumber(id),
    total,
    paid,
    remaining: Math.max(0, total - paid),
    ...rest,
    items: db.all<OrderItem>(
      'SELECT product_id, name, price, quantity FROM order_items WHERE order_id = ? ORDER BY line',
      id,
    ),
    payments: readPayments(db, id),
  };
}

function readPayments(db: Database, orderId: number): OrderPayment[] {
  const rows = db.all<Omit<OrderPayment, 'status' | 'late'> & { late: number }>(
    'SELECT payment_id, method, amount, reference, payer, booked_at, late FROM receipts WHERE order_id = ? ORDER BY id',
    orderId,
  );
  return rows.map((row) => ({ ...row, status: 'received', late: row.late === 1 }));
}
