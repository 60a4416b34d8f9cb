import { tableKey } from '../../orders/tableKey.ts';
import type { Database } from '../database.ts';
import type { LargeOrder } from './largeOrder.ts';

const COMPANY_ID = 1;
const ACCOUNT_HOLDER = 'NGUYEN VAN KHACH';
/** A customer needs a minute. */
const PAID_AFTER_MS = 60_000;

/** Writes an order and what came for it, as the shop itself would have left it. */
export function writeOrder(db: Database, order: LargeOrder, placed: { nth: number; shiftId: number }): void {
  const orderId = insertOrder(db, order, placed.nth);
  for (const [line, { id, name, price, quantity }] of order.items.entries()) {
    db.run(
      'INSERT INTO order_items (order_id, line, product_id, name, price, quantity) VALUES (?, ?, ?, ?, ?, ?)',
      orderId,
      line,
      id,
      name,
      price,
      quantity,
    );
  }
  if (order.paid === 0) return;
  const paymentId = insertPayment(db, order, orderId);
  const transferId = order.method === 'vietqr' ? insertTransfer(db, order, { nth: placed.nth, paymentId }) : null;
  const receiptId = insertReceipt(db, order, { ...placed, orderId, paymentId, transferId });
  if (order.status === 'overpaid') insertRefund(db, order, { orderId, receiptId, transferId });
}

function insertOrder(db: Database, order: LargeOrder, nth: number): number {
  const { status, total, paid, tillId, cashierId, at, table } = order;
  const isSettled = status === 'paid' || status === 'overpaid';
  const isCancelled = status === 'cancelled';
  const { lastId } = db.run(
    `INSERT INTO orders (company_id, status, total, paid, table_name, table_key, till_id, created_by, created_at, paid_at,
                         cancelled_at, cancelled_by, cancel_reason, idempotency_key, request_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'demo')`,
    COMPANY_ID,
    status,
    total,
    paid,
    table,
    table === null ? null : tableKey(table),
    tillId,
    cashierId,
    at,
    isSettled ? at + PAID_AFTER_MS : null,
    isCancelled ? at + PAID_AFTER_MS : null,
    isCancelled ? cashierId : null,
    isCancelled ? 'Khách đổi ý' : null,
    `demo-${nth}`,
  );
  return lastId;
}

function insertPayment(db: Database, { method, paid, tillId, at }: LargeOrder, orderId: number): number {
  const { lastId } = db.run(
    `INSERT INTO payments (order_id, method, amount, status, till_id, created_at, expires_at) VALUES (?, ?, ?, 'closed', ?, ?, ?)`,
    orderId,
    method,
    paid,
    tillId,
    at,
    at + PAID_AFTER_MS,
  );
  return lastId;
}

function insertTransfer(
  db: Database,
  { paid, at }: LargeOrder,
  { nth, paymentId }: { nth: number; paymentId: number },
): number {
  const { lastId: inboxId } = db.run(
    `INSERT INTO bank_inbox (provider, raw, raw_hash, received_at, state) VALUES ('payos', '{}', ?, ?, 'booked')`,
    `demo-${nth}`,
    at + PAID_AFTER_MS,
  );
  const { lastId } = db.run(
    `INSERT INTO transfers (transfer_key, inbox_id, company_id, payment_id, amount, reference, payer, content, transferred_at, outcome)
     VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, 'booked')`,
    `demo-${nth}`,
    inboxId,
    COMPANY_ID,
    paymentId,
    paid,
    `DEMO${nth}`,
    ACCOUNT_HOLDER,
    at + PAID_AFTER_MS,
  );
  return lastId;
}

interface ReceiptPlace {
  readonly shiftId: number;
  readonly orderId: number;
  readonly paymentId: number;
  readonly transferId: number | null;
}

function insertReceipt(db: Database, order: LargeOrder, place: ReceiptPlace): number {
  const { method, paid, tillId, cashierId, at } = order;
  const { lastId } = db.run(
    `INSERT INTO receipts (company_id, order_id, payment_id, transfer_id, shift_id, till_id, method, amount, tendered, payer,
                           confirmed_by, booked_at, late)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
    COMPANY_ID,
    place.orderId,
    place.paymentId,
    place.transferId,
    place.shiftId,
    tillId,
    method,
    paid,
    method === 'cash' ? paid : null,
    method === 'vietqr' ? ACCOUNT_HOLDER : null,
    method === 'manual' ? cashierId : null,
    at + PAID_AFTER_MS,
  );
  return lastId;
}

function insertRefund(
  db: Database,
  { paid, total, at }: LargeOrder,
  from: { orderId: number; receiptId: number; transferId: number | null },
): void {
  db.run(
    `INSERT INTO refund_tasks (company_id, order_id, receipt_id, transfer_id, amount, reason, created_at)
     VALUES (?, ?, ?, ?, ?, 'overpaid', ?)`,
    COMPANY_ID,
    from.orderId,
    from.receiptId,
    from.transferId,
    paid - total,
    at + PAID_AFTER_MS,
  );
}
