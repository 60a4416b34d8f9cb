import * as v from 'valibot';
import { amountVnd, at, id, RECEIPT, REFUND, text } from './schemas.ts';

const more = v.optional(v.boolean(), false);
const total = v.optional(v.nullable(v.number()), null);

/** Only how many there are. */
export const COUNTED = v.object({ total });

/** One line of "what came just now?": the receipt, and the order it was for. */
export const LISTED_RECEIPT = v.object({
  ...RECEIPT.entries,
  receipt_id: id,
  order_id: id,
  invoice_number: v.string(),
});
export const RECEIPTS = v.object({ items: v.array(LISTED_RECEIPT), more });

/** A transfer the bank has told of. */
export const TRANSFER = v.object({
  transfer_id: id,
  amount: amountVnd,
  reference: text,
  payer: text,
  content: text,
  transferred_at: v.optional(v.nullable(at), null),
  received_at: at,
  provider: v.optional(v.string(), ''),
});
export const TRANSFERS = v.object({ items: v.array(TRANSFER), more, total });

export const REFUNDS = v.object({ items: v.array(REFUND), more, total });

export type ListedReceipt = v.InferOutput<typeof LISTED_RECEIPT>;
export type Transfer = v.InferOutput<typeof TRANSFER>;
