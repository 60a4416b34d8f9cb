import type { Order, Receipt } from '../api/schemas.ts';
import { newOrder, RECORDED_RECEIPT } from '../standalone/ledger.ts';

/** An unpaid order of 250.000đ, with whatever the test says changed. */
export function anOrder(changed: Partial<Order> = {}): Order {
  return { ...newOrder(1001), ...changed };
}

/** A VietQR transfer the bank has told of, with whatever the test says changed. */
export function aReceipt(changed: Partial<Receipt> = {}): Receipt {
  return { ...RECORDED_RECEIPT, amount: 250_000, ...changed };
}
