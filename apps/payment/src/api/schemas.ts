import * as v from 'valibot';

export const id = v.pipe(v.number(), v.safeInteger());
export const amountVnd = v.pipe(v.number(), v.safeInteger());
export const at = v.number();
/** What an older server does not tell reads as not there. */
export const text = v.optional(v.nullable(v.string()), null);

const ITEM = v.object({ product_id: id, name: v.string(), quantity: v.number(), price: amountVnd, note: text });

/** Money that has arrived. Times in ms since 1970, money in integer VND; unknown fields are left out, here and below. */
export const RECEIPT = v.object({
  receipt_id: v.optional(v.nullable(id), null),
  payment_id: id,
  amount: amountVnd,
  method: v.string(),
  reference: v.nullish(v.string()),
  payer: v.nullish(v.string()),
  booked_at: at,
  late: v.optional(v.boolean(), false),
  /** The till that asked for it. */
  till_id: text,
  /** What the customer handed over in cash. */
  tendered: v.optional(v.nullable(amountVnd), null),
  change: v.optional(amountVnd, 0),
  /** Who said so, where the bank has not. */
  confirmed_by_name: text,
  bank_confirmed: v.optional(v.boolean(), false),
});

/** Money to be given back. */
export const REFUND = v.object({
  refund_id: id,
  order_id: v.optional(v.nullable(id), null),
  invoice_number: text,
  amount: amountVnd,
  /** Names a build may not know yet. */
  reason: v.string(),
  payer: text,
  reference: text,
  created_at: at,
  done_at: v.optional(v.nullable(at), null),
  done_by_name: text,
  done_method: text,
  note: text,
});

/** A payment that waits for money. `till_id`: the till that opened it first. */
export const OPEN_PAYMENT = v.object({
  payment_id: id,
  amount: amountVnd,
  qr: v.pipe(v.string(), v.minLength(1)),
  code: v.string(),
  expires_at: at,
  till_id: v.nullish(v.string()),
});

/** A status this build does not know fails here: a screen about money must not guess. */
export const ORDER = v.object({
  order_id: id,
  invoice_number: v.string(),
  status: v.picklist(['unpaid', 'partially_paid', 'paid', 'overpaid', 'cancelled']),
  total: amountVnd,
  paid: amountVnd,
  created_at: at,
  table: text,
  till_id: text,
  payments: v.array(RECEIPT),
  refunds: v.optional(v.array(REFUND), []),
  /** Up to which event this order was read; rows of a list have none of their own. */
  cursor: v.nullish(v.string()),
});
export const ORDERS = v.object({ items: v.array(ORDER), more: v.optional(v.boolean(), false) });

/** What the bank said when it was asked again. */
export const BANK_ASKED = v.object({
  /** `asked`, `too_soon`, `unreachable`, `not_configured`. */
  status: v.string(),
  asked_at: v.nullable(at),
});
export const CHECKED_ORDER = v.object({ ...ORDER.entries, bank: BANK_ASKED });

/** The answer to a payment that was booked at once; the order itself is read again. */
export const BOOKED = v.object({ payment_id: id, amount: amountVnd, change: v.optional(amountVnd, 0) });

export const INVOICE = v.object({
  order_id: id,
  invoice_number: v.string(),
  company_name: v.optional(v.string(), ''),
  cashier_name: v.nullish(v.string()),
  items: v.array(ITEM),
  subtotal: v.optional(v.nullable(amountVnd), null),
  discount: v.optional(amountVnd, 0),
  note: text,
  table: text,
  till_id: text,
  total: amountVnd,
  paid: amountVnd,
  change_due: v.optional(amountVnd, 0),
  payments: v.array(RECEIPT),
  refunds: v.optional(v.array(REFUND), []),
  paid_at: at,
});

export type Receipt = v.InferOutput<typeof RECEIPT>;
export type Refund = v.InferOutput<typeof REFUND>;
export type Order = v.InferOutput<typeof ORDER>;
export type OpenPayment = v.InferOutput<typeof OPEN_PAYMENT>;
export type BankAsked = v.InferOutput<typeof BANK_ASKED>;
export type Invoice = v.InferOutput<typeof INVOICE>;
