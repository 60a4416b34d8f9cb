import type { ApiFailure, ApiResult } from '@vppos/core/http';
import type { Order } from '../../api/schemas.ts';
import type { Draft, QueuedOrder } from './desk.types.ts';

/** The body of `POST /orders`. What is empty is left out. */
interface NewOrder {
  readonly items: readonly { readonly product_id: number; readonly quantity: number; readonly note?: string }[];
  readonly discount?: NonNullable<Draft['discount']>;
  readonly note?: string;
  readonly table?: string;
  readonly till_id?: string;
  /** The same key with the same body is the same order, however often it is sent. */
  readonly idempotency_key: string;
}

/** Pure: the same queued order is the same body every time. */
export function toNewOrder({ key, till_id, draft }: QueuedOrder): NewOrder {
  return {
    items: draft.lines.map(({ product_id, quantity, note }) => ({
      product_id,
      quantity,
      ...(note.trim() !== '' && { note: note.trim() }),
    })),
    ...(draft.discount !== null && { discount: draft.discount }),
    ...(draft.note.trim() !== '' && { note: draft.note.trim() }),
    ...(draft.table.trim() !== '' && { table: draft.table.trim() }),
    ...(till_id !== null && { till_id }),
    idempotency_key: key,
  };
}

/**
 * `made`: the server has the order. `refused`: it clearly has not, and never will; `why` is the `unknown-product` of
 * `urn:vppos:problem:unknown-product`. `unanswered`: nobody knows, so the same is sent again; `isCut` when nobody answers
 * at all, which the next order would only learn once more.
 */
export type Outcome =
  | { readonly kind: 'made'; readonly orderId: number }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unanswered'; readonly isCut: boolean };

/** Not about the order but about the moment: no login just now, too slow, too early, too many. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([401, 408, 425, 429]);

/** Pure. */
export function outcomeOf(result: ApiResult<Order>): Outcome {
  if ('data' in result) return { kind: 'made', orderId: result.data.order_id };
  const { error } = result;
  const isClearNo = error.code === 'PROBLEM' && error.status < 500 && !PASSING_STATUSES.has(error.status);
  if (isClearNo) return { kind: 'refused', why: error.problem.type.split(':').at(-1) ?? '' };
  return { kind: 'unanswered', isCut: isCut(error) };
}

function isCut(error: ApiFailure): boolean {
  return error.code === 'OFFLINE' || error.code === 'NO_SESSION' || (error.code === 'PROBLEM' && error.status === 401);
}
