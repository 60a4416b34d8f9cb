import * as v from 'valibot';

/** Nothing longer is believed: lines of a cart, characters of a name, of a QR's text. */
const LINES_MAX = 200;
const NAME_MAX = 300;
const QR_MAX = 1000;

const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.maxLength(NAME_MAX));
const qr = v.pipe(v.string(), v.maxLength(QR_MAX));

/** The cart in front. Only what is named here reaches the customer's screen. */
export const cartSchema = v.nullable(
  v.object({
    lines: v.pipe(
      v.array(v.object({ name, quantity: amount, price: amount, note: v.optional(name) })),
      v.maxLength(LINES_MAX),
    ),
    subtotal: amount,
    discount: amount,
    total: amount,
  }),
);

/** The payment in front. */
export const paymentSchema = v.nullable(
  v.variant('stage', [
    v.object({ stage: v.literal('waiting'), amount, qr, order: name, expires_at: v.number() }),
    v.object({ stage: v.literal('partial'), paid: amount, remaining: amount, qr, order: name }),
    v.object({ stage: v.literal('cash'), paid: amount, remaining: amount, order: name }),
    v.object({ stage: v.literal('paid'), amount, change: amount, order: name }),
  ]),
);

export type ShownCart = NonNullable<v.InferOutput<typeof cartSchema>>;
export type ShownPayment = NonNullable<v.InferOutput<typeof paymentSchema>>;

const version = v.number();
const nothingTold = { version: 0, value: null };

/** What a till's tab tells of itself. `version`: the higher is the newer, over all tabs; 0 where it has told nothing. */
export const tillSchema = v.object({
  cart: v.optional(v.object({ version, value: cartSchema }), nothingTold),
  payment: v.optional(v.object({ version, value: paymentSchema }), nothingTold),
});
export type TillShown = v.InferOutput<typeof tillSchema>;
