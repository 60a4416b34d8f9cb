import type { PageSession } from '@vppos/core/http';
import type { Invoice, OpenPayment, Order } from '../api/schemas.ts';

/** How long the recorded countdown runs, in ms. */
const COUNTDOWN_MS = 15 * 60_000;

/** A back end in memory: the endpoints this app uses, the same answers, nothing kept after a reload. */
export interface RecordedBank extends PageSession {
  readonly add: (order: Partial<Order>) => Order;
  /** Money arrives for an order, as the bank's webhook would tell the back end. */
  readonly pay: (orderId: number, amount: number) => Order;
  readonly cancel: (orderId: number) => void;
}

export function createRecordedBank(now: () => number): RecordedBank {
  const ledger = createLedger(now);

  const answer = (path: string, init?: RequestInit): unknown => {
    const { pathname, searchParams } = new URL(path, 'http://recorded');
    const [, kind, id, action] = /^\/api\/v1\/(orders|invoices)(?:\/(\d+))?(?:\/(\w+))?$/.exec(pathname) ?? [];
    if (kind === undefined) return null;
    if (id === undefined) return { items: ledger.list(searchParams.get('status')) };
    const order = ledger.find(Number(id));
    if (order === undefined) return null;
    if (kind === 'invoices') return toInvoice(order);
    return action === 'payments' ? ledger.openPayment(order, tillOf(init)) : order;
  };

  return {
    ...ledger,
    fetch: async (path, init) => {
      const body = answer(path, init);
      return body === null ? Response.json(NOT_FOUND, { status: 404 }) : Response.json(body);
    },
  };
}

function createLedger(now: () => number) {
  const orders = new Map<number, Order>();
  const open = new Map<number, OpenPayment>();
  let lastPaymentId = 1000;

  const must = (orderId: number): Order => {
    const order = orders.get(orderId);
    if (order === undefined) throw new Error(`The recording has no order ${orderId}.`);
    return order;
  };
  const keep = (order: Order): Order => {
    orders.set(order.order_id, order);
    return order;
  };

  return {
    find: (orderId: number) => orders.get(orderId),
    list: (status: string | null) => [...orders.values()].filter((order) => order.status === status),
    add: (given: Partial<Order>) => keep(newOrder(1001 + orders.size, { created_at: now(), ...given })),
    cancel: (orderId: number) => void keep({ ...must(orderId), status: 'cancelled' }),
    pay: (orderId: number, amount: number) => {
      const { paid, total, payments, ...order } = must(orderId);
      const payment_id = open.get(orderId)?.payment_id ?? lastPaymentId;
      const receipt = { payment_id, amount, booked_at: now(), late: false, ...TRANSFER };
      open.delete(orderId);
      const sum = paid + amount;
      return keep({ ...order, total, paid: sum, status: statusOf(sum, total), payments: [...payments, receipt] });
    },
    openPayment: (order: Order, tillId: string | null) => {
      const known = open.get(order.order_id);
      if (known !== undefined) return known;
      lastPaymentId += 1;
      const created = newPayment(lastPaymentId, { amount: order.total - order.paid, tillId, now: now() });
      open.set(order.order_id, created);
      return created;
    },
  };
}

function newPayment(payment_id: number, given: { amount: number; tillId: string | null; now: number }): OpenPayment {
  const { amount, tillId, now } = given;
  const code = `VP${payment_id}`;
  return { payment_id, amount, code, qr: recordedQr(amount, code), expires_at: now + COUNTDOWN_MS, till_id: tillId };
}

const NOT_FOUND = { type: 'about:blank', title: 'Not found', status: 404 };
const TRANSFER = { method: 'vietqr', reference: 'FT26325000123', payer: 'NGUYEN VAN AN' };

function newOrder(order_id: number, given: Partial<Order> & { created_at: number }): Order {
  return {
    order_id,
    invoice_number: `HD-${order_id}`,
    status: 'unpaid',
    total: 250_000,
    paid: 0,
    payments: [],
    ...given,
  };
}

function statusOf(paid: number, total: number): Order['status'] {
  if (paid < total) return 'partially_paid';
  return paid === total ? 'paid' : 'overpaid';
}

function toInvoice(order: Order): Invoice {
  return {
    order_id: order.order_id,
    invoice_number: order.invoice_number,
    company_name: 'Phở Bò Hương Quê',
    cashier_name: 'Nguyễn Thị Lan',
    items: [{ product_id: 8, name: 'Lẩu bò', quantity: 1, price: order.total }],
    total: order.total,
    paid: order.paid,
    change_due: Math.max(0, order.paid - order.total),
    payments: order.payments,
    paid_at: order.payments.at(-1)?.booked_at ?? order.created_at,
  };
}

/** Looks like the real thing and pays nobody: its checksum is not one. */
function recordedQr(amount: number, code: string): string {
  const field = (tag: string, value: string) => `${tag}${String(value.length).padStart(2, '0')}${value}`;
  const account = field('00', 'A000000727') + field('01', field('00', '970436') + field('01', '0123456789'));
  const head = `000201010212${field('38', account + field('02', 'QRIBFTTA'))}5303704`;
  return `${head}${field('54', String(amount))}5802VN${field('62', field('08', code))}6304FFFF`;
}

function tillOf(init: RequestInit | undefined): string | null {
  // Only this app talks to the recorded bank, and it sends what `paymentSession` writes.
  const body = JSON.parse(String(init?.body)) as { till_id?: string };
  return body.till_id ?? null;
}
