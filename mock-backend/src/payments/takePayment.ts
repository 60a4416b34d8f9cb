import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { User } from '../auth/users.ts';
import { HttpProblem } from '../http/problem.ts';
import { cashAmount, idempotencyKey, tillId, words } from '../http/validate.ts';
import type { Order } from '../orders/order.types.ts';
import { readOrder } from '../orders/readOrders.ts';
import { type BookingDeps, bookMoney } from './bookMoney.ts';
import { amountToAsk, askedAmount, findPayable, type PayableRow } from './payable.ts';
import { decideBooking } from './paymentState.ts';

const REFERENCE_MAX_LENGTH = 100;

const common = {
  amount: v.exactOptional(askedAmount),
  till_id: v.exactOptional(tillId),
  idempotency_key: idempotencyKey,
};

/** Money in the cashier's hand. */
export const cashBody = v.object({ ...common, method: v.literal('cash'), tendered: v.exactOptional(cashAmount) });

/** A transfer that the cashier has seen in the bank's own app. */
export const manualBody = v.object({
  ...common,
  method: v.literal('manual'),
  reference: v.exactOptional(words(REFERENCE_MAX_LENGTH)),
});

export type TakenBody = v.InferOutput<typeof cashBody> | v.InferOutput<typeof manualBody>;

/** Money that was booked at once, and what has become of its order. */
export interface TakenPayment {
  payment_id: number;
  receipt_id: number;
  method: string;
  amount: number;
  tendered: number | null;
  change: number;
  order: Order | null;
}

type Receipt = Omit<TakenPayment, 'order'>;

/**
 * Books money a cashier vouches for: all that is still due, or the part that was named. One key of one user books once: the
 * same request gives the same receipt, another one is a 409.
 */
export function takePayment(deps: BookingDeps, user: User, taken: { orderId: number; body: TakenBody }): TakenPayment {
  const { db } = deps;
  return db.transaction(() => {
    const receipt = findTaken(deps, user, taken) ?? bookTaken(deps, user, taken);
    return { ...receipt, order: readOrder(db, user.companyId, taken.orderId) };
  });
}

function findTaken(deps: BookingDeps, user: User, taken: { orderId: number; body: TakenBody }): Receipt | null {
  const known = deps.db.get<{ id: number; request_hash: string }>(
    'SELECT id, request_hash FROM payments WHERE created_by = ? AND idempotency_key = ?',
    user.id,
    taken.body.idempotency_key,
  );
  if (known === undefined) return null;
  if (known.request_hash === hashOf(taken)) return readTaken(deps, known.id);
  throw new HttpProblem(409, 'key-reused', { detail: 'This idempotency_key has already booked another payment.' });
}

function readTaken({ db }: BookingDeps, paymentId: number): Receipt {
  const receipt = db.get<Receipt>(
    'SELECT payment_id, id AS receipt_id, method, amount, tendered, change FROM receipts WHERE payment_id = ?',
    paymentId,
  );
  if (receipt === undefined) throw new Error(`Payment ${paymentId} was taken without a receipt.`);
  return receipt;
}

function bookTaken(deps: BookingDeps, user: User, taken: { orderId: number; body: TakenBody }): Receipt {
  const { orderId, body } = taken;
  const order = findPayable(deps.db, user.companyId, orderId);
  const amount = amountToAsk(order, body.amount);
  const tendered = body.method === 'cash' ? tenderedFor(amount, body.tendered) : null;
  const decision = decideBooking(order, amount);
  if (decision.kind !== 'book') throw new Error(`Order ${orderId} is payable and yet books no money.`);
  const till = body.till_id ?? order.tillId;
  const paymentId = insertTaken(deps, user, { ...taken, amount, till });
  const money = {
    method: body.method,
    amount,
    reference: body.method === 'manual' ? (body.reference ?? null) : null,
    payer: null,
    transferId: null,
    tendered,
    confirmedBy: body.method === 'manual' ? user.id : null,
    late: false,
  };
  const paidFor = { ...order, paymentId, orderId, companyId: user.companyId, tillId: till };
  bookMoney(deps, paidFor, { money, decision });
  return readTaken(deps, paymentId);
}

function tenderedFor(amount: number, tendered: number = amount): number {
  if (tendered >= amount) return tendered;
  const errors = [{ path: 'tendered', message: `At least ${amount}.` }];
  throw new HttpProblem(422, 'tendered-too-small', { detail: `Less than the ${amount} VND to be paid.`, errors });
}

function insertTaken(
  { db, clock }: BookingDeps,
  user: User,
  taken: { orderId: number; body: TakenBody; amount: number; till: PayableRow['tillId'] },
): number {
  const { orderId, body, amount, till } = taken;
  const { lastId } = db.run(
    `INSERT INTO payments (order_id, method, amount, status, till_id, created_at, expires_at, created_by, idempotency_key,
                           request_hash)
     VALUES (?, ?, ?, 'closed', ?, ?, ?, ?, ?, ?)`,
    orderId,
    body.method,
    amount,
    till,
    clock.now(),
    clock.now(),
    user.id,
    body.idempotency_key,
    hashOf(taken),
  );
  return lastId;
}

function hashOf({ orderId, body }: { orderId: number; body: TakenBody }): string {
  const own = body.method === 'cash' ? body.tendered : body.reference;
  const parts = [orderId, body.method, body.amount ?? null, body.till_id ?? null, own ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
