import * as v from 'valibot';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000_000_000));

const amountWish = v.variant('kind', [
  v.object({ kind: v.literal('asked') }),
  v.object({ kind: v.literal('exactly'), amount: whole }),
  v.object({ kind: v.picklist(['short', 'over']), by: whole }),
]);

const flag = v.optional(v.boolean(), false);

/** What the bank's customer is to do, and what the bank makes of it. Money in VND. */
export const wishBody = v.object({
  /** Null: money of nobody. */
  order_id: v.nullable(whole),
  amount: v.optional(amountWish, { kind: 'asked' }),
  /** Whom the bank lets tell. `none`: a lost webhook; the transfer stands in its list only. */
  provider: v.optional(v.picklist(['payos', 'sepay', 'both', 'none']), 'payos'),
  /** Tell each transfer twice. */
  duplicate: flag,
  /** Transfer after the countdown. */
  late: flag,
  /** Sign with a key that is not the provider's: nobody sent any money. */
  forge: flag,
  /** A note without a code. */
  unmatched: flag,
  /** In two parts, the second told first. */
  reorder: flag,
  /** To the account of a company that is not the order's. */
  wrong_account: flag,
  /** The company whose account gets it; without one, the order's. */
  account: v.optional(whole),
});

export type Wish = v.InferOutput<typeof wishBody>;
export type WishInput = v.InferInput<typeof wishBody>;
export type AmountWish = v.InferOutput<typeof amountWish>;

/** The amount that is sent when `asked` is on the QR. */
export function amountToSend(wish: AmountWish, asked: number): number {
  switch (wish.kind) {
    case 'asked':
      return asked;
    case 'exactly':
      return wish.amount;
    case 'short':
      return asked - wish.by;
    case 'over':
      return asked + wish.by;
  }
}
