import * as v from 'valibot';

const id = v.pipe(v.number(), v.safeInteger());
const amountVnd = v.pipe(v.number(), v.safeInteger());
const at = v.number();

/** A status this build has never heard of must not take the whole list down: it reads as `unknown`. */
const status = v.fallback(
  v.picklist(['unpaid', 'partially_paid', 'paid', 'overpaid', 'cancelled', 'unknown']),
  'unknown',
);

/** What the back end sells. Unknown fields of an answer are left out here and everywhere below. */
export const PRODUCT = v.object({ id, name: v.string(), price: amountVnd, category: v.string() });
export const PRODUCTS = v.object({ items: v.array(PRODUCT) });

/** A row of the list. Times in ms since 1970, money in integer VND. */
export const ORDER_ROW = v.object({
  order_id: id,
  invoice_number: v.string(),
  status,
  total: amountVnd,
  paid: amountVnd,
  till_id: v.nullish(v.string()),
  created_at: at,
});
export const ORDERS = v.object({ items: v.array(ORDER_ROW), more: v.optional(v.boolean(), false) });

export const ORDER = v.object({
  ...ORDER_ROW.entries,
  items: v.array(v.object({ product_id: id, name: v.string(), quantity: v.number(), price: amountVnd })),
  cancel_reason: v.nullish(v.string()),
});

export type Product = v.InferOutput<typeof PRODUCT>;
export type OrderPage = v.InferOutput<typeof ORDERS>;
export type OrderRow = v.InferOutput<typeof ORDER_ROW>;
export type Order = v.InferOutput<typeof ORDER>;
export type OrderStatus = OrderRow['status'];
