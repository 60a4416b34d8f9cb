import * as v from 'valibot';

const id = v.pipe(v.number(), v.safeInteger());
const amountVnd = v.pipe(v.number(), v.safeInteger());
const at = v.number();

const ITEM = v.object({ product_id: id, name: v.string(), quantity: v.number(), price: amountVnd });

/** Money that has arrived. Times in ms since 1970, money in integer VND; unknown fields are left out, here and below. */
export const RECEIPT = v.object({
  payment_id: id,
  amount: amountVnd,
  method: v.string(),
  reference: v.nullish(v.string()),
  payer: v.nullish(v.string()),
  booked_at: at,
  late: v.optional(v.boolean(), false),
});

/** A status this build does not know fails here: a screen about money must not guess. */
export const ORDER = v.object({
  order_id: id,
  invoice_number: v.string(),
  status: v.picklist(['unpaid', 'partially_paid', 'paid', 'overpaid', 'cancelled']),
  total: amountVnd,
  paid: amountVnd,
  created_at: at,
  payments: v.array(RECEIPT),
  /** Up to which event this order was read; rows of a list have none of their own. */
  cursor: v.nullish(v.string()),
});
export const ORDERS = v.object({ items: v.array(ORDER) });

/** A payment that waits for money. `till_id`: the till that opened it first. */
export const OPEN_PAYMENT = v.object({
  payment_id: id,
  amount: amountVnd,
  qr: v.pipe(v.string(), v.minLength(1)),
  code: v.string(),
  expires_at: at,
  till_id: v.nullish(v.string()),
});

export const INVOICE = v.object({
  order_id: id,
  invoice_number: v.string(),
  company_name: v.optional(v.string(), ''),
  cashier_name: v.nullish(v.string()),
  items: v.array(ITEM),
  total: amountVnd,
  paid: amountVnd,
  change_due: v.optional(amountVnd, 0),
  payments: v.array(RECEIPT),
  paid_at: at,
});

export type Receipt = v.InferOutput<typeof RECEIPT>;
export type Order = v.InferOutput<typeof ORDER>;
export type OpenPayment = v.InferOutput<typeof OPEN_PAYMENT>;
export type Invoice = v.InferOutput<typeof INVOICE>;
