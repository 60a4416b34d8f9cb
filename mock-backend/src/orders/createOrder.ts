import { createHash } from 'node:crypto';
import { formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import * as v from 'valibot';
import type { User } from '../auth/users.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import { tillId } from '../http/validate.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { invoiceNumber, type OrderItem } from './order.types.ts';

const MAX_LINES = 100;
const MAX_QUANTITY = 999;

export const createOrderBody = v.object({
  items: v.pipe(
    v.array(
      v.object({
        product_id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
        quantity: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_QUANTITY)),
      }),
    ),
    v.minLength(1),
    v.maxLength(MAX_LINES),
  ),
  till_id: v.exactOptional(tillId),
  idempotency_key: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
});

export type CreateOrderBody = v.InferOutput<typeof createOrderBody>;

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

function insertOrder({ db, outbox, clock }: OrderDeps, user: User, body: CreateOrderBody): number {
  const items = priceItems(db, user.companyId, body.items);
  const total = items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  const { lastId: orderId } = db.run(
    `INSERT INTO orders (company_id, status, total, till_id, created_by, created_at, idempotency_key, request_hash)
     VALUES (?, 'unpaid', ?, ?, ?, ?, ?, ?)`,
    user.companyId,
    total,
    body.till_id ?? null,
    user.id,
    clock.now(),
    body.idempotency_key,
    hashOf(body),
  );
  for (const [line, item] of items.entries()) {
    db.run(
      'INSERT INTO order_items (order_id, line, product_id, name, price, quantity) VALUES (?, ?, ?, ?, ?, ?)',
      orderId,
      line,
      item.product_id,
      item.name,
      item.price,
      item.quantity,
    );
  }
  outbox.addCompanyEvent(user.companyId, REALTIME_EVENT_TYPES.ORDER_CREATED, {
    company_id: user.companyId,
    order_id: orderId,
    invoice_number: invoiceNumber(orderId),
    message: `Đơn mới ${invoiceNumber(orderId)}: ${formatVnd(total)}`,
    ...(body.till_id === undefined ? {} : { till_id: body.till_id }),
  });
  return orderId;
}

/** Names and prices come from the shop's own menu, never from the page. */
function priceItems(db: Database, companyId: number, wanted: CreateOrderBody['items']): OrderItem[] {
  const errors: { path: string; message: string }[] = [];
  const items: OrderItem[] = [];
  for (const [index, { product_id, quantity }] of wanted.entries()) {
    const product = db.get<{ name: string; price: number }>(
      'SELECT name, price FROM products WHERE id = ? AND company_id = ?',
      product_id,
      companyId,
    );
    if (product === undefined)
      errors.push({ path: `items.${index}.product_id`, message: 'The shop has no such product.' });
    else items.push({ product_id, name: product.name, price: product.price, quantity });
  }
  if (errors.length === 0) return items;
  throw new HttpProblem(422, 'unknown-product', { detail: 'The shop does not sell some of these products.', errors });
}

function hashOf(body: CreateOrderBody): string {
  const items = body.items.map(({ product_id, quantity }) => [product_id, quantity]);
  return createHash('sha256')
    .update(JSON.stringify([items, body.till_id ?? null]))
    .digest('base64url');
}
