import { formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import type { User } from '../auth/users.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { discountOf } from './discount.ts';
import { invoiceNumber, type OrderItem } from './order.types.ts';
import { type CreateOrderBody, hashOf } from './orderBody.ts';
import { tableKey } from './tableKey.ts';

export interface OrderDeps {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** Makes the order and tells its company, or finds the one this key has already made. Gives the order's id. */
export function createOrder(deps: OrderDeps, user: User, body: CreateOrderBody): number {
  return deps.db.transaction(() => {
    const known = deps.db.get<{ id: number; request_hash: string }>(
      'SELECT id, request_hash FROM orders WHERE created_by = ? AND idempotency_key = ?',
      user.id,
      body.idempotency_key,
    );
    if (known === undefined) return insertOrder(deps, user, body);
    if (known.request_hash === hashOf(body)) return known.id;
    throw new HttpProblem(409, 'key-reused', { detail: 'This idempotency_key has already made another order.' });
  });
}

function insertOrder(deps: OrderDeps, user: User, body: CreateOrderBody): number {
  const { db, clock } = deps;
  const items = priceItems(db, user.companyId, body.items);
  const subtotal = items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  const discount = discountOf(subtotal, body.discount);
  const table = body.table ?? null;
  const { lastId: orderId } = db.run(
    `INSERT INTO orders (company_id, status, total, discount, note, table_name, table_key, till_id, created_by, created_at,
                         idempotency_key, request_hash)
     VALUES (?, 'unpaid', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    user.companyId,
    subtotal - discount,
    discount,
    body.note ?? null,
    table,
    table === null ? null : tableKey(table),
    body.till_id ?? null,
    user.id,
    clock.now(),
    body.idempotency_key,
    hashOf(body),
  );
  insertItems(db, orderId, items);
  tellCreated(deps, user, { orderId, total: subtotal - discount, tillId: body.till_id });
  return orderId;
}

function insertItems(db: Database, orderId: number, items: OrderItem[]): void {
  for (const item of items) {
    db.run(
      'INSERT INTO order_items (order_id, line, product_id, name, price, quantity, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
      orderId,
      item.line,
      item.product_id,
      item.name,
      item.price,
      item.quantity,
      item.note,
    );
  }
}

function tellCreated(
  { outbox }: OrderDeps,
  user: User,
  { orderId, total, tillId }: { orderId: number; total: number; tillId: string | undefined },
): void {
  outbox.addCompanyEvent(user.companyId, REALTIME_EVENT_TYPES.ORDER_CREATED, {
    company_id: user.companyId,
    order_id: orderId,
    invoice_number: invoiceNumber(orderId),
    message: `Đơn mới ${invoiceNumber(orderId)}: ${formatVnd(total)}`,
    ...(tillId === undefined ? {} : { till_id: tillId }),
  });
}

/** Names and prices come from the shop's own menu, never from the page. */
function priceItems(db: Database, companyId: number, wanted: CreateOrderBody['items']): OrderItem[] {
  const errors: { path: string; message: string }[] = [];
  const items: OrderItem[] = [];
  for (const [line, { product_id, quantity, note = null }] of wanted.entries()) {
    const product = db.get<{ name: string; price: number }>(
      'SELECT name, price FROM products WHERE id = ? AND company_id = ?',
      product_id,
      companyId,
    );
    if (product === undefined)
      errors.push({ path: `items.${line}.product_id`, message: 'The shop has no such product.' });
    else items.push({ line, product_id, ...product, quantity, note });
  }
  if (errors.length === 0) return items;
  throw new HttpProblem(422, 'unknown-product', { detail: 'The shop does not sell some of these products.', errors });
}
