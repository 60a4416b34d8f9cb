import * as v from 'valibot';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Payable } from './paymentState.ts';

/** What is asked for, in whole VND. */
export const askedAmount = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** An order that still wants money. */
export interface PayableRow extends Payable {
  readonly tillId: string | null;
}

/** The order, if it still wants money; a 404 or 409 problem if not. */
export function findPayable(db: Database, companyId: number, orderId: number): PayableRow {
  const order = db.get<PayableRow>(
    'SELECT status, total, paid, till_id AS tillId FROM orders WHERE id = ? AND company_id = ?',
    orderId,
    companyId,
  );
  if (order === undefined) throw new HttpProblem(404, 'not-found', { detail: 'There is no such order.' });
  if (order.status === 'unpaid' || order.status === 'partially_paid') return order;
  const detail = order.status === 'cancelled' ? 'This order has been cancelled.' : 'This order is already paid.';
  throw new HttpProblem(409, order.status === 'cancelled' ? 'order-cancelled' : 'order-paid', { detail });
}

/** What is wanted, else all that is missing; more than that is a 422 problem. */
export function amountToAsk(order: Payable, wanted: number | undefined): number {
  const remaining = order.total - order.paid;
  if (wanted === undefined || wanted <= remaining) return wanted ?? remaining;
  const errors = [{ path: 'amount', message: `At most ${remaining}.` }];
  throw new HttpProblem(422, 'amount-too-large', { detail: `Only ${remaining} VND are still to be paid.`, errors });
}
