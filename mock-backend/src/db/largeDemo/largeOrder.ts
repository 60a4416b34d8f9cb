import type { OrderStatus } from '../../orders/order.types.ts';
import type { PaymentMethod } from '../../receipts/receipt.types.ts';

export interface LargeProduct {
  readonly id: number;
  readonly name: string;
  readonly price: number;
}

export interface LargeOrder {
  readonly at: number;
  readonly tillId: string;
  readonly cashierId: number;
  readonly status: OrderStatus;
  readonly method: PaymentMethod;
  readonly items: readonly (LargeProduct & { readonly quantity: number })[];
  readonly total: number;
  /** What has come for it, in VND. */
  readonly paid: number;
  readonly table: string | null;
}

type Weighted<T> = readonly (readonly [T, number])[];

const STATUSES: Weighted<OrderStatus> = [
  ['paid', 0.92],
  ['cancelled', 0.03],
  ['unpaid', 0.03],
  ['partially_paid', 0.01],
  ['overpaid', 0.01],
];
const METHODS: Weighted<PaymentMethod> = [
  ['vietqr', 0.56],
  ['cash', 0.4],
  ['manual', 0.04],
];
const MAX_LINES = 4;
const TABLES = 12;

/** One sale as chance will have it. Only the bank brings too much money. */
export function largeOrder(
  random: () => number,
  products: readonly LargeProduct[],
  counter: Pick<LargeOrder, 'at' | 'tillId' | 'cashierId'>,
): LargeOrder {
  const items = Array.from({ length: 1 + Math.floor(random() * MAX_LINES) }, () => ({
    ...pick(random, products),
    quantity: 1 + Math.floor(random() * 3),
  }));
  const total = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const status = weighted(random, STATUSES);
  return {
    ...counter,
    status,
    method: status === 'overpaid' ? 'vietqr' : weighted(random, METHODS),
    items,
    total,
    paid: paidOf(status, total),
    table: random() < 0.3 ? `Bàn ${1 + Math.floor(random() * TABLES)}` : null,
  };
}

function paidOf(status: OrderStatus, total: number): number {
  if (status === 'unpaid' || status === 'cancelled') return 0;
  if (status === 'partially_paid') return Math.floor(total / 2);
  return status === 'overpaid' ? total + 10_000 : total;
}

function pick<T>(random: () => number, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new RangeError('There is nothing to pick from.');
  return one;
}

function weighted<T>(random: () => number, from: Weighted<T>): T {
  let left = random();
  for (const [value, weight] of from) {
    left -= weight;
    if (left < 0) return value;
  }
  return pick(random, from)[0];
}
