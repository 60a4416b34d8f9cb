import type { Database } from '../db/database.ts';
import { PAGE_SIZE, type Page, toPage } from '../http/page.ts';
import { findOpenPayment, type OpenPayment } from '../payments/openPayment.ts';
import { readReceipts } from '../receipts/readReceipts.ts';
import { refundsOfOrder } from '../refunds/readRefunds.ts';
import type { Refund } from '../refunds/refund.types.ts';
import { invoiceNumber, type Order, type OrderItem, type OrderStatus } from './order.types.ts';
import { tableKey } from './tableKey.ts';

/** An order alone on a screen: also what it waits for and what must go back. */
export interface OrderDetail extends Order {
  open_payment: OpenPayment | null;
  refunds: Refund[];
}

export interface OrderFilter {
  /** Empty: any. */
  readonly statuses: readonly OrderStatus[];
  readonly tillId: string | null;
  /** Digits of the number, or what a table is called. */
  readonly search: string | null;
  readonly page: number;
}

interface OrderRow
  extends Omit<Order, 'order_id' | 'invoice_number' | 'subtotal' | 'remaining' | 'items' | 'payments'> {
  id: number;
}

const SELECT_ORDER = `
  SELECT o.id, o.company_id, o.status, o.discount, o.total, o.paid, o.note, o.table_name AS "table", o.till_id, o.created_at,
         o.created_by, u.name AS created_by_name, o.paid_at, o.cancelled_at, o.cancel_reason, c.name AS cancelled_by_name
  FROM orders o JOIN users u ON u.id = o.created_by LEFT JOIN users c ON c.id = o.cancelled_by`;

/** One order of a company, or null when the company has no such order. */
export function readOrder(db: Database, companyId: number, orderId: number): Order | null {
  const row = db.get<OrderRow>(`${SELECT_ORDER} WHERE o.id = ? AND o.company_id = ?`, orderId, companyId);
  return row === undefined ? null : toOrder(db, row);
}

export function readOrderDetail(db: Database, companyId: number, orderId: number): OrderDetail | null {
  const order = readOrder(db, companyId, orderId);
  if (order === null) return null;
  return { ...order, open_payment: findOpenPayment(db, orderId), refunds: refundsOfOrder(db, orderId) };
}

/** One page of a company's orders, newest first. */
export function listOrders(db: Database, companyId: number, filter: OrderFilter): Page<Order> {
  const { where, params } = toCondition(companyId, filter);
  const counted = db.get<{ n: number }>(`SELECT count(*) AS n FROM orders o WHERE ${where}`, ...params);
  const rows = db.all<OrderRow>(
    `${SELECT_ORDER} WHERE ${where} ORDER BY o.id DESC LIMIT ? OFFSET ?`,
    ...params,
    PAGE_SIZE,
    (filter.page - 1) * PAGE_SIZE,
  );
  const items = rows.map((row) => toOrder(db, row));
  return toPage(items, { page: filter.page, total: counted?.n ?? 0 });
}

/** Each condition only where it is asked for: an index serves each of the few statements there are. */
function toCondition(companyId: number, filter: OrderFilter): { where: string; params: (string | number)[] } {
  const conditions: [string, (string | number)[]][] = [['o.company_id = ?', [companyId]]];
  if (filter.statuses.length > 0)
    conditions.push([`o.status IN (${filter.statuses.map(() => '?').join(', ')})`, [...filter.statuses]]);
  if (filter.tillId !== null) conditions.push(['o.till_id = ?', [filter.tillId]]);
  if (filter.search !== null) {
    const key = tableKey(filter.search);
    const digits = key.replace(/^hd[- ]?/, '');
    const table = "instr(coalesce(o.table_key, ''), ?) > 0";
    if (/^\d+$/.test(digits)) conditions.push([`(instr(o.id, ?) > 0 OR ${table})`, [digits, key]]);
    else conditions.push([table, [key]]);
  }
  return {
    where: conditions.map(([sql]) => sql).join(' AND '),
    params: conditions.flatMap(([, values]) => values),
  };
}

function toOrder(db: Database, row: OrderRow): Order {
  const { id, discount, total, paid, ...rest } = row;
  return {
    order_id: id,
    invoice_number: invoiceNumber(id),
    subtotal: total + discount,
    discount,
    total,
    paid,
    remaining: Math.max(0, total - paid),
    ...rest,
    items: db.all<OrderItem>(
      'SELECT line, product_id, name, price, quantity, note FROM order_items WHERE order_id = ? ORDER BY line',
      id,
    ),
    payments: readReceipts(db, id),
  };
}
