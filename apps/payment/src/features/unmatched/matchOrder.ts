import type { Order } from '../../api/schemas.ts';

/** The open orders a transfer may be for: those that wait for exactly its amount first, then the newest. */
export function likeliestFirst(orders: readonly Order[], amount: number): readonly Order[] {
  const isSame = (order: Order): boolean => order.total - order.paid === amount;
  return [...orders].sort((a, b) => Number(isSame(b)) - Number(isSame(a)) || b.order_id - a.order_id);
}
