import * as v from 'valibot';

const id = v.pipe(v.number(), v.safeInteger());
const amountVnd = v.pipe(v.number(), v.safeInteger());
const at = v.number();
/** What an older back end does not say yet reads as nothing. */
const words = v.optional(v.nullable(v.string()), null);

/** A status this build has never heard of must not take the whole list down: it reads as `unknown`. */
const status = v.fallback(
  v.picklist(['unpaid', 'partially_paid', 'paid', 'overpaid', 'cancelled', 'unknown']),
  'unknown',
);

/** What the back end sells. Unknown fields of an answer are left out here and everywhere below. */
export const PRODUCT = v.object({ id, name: v.string(), price: amountVnd, category: v.string(), barcode: words });
export const PRODUCTS = v.object({ items: v.array(PRODUCT) });

/** A row of the list. Times in ms since 1970, money in integer VND. */
const ORDER_ROW = v.object({
  order_id: id,
  invoice_number: v.string(),
  status,
  total: amountVnd,
  paid: amountVnd,
  /** Null is the counter. */
  table: words,
  created_at: at,
});
export const ORDERS = v.object({
  items: v.array(ORDER_ROW),
  /** Of all pages together. */
  total: v.optional(v.number()),
});

const PAYMENT = v.object({
  method: v.string(),
  amount: amountVnd,
  booked_at: at,
  confirmed_by_name: words,
});

export const ORDER = v.object({
  ...ORDER_ROW.entries,
  items: v.array(v.object({ product_id: id, name: v.string(), quantity: v.number(), price: amountVnd, note: words })),
  subtotal: v.optional(amountVnd),
  discount: v.optional(amountVnd, 0),
  note: words,
  payments: v.optional(v.array(PAYMENT), []),
  created_by_name: words,
  cancel_reason: words,
  cancelled_by_name: words,
});

export type Product = v.InferOutput<typeof PRODUCT>;
export type OrderPage = v.InferOutput<typeof ORDERS>;
export type OrderRow = v.InferOutput<typeof ORDER_ROW>;
export type Order = v.InferOutput<typeof ORDER>;
export type OrderStatus = OrderRow['status'];
