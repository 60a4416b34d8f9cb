import * as v from 'valibot';

const receiptSchema = v.looseObject({
  receipt_id: v.number(),
  method: v.string(),
  amount: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  till_id: v.nullable(v.string()),
  booked_at: v.number(),
});

/** What is needed of `GET /orders/:id`. */
export const paidOrderSchema = v.looseObject({
  order_id: v.number(),
  remaining: v.number(),
  payments: v.array(receiptSchema),
});

export type PaidOrder = v.InferOutput<typeof paidOrderSchema>;
export type Receipt = v.InferOutput<typeof receiptSchema>;

/** One receipt in the ledger. With its time: a demonstration whose database starts anew gives the same ids again. */
export function receiptKey({ receipt_id, booked_at }: Receipt): string {
  return `${receipt_id}@${booked_at}`;
}
