import type { ListedReceipt, Transfer } from '../api/lists.ts';
import type { OpenPayment, Order, Receipt, Refund } from '../api/schemas.ts';
import { recordedQr } from './recordedQr.ts';

/** How long the recorded countdown runs, in ms. */
const COUNTDOWN_MS = 15 * 60_000;

/** The orders, payments, refunds and transfers of a shop in memory. */
export type Ledger = ReturnType<typeof createLedger>;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one closure over the shop's few maps, a line or two for each question.
export function createLedger(now: () => number) {
  const orders = new Map<number, Order>();
  const open = new Map<number, OpenPayment>();
  const refunds: Refund[] = [];
  const transfers: Transfer[] = [];
  let lastPaymentId = 1000;
  let lastReceiptId = 0;

  const must = (orderId: number): Order => {
    const order = orders.get(orderId);
    if (order === undefined) throw new Error(`The recording has no order ${orderId}.`);
    return order;
  };
  const keep = (order: Order): Order => {
    orders.set(order.order_id, order);
    return order;
  };
  const book = (orderId: number, changed: Partial<Receipt>): Order => {
    const { paid, total, payments, ...order } = must(orderId);
    lastReceiptId += 1;
    const payment_id = open.get(orderId)?.payment_id ?? lastPaymentId;
    const receipt: Receipt = {
      ...RECORDED_RECEIPT,
      receipt_id: lastReceiptId,
      payment_id,
      booked_at: now(),
      ...changed,
    };
    open.delete(orderId);
    const sum = paid + receipt.amount;
    return keep({ ...order, total, paid: sum, status: statusOf(sum, total), payments: [...payments, receipt] });
  };

  return {
    book,
    find: (orderId: number) => {
      const order = orders.get(orderId);
      const own = refunds.filter((refund) => refund.order_id === orderId);
      return order && { ...order, refunds: [...order.refunds, ...own] };
    },
    list: (status: string | null) => [...orders.values()].filter((order) => order.status === status),
    receipts: (): ListedReceipt[] =>
      [...orders.values()]
        .flatMap(({ order_id, invoice_number, payments }) =>
          payments.map((receipt) => ({ ...receipt, receipt_id: receipt.receipt_id ?? 0, order_id, invoice_number })),
        )
        .sort((a, b) => b.receipt_id - a.receipt_id),
    refunds,
    transfers,
    add: (given: Partial<Order>) => keep({ ...newOrder(1001 + orders.size), created_at: now(), ...given }),
    change: (orderId: number, changed: Partial<Order>) => keep({ ...must(orderId), ...changed }),
    cancel: (orderId: number) => void keep({ ...must(orderId), status: 'cancelled' }),
    pay: (orderId: number, amount: number) => book(orderId, { amount }),
    addRefund: (given: Partial<Refund>): Refund => {
      const refund = { ...REFUND, refund_id: refunds.length + 1, created_at: now(), ...given };
      refunds.push(refund);
      return refund;
    },
    addTransfer: (given: Partial<Transfer>): Transfer => {
      const transfer = { ...TRANSFER, transfer_id: transfers.length + 1, received_at: now(), ...given };
      transfers.push(transfer);
      return transfer;
    },
    openPayment: (order: Order, wanted: { readonly amount?: number; readonly till_id?: string }): OpenPayment => {
      const known = open.get(order.order_id);
      if (known !== undefined && (wanted.amount === undefined || wanted.amount === known.amount)) return known;
      lastPaymentId += 1;
      const amount = wanted.amount ?? order.total - order.paid;
      const code = `VP${lastPaymentId}`;
      const created = {
        payment_id: lastPaymentId,
        amount,
        code,
        qr: recordedQr(amount, code),
        expires_at: now() + COUNTDOWN_MS,
        till_id: wanted.till_id ?? null,
      };
      open.set(order.order_id, created);
      return created;
    },
  };
}

export const RECORDED_RECEIPT: Receipt = {
  receipt_id: null,
  payment_id: 0,
  amount: 0,
  method: 'vietqr',
  reference: 'FT26325000123',
  payer: 'NGUYEN VAN AN',
  booked_at: 0,
  late: false,
  till_id: null,
  tendered: null,
  change: 0,
  confirmed_by_name: null,
  bank_confirmed: false,
};

const REFUND: Refund = {
  refund_id: 0,
  order_id: null,
  invoice_number: null,
  amount: 50_000,
  reason: 'overpaid',
  payer: null,
  reference: null,
  created_at: 0,
  done_at: null,
  done_by_name: null,
  done_method: null,
  note: null,
};

const TRANSFER: Transfer = {
  transfer_id: 0,
  amount: 80_000,
  reference: 'FT26325000999',
  payer: 'TRAN THI BINH',
  content: 'an trua',
  transferred_at: null,
  received_at: 0,
  provider: 'sepay',
};

export function newOrder(order_id: number): Order {
  return {
    order_id,
    invoice_number: `HD-${order_id}`,
    status: 'unpaid',
    total: 250_000,
    paid: 0,
    created_at: 0,
    table: null,
    till_id: null,
    payments: [],
    refunds: [],
  };
}

function statusOf(paid: number, total: number): Order['status'] {
  if (paid < total) return 'partially_paid';
  return paid === total ? 'paid' : 'overpaid';
}
