import type { Discount } from '../desk/desk.types.ts';

export type DiscountFault = 'percent' | 'amount' | 'tooLarge';

/** What was typed as a discount: none, a good one, or what is wrong with it. */
export type DiscountInput = { readonly discount: Discount | null } | { readonly fault: DiscountFault };

/** Pure. `typed` in whole percent or đồng, points and spaces allowed: "50.000". */
export function readDiscount(kind: Discount['kind'], typed: string, subtotal: number): DiscountInput {
  const digits = typed.replaceAll(/[.,\s]/g, '');
  if (digits === '') return { discount: null };
  const value = Number(digits);
  if (kind === 'percent') return value >= 1 && value <= 99 ? { discount: { kind, value } } : { fault: 'percent' };
  if (!Number.isSafeInteger(value) || value < 1) return { fault: 'amount' };
  return value < subtotal ? { discount: { kind, value } } : { fault: 'tooLarge' };
}
