import * as v from 'valibot';
import { amountVnd, at, id, RECEIPT, text } from './schemas.ts';

const money = v.optional(amountVnd, 0);
const count = v.optional(v.number(), 0);

/** An open shift. What the drawer should hold is not told before it was counted. */
export const SHIFT = v.object({
  shift_id: id,
  till_id: v.string(),
  opened_at: at,
  opened_by_name: text,
  opening_cash: amountVnd,
});
export const CURRENT_SHIFT = v.object({ shift: v.nullable(SHIFT) });

export const SHIFT_ROW = v.object({
  ...SHIFT.entries,
  closed_at: v.optional(v.nullable(at), null),
  closed_by_name: text,
  counted_cash: v.optional(v.nullable(amountVnd), null),
  expected_cash: v.optional(v.nullable(amountVnd), null),
  difference: v.optional(v.nullable(amountVnd), null),
});
export const SHIFTS = v.object({ items: v.array(SHIFT_ROW), more: v.optional(v.boolean(), false) });

const BY_HAND = v.object({
  kind: v.string(),
  order_id: v.optional(v.nullable(id), null),
  invoice_number: text,
  amount: amountVnd,
  by_name: text,
  at,
  bank_confirmed: v.optional(v.boolean(), false),
});

export const SHIFT_REPORT = v.object({
  shift: SHIFT_ROW,
  cash: v.object({
    opening: amountVnd,
    received: money,
    change_given: money,
    refunded: money,
    expected: v.optional(v.nullable(amountVnd), null),
    counted: v.optional(v.nullable(amountVnd), null),
    difference: v.optional(v.nullable(amountVnd), null),
  }),
  methods: v.array(v.object({ method: v.string(), count, amount: money })),
  bank: v.object({
    told_count: count,
    told_amount: money,
    booked_count: count,
    booked_amount: money,
    unmatched_count: count,
    unmatched_amount: money,
    not_told: v.optional(v.array(v.object({ ...RECEIPT.entries, invoice_number: text })), []),
  }),
  by_hand: v.optional(v.array(BY_HAND), []),
  hours: v.optional(v.array(v.object({ from: at, count, amount: money })), []),
  orders: v.optional(v.object({ paid: count, cancelled: count }), { paid: 0, cancelled: 0 }),
});

export type Shift = v.InferOutput<typeof SHIFT>;
export type ShiftRow = v.InferOutput<typeof SHIFT_ROW>;
export type ShiftReport = v.InferOutput<typeof SHIFT_REPORT>;
