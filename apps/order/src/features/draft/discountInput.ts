import type { Discount } from '../desk/desk.types.ts';

export type DiscountFault = 'percent' | 'amount' | 'tooLarge';

/** What was typed as a discount: none, a good one, or what is wrong with it. */
export type DiscountInput = { readonly discount: Discount | null } | { readonly fault: DiscountFault };

/** "50000", or grouped in thousands: "50.000", "50,000", "50 000". Anything else may mean a fraction. */
const WHOLE_DONG = /^(?:\d+|\d{1,3}(?:[.,\s]\d{3})+)$/;

/** Pure. `typed` in whole percent or đồng; "1,5" is neither 15 % nor 15 đồng. */
export function readDiscount(kind: Discount['kind'], typed: string, subtotal: number): DiscountInput {
  const wanted = typed.trim();
  if (wanted === '') return { discount: null };
  if (kind === 'percent') return /^[1-9]\d?$/.test(wanted) ? good(kind, Number(wanted)) : { fault: 'percent' };
  const value = WHOLE_DONG.test(wanted) ? Number(wanted.replaceAll(/\D/g, '')) : 0;
  if (!Number.isSafeInteger(value) || value < 1) return { fault: 'amount' };
  return value < subtotal ? good(kind, value) : { fault: 'tooLarge' };
}

function good(kind: Discount['kind'], value: number): DiscountInput {
  return { discount: { kind, value } };
}
