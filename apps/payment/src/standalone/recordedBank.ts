import type { PageSession } from '@vppos/core/http';
import type { Invoice, Order } from '../api/schemas.ts';
import { type Answer, no, toResponse } from './answer.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createShifts, type RecordedShifts } from './recordedShifts.ts';

/** A back end in memory: the endpoints this app uses, the same answers, nothing kept after a reload. */
export type RecordedBank = PageSession &
  Pick<Ledger, 'add' | 'change' | 'pay' | 'book' | 'cancel' | 'addRefund' | 'addTransfer'>;

type Body = Readonly<Record<string, unknown>>;

/** One request, taken apart: `/api/v1/<kind>/<id>/<action>?<query>`. */
interface Asked {
  readonly method: string;
  readonly kind: string;
  readonly id: number | null;
  /** What stands in the place of an id and is none: `current`. */
  readonly word: string;
  readonly action: string;
  readonly query: URLSearchParams;
  readonly body: Body;
}

interface Shop {
  readonly ledger: Ledger;
  readonly shifts: RecordedShifts;
  readonly now: () => number;
  /** What was answered to a confirmation, by its key. */
  readonly answered: Map<string, { readonly body: string; readonly answer: Answer }>;
}

export function createRecordedBank(now: () => number): RecordedBank {
  const ledger = createLedger(now);
  const shop: Shop = { ledger, shifts: createShifts(now, ledger.receipts), now, answered: new Map() };
  return { ...ledger, fetch: async (path, init) => toResponse(answer(shop, take(path, init))) };
}

function take(path: string, init: RequestInit | undefined): Asked {
  const { pathname, searchParams } = new URL(path, 'http://recorded');
  const [, , , kind = '', place = '', action = ''] = pathname.split('/');
  // Only this app talks to the recorded bank, and what it sends is JSON.
  const body = init?.body === undefined ? {} : (JSON.parse(String(init.body)) as Body);
  const id = /^\d+$/.test(place) ? Number(place) : null;
  return { method: init?.method ?? 'GET', kind, id, word: place, action, query: searchParams, body };
}

function answer(shop: Shop, asked: Asked): Answer {
  switch (asked.kind) {
    case 'orders':
      return answerOrders(shop, asked);
    case 'invoices':
      return answerInvoice(shop, asked);
    case 'receipts':
      return { items: shop.ledger.receipts().filter((receipt) => isWanted(receipt, asked.query)), more: false };
    case 'transfers':
      return answerTransfers(shop, asked);
    case 'refunds':
      return answerRefunds(shop, asked);
    case 'shifts':
      return answerShifts(shop, asked);
    default:
      return no(404, 'not-found');
  }
}

function answerOrders(shop: Shop, asked: Asked): Answer {
  if (asked.id === null) return { items: shop.ledger.list(asked.query.get('status')), more: false };
  const order = shop.ledger.find(asked.id);
  if (order === undefined) return no(404, 'not-found');
  if (asked.action === 'check') return { ...order, bank: { status: 'asked', asked_at: shop.now() } };
  if (asked.action !== 'payments') return order;
  return asked.body['method'] === 'cash' || asked.body['method'] === 'manual'
    ? answerBooking(shop, order, asked.body)
    : shop.ledger.openPayment(order, asked.body);
}

/** Once for each key; the same key with another body is refused, as is more than what is due. */
function answerBooking({ ledger, answered }: Shop, order: Order, body: Body): Answer {
  const key = String(body['idempotency_key']);
  const known = answered.get(key);
  if (known !== undefined) return known.body === JSON.stringify(body) ? known.answer : no(409, 'key-reused');
  const amount = Number(body['amount']);
  if (amount > order.total - order.paid) return no(422, 'amount-too-large');
  const method = String(body['method']);
  const tendered = method === 'cash' ? Number(body['tendered'] ?? amount) : null;
  const change = tendered === null ? 0 : tendered - amount;
  const reference = typeof body['reference'] === 'string' ? body['reference'] : null;
  const till_id = typeof body['till_id'] === 'string' ? body['till_id'] : null;
  const confirmed_by_name = 'Nguyễn Thị Lan';
  const receipt = { method, amount, tendered, change, reference, till_id, payer: null, confirmed_by_name };
  const booked = ledger.book(order.order_id, receipt).payments.at(-1);
  const answer = { payment_id: booked?.payment_id, amount, change };
  answered.set(key, { body: JSON.stringify(body), answer });
  return answer;
}

function answerTransfers({ ledger }: Shop, { id, action, body }: Asked): Answer {
  if (id === null) return { items: ledger.transfers, more: false, total: ledger.transfers.length };
  const index = ledger.transfers.findIndex((transfer) => transfer.transfer_id === id);
  const [transfer] = index === -1 ? [] : ledger.transfers.splice(index, 1);
  if (transfer === undefined) return no(409, 'transfer-settled');
  const { amount, payer, reference } = transfer;
  if (action === 'refund') return ledger.addRefund({ amount, payer, reference, reason: 'unmatched' });
  return { transfer, order: ledger.book(Number(body['order_id']), { amount, payer, reference }) };
}

function answerRefunds({ ledger, now }: Shop, { id, query, body }: Asked): Answer {
  if (id === null) {
    const isDone = query.get('status') === 'done';
    const items = ledger.refunds.filter(({ done_at }) => (done_at !== null) === isDone);
    return { items, more: false, total: items.length };
  }
  const index = ledger.refunds.findIndex((refund) => refund.refund_id === id);
  const refund = ledger.refunds[index];
  if (refund === undefined) return no(404, 'not-found');
  if (refund.done_at !== null) return no(409, 'refund-done');
  const note = typeof body['note'] === 'string' ? body['note'] : null;
  const done = { done_at: now(), done_by_name: 'Nguyễn Thị Lan', done_method: String(body['method']), note };
  ledger.refunds[index] = { ...refund, ...done };
  return ledger.refunds[index];
}

function answerShifts({ shifts }: Shop, { method, id, word, action, query, body }: Asked): Answer {
  if (word === 'current') return shifts.current(query.get('till_id'));
  if (id === null) return method === 'POST' ? shifts.open(body) : shifts.list();
  return action === 'close' ? shifts.close(id, body) : shifts.report(id);
}

function answerInvoice({ ledger }: Shop, { id }: Asked): Answer {
  const order = ledger.find(id ?? 0);
  return order === undefined ? no(404, 'not-found') : toInvoice(order);
}

function isWanted(receipt: { till_id: string | null; method: string }, query: URLSearchParams): boolean {
  const [till, method] = [query.get('till_id'), query.get('method')];
  return (till === null || receipt.till_id === till) && (method === null || receipt.method === method);
}

function toInvoice(order: Order): Invoice {
  const { order_id, invoice_number, total, paid, payments, table, till_id } = order;
  const discount = 20_000;
  return {
    order_id,
    invoice_number,
    company_name: 'Phở Bò Hương Quê',
    cashier_name: 'Nguyễn Thị Lan',
    items: [{ product_id: 8, name: 'Lẩu bò', quantity: 1, price: total + discount, note: 'ít cay' }],
    subtotal: total + discount,
    discount,
    note: 'mang về',
    table,
    till_id,
    total,
    paid,
    change_due: Math.max(0, paid - total),
    payments,
    refunds: order.refunds,
    paid_at: payments.at(-1)?.booked_at ?? order.created_at,
  };
}
