import { searchable } from '@vppos/core/format';
import type { Order } from '../../api/schemas.ts';

/** By the digits of the number or by the table, as the server searches; an empty search is for all. */
export function isSearched({ order_id, table }: Pick<Order, 'order_id' | 'table'>, search: string): boolean {
  const wanted = searchable(search);
  const digits = wanted.replace(/^hd[- ]?/, '');
  const isNumber = /^\d+$/.test(digits) && String(order_id).includes(digits);
  return isNumber || searchable(table ?? '').includes(wanted);
}
