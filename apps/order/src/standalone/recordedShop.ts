import type { PageSession } from '@vppos/core/http';
import type { Order, OrderRow, Product } from '../api/schemas.ts';
import { PAGE_SIZE } from '../store/orderApi.ts';

const product = (id: number, category: string, [name, price]: readonly [string, number]): Product => ({
  id,
  category,
  name,
  price,
  barcode: `89300000000${String(id).padStart(2, '0')}`,
});

export const RECORDED_PRODUCTS: readonly Product[] = [
  product(1, 'Phở', ['Phở tái', 55_000]),
  product(2, 'Phở', ['Phở đặc biệt', 80_000]),
  product(3, 'Món chính', ['Bún bò Huế', 60_000]),
  product(4, 'Lẩu', ['Lẩu bò', 250_000]),
  product(5, 'Lẩu', ['Lẩu gà lá é', 280_000]),
  product(6, 'Ăn kèm', ['Quẩy giòn', 5_000]),
  product(7, 'Đồ uống', ['Trà đá', 5_000]),
  product(8, 'Đồ uống', ['Cà phê sữa đá', 25_000]),
];

/** A back end in memory: the endpoints this app uses, the same answers, nothing kept after a reload. */
export interface RecordedShop extends PageSession {
  /** Newest first. */
  readonly orders: () => readonly Order[];
  readonly add: (order: Partial<Order>) => Order;
  readonly change: (orderId: number, changed: Partial<Order>) => void;
}

export function createRecordedShop(now: () => number): RecordedShop {
  let orders: readonly Order[] = [];
  const orderOfKey = new Map<string, Order>();

  const add = (given: Partial<Order>): Order => {
    const order_id = 1001 + orders.length;
    const order: Order = { ...EMPTY_ORDER, order_id, invoice_number: `HD-${order_id}`, created_at: now(), ...given };
    orders = [order, ...orders];
    return order;
  };
  const change = (orderId: number, changed: Partial<Order>): void => {
    orders = orders.map((order) => (order.order_id === orderId ? { ...order, ...changed } : order));
  };
  const create = (body: CreateBody): Order => {
    const known = orderOfKey.get(body.idempotency_key);
    if (known !== undefined) return known;
    const items = body.items.map(toItem);
    const subtotal = items.reduce((sum, item) => sum + item.price * item.quantity, 0);
    const discount = discountOf(subtotal, body.discount);
    const { note = null, table = null } = body;
    const created = add({ items, subtotal, discount, total: subtotal - discount, note, table });
    orderOfKey.set(body.idempotency_key, created);
    return created;
  };

  return {
    orders: () => orders,
    add,
    change,
    fetch: async (path, init) => {
      const { pathname, searchParams } = new URL(path, 'http://recorded');
      const [, id, action] = /^\/api\/v1\/orders(?:\/(\d+))?(?:\/(\w+))?$/.exec(pathname) ?? [];
      if (pathname === '/api/v1/products') return Response.json({ items: RECORDED_PRODUCTS });
      if (id === undefined && init?.method === 'POST') return Response.json(create(bodyOf(init)), { status: 201 });
      if (id === undefined) return Response.json(pageOf(orders, searchParams));
      if (action === 'cancel') change(Number(id), { status: 'cancelled', cancel_reason: bodyOf(init).reason ?? null });
      return answerWith(orders.find((candidate) => candidate.order_id === Number(id)));
    },
  };
}

interface CreateBody {
  readonly items: readonly { readonly product_id: number; readonly quantity: number; readonly note?: string }[];
  readonly discount?: { readonly kind: 'percent' | 'amount'; readonly value: number };
  readonly note?: string;
  readonly table?: string;
  readonly idempotency_key: string;
  readonly reason?: string;
}

function answerWith(order: Order | undefined): Response {
  return order === undefined ? Response.json(NOT_FOUND, { status: 404 }) : Response.json(order);
}

function discountOf(subtotal: number, discount: CreateBody['discount']): number {
  if (discount === undefined) return 0;
  return discount.kind === 'percent' ? Math.round((subtotal * discount.value) / 100) : discount.value;
}

/** The page that was asked for, as the back end cuts it. */
function pageOf(orders: readonly Order[], query: URLSearchParams): { items: readonly OrderRow[]; total: number } {
  const statuses = (query.get('status') ?? '').split(',').filter((status) => status !== '');
  const search = (query.get('q') ?? '').toLowerCase();
  const found = orders.filter(
    ({ status, invoice_number, table }) =>
      (statuses.length === 0 || statuses.includes(status)) &&
      `${invoice_number} ${table ?? ''}`.toLowerCase().includes(search),
  );
  const from = (Number(query.get('page') ?? 1) - 1) * PAGE_SIZE;
  return { items: found.slice(from, from + PAGE_SIZE), total: found.length };
}

const NOT_FOUND = { type: 'about:blank', title: 'Not found', status: 404 };
const EMPTY_ORDER: Omit<Order, 'order_id' | 'invoice_number' | 'created_at'> = {
  status: 'unpaid',
  total: 250_000,
  paid: 0,
  items: [],
  discount: 0,
  note: null,
  table: null,
  payments: [],
  created_by_name: null,
  cancel_reason: null,
  cancelled_by_name: null,
};

// Only this app talks to the recorded shop, and it sends what `orderApi` writes.
const bodyOf = (init: RequestInit | undefined): CreateBody => JSON.parse(String(init?.body)) as CreateBody;

function toItem({ product_id, quantity, note }: CreateBody['items'][number]) {
  const { name = '?', price = 0 } = RECORDED_PRODUCTS.find((candidate) => candidate.id === product_id) ?? {};
  return { product_id, name, price, quantity, note: note ?? null };
}
