import * as v from 'valibot';
import { HttpProblem } from '../http/problem.ts';

const percent = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99));
const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const discountBody = v.variant('kind', [
  v.object({ kind: v.literal('percent'), value: percent }),
  v.object({ kind: v.literal('amount'), value: amount }),
]);

export type Discount = v.InferOutput<typeof discountBody>;

/** The discount in whole đồng. One that leaves nothing to pay is a 422 problem. */
export function discountOf(subtotal: number, discount: Discount | undefined): number {
  if (discount === undefined) return 0;
  const off = discount.kind === 'amount' ? discount.value : Math.round((subtotal * discount.value) / 100);
  if (off < subtotal) return off;
  throw new HttpProblem(422, 'discount-too-large', {
    detail: 'The discount leaves nothing to pay.',
    errors: [{ path: 'discount.value', message: `Less than ${subtotal} VND.` }],
  });
}
