import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { idempotencyKey, tillId, words } from '../http/validate.ts';
import { discountBody } from './discount.ts';

const MAX_LINES = 100;
const MAX_QUANTITY = 999;
const LINE_NOTE_MAX_LENGTH = 200;
const ORDER_NOTE_MAX_LENGTH = 500;
const TABLE_MAX_LENGTH = 40;

export const createOrderBody = v.object({
  items: v.pipe(
    v.array(
      v.object({
        product_id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
        quantity: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_QUANTITY)),
        note: v.exactOptional(words(LINE_NOTE_MAX_LENGTH)),
      }),
    ),
    v.minLength(1),
    v.maxLength(MAX_LINES),
  ),
  discount: v.exactOptional(discountBody),
  note: v.exactOptional(words(ORDER_NOTE_MAX_LENGTH)),
  table: v.exactOptional(words(TABLE_MAX_LENGTH)),
  till_id: v.exactOptional(tillId),
  idempotency_key: idempotencyKey,
});

export type CreateOrderBody = v.InferOutput<typeof createOrderBody>;

/** Names what is ordered. What a body leaves out leaves no trace, so that old bodies keep the names they have. */
export function hashOf({ items, discount, note, table, till_id }: CreateOrderBody): string {
  const lines = items.map(({ product_id, quantity, note: wish }) =>
    wish == null ? [product_id, quantity] : [product_id, quantity, wish],
  );
  const extras = [discount === undefined ? null : [discount.kind, discount.value], note ?? null, table ?? null];
  const isPlain = extras.every((extra) => extra === null);
  return createHash('sha256')
    .update(JSON.stringify([lines, till_id ?? null, ...(isPlain ? [] : extras)]))
    .digest('base64url');
}
