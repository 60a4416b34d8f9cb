import type { Draft } from './desk.types.ts';

/** In VND. `discount` is more than nothing and less than `subtotal`, or else `isDiscountTooLarge`. */
export interface Totals {
  readonly subtotal: number;
  readonly discount: number;
  readonly total: number;
  readonly isDiscountTooLarge: boolean;
}

/** What a draft comes to, as the server will reckon it: percents are rounded to whole đồng. */
export function totalsOf({ lines, discount: wanted }: Pick<Draft, 'lines' | 'discount'>): Totals {
  const subtotal = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const discount = wanted === null || lines.length === 0 ? 0 : discountOf(subtotal, wanted);
  const isDiscountTooLarge = discount > 0 && discount >= subtotal;
  return { subtotal, discount, total: isDiscountTooLarge ? subtotal : subtotal - discount, isDiscountTooLarge };
}

function discountOf(subtotal: number, { kind, value }: NonNullable<Draft['discount']>): number {
  return kind === 'percent' ? Math.round((subtotal * value) / 100) : value;
}
