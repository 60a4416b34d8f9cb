import type { Order } from '../../api/schemas.ts';

/** How an order is shared out between a transfer and cash. What has come meanwhile moves neither part. */
export interface Split {
  /** How much shall have come by transfer in the end, in VND. */
  readonly byTransfer: number;
}

/** From now on `transfer` is to come by transfer, on top of what has. */
export function chooseSplit(order: Order, transfer: number): Split {
  return { byTransfer: transferred(order) + transfer };
}

/** What the QR asks for. Once the transfer's part is there, whatever is still due. */
export function transferPart(order: Order, split: Split | null): number {
  const due = order.total - order.paid;
  const missing = split === null ? due : split.byTransfer - transferred(order);
  return missing > 0 ? Math.min(missing, due) : due;
}

/** What was to come by transfer is there, and something is left for the cash. */
export function isRestInCash(order: Order, split: Split | null): boolean {
  return split !== null && order.paid < order.total && transferred(order) >= split.byTransfer;
}

/** The other part of `due` when `part` is one of them; null where one of the two would be nothing. */
export function otherPart(due: number, part: number | null): number | null {
  return part === null || part <= 0 || part >= due ? null : due - part;
}

function transferred(order: Order): number {
  return order.payments.reduce((sum, { method, amount }) => (method === 'cash' ? sum : sum + amount), 0);
}
