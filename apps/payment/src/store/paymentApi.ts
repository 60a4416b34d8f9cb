import { createApi, fakeBaseQuery } from '@reduxjs/toolkit/query/react';
import { type ApiFailure, request } from '@vppos/core/http';
import type { Clock } from '@vppos/core/time';
import { COUNTED } from '../api/lists.ts';
import { INVOICE, type Invoice, ORDERS, type Order } from '../api/schemas.ts';

/** What the store needs of the world; made once, in `remote.tsx`. */
export interface StoreDeps {
  readonly clock: Clock;
}

// `createPaymentStore` is the only place that makes the store, and it puts the deps there.
export const clockOf = (api: { readonly extra: unknown }) => (api.extra as StoreDeps).clock;

/** Which open orders: those of one till or of all, and with these digits in the number, or this table. */
export interface OpenOrdersWish {
  readonly search: string;
  readonly tillId: string | null;
  /** So many pages of each status. */
  readonly pages: number;
}

export interface OpenOrders {
  readonly orders: readonly Order[];
  readonly more: boolean;
}

/** What this app reads besides the order being paid, which `paymentSession` reads on its own terms. Pages add their own. */
export const paymentApi = createApi({
  reducerPath: 'paymentApi',
  baseQuery: fakeBaseQuery<ApiFailure>(),
  tagTypes: ['OpenOrders', 'Receipts', 'Transfers', 'Refunds', 'Shifts'],
  endpoints: (build) => ({
    getOpenOrders: build.query<OpenOrders, OpenOrdersWish>({
      queryFn: async (wish, api) => {
        const pages = Array.from({ length: wish.pages }, (_, index) => index + 1);
        const asked = pages.flatMap((page) => [listPath('unpaid', page, wish), listPath('partially_paid', page, wish)]);
        const answers = await Promise.all(asked.map((path) => request({ path, answer: ORDERS }, clockOf(api))));
        const orders: Order[] = [];
        for (const answer of answers) {
          if ('error' in answer) return answer;
          orders.push(...answer.data.items);
        }
        const more = answers.slice(-2).some((answer) => 'data' in answer && answer.data.more);
        return { data: { orders: newestFirst(orders), more } };
      },
      providesTags: ['OpenOrders'],
    }),
    getInvoice: build.query<Invoice, number>({
      queryFn: (orderId, api) => request({ path: `/api/v1/invoices/${orderId}`, answer: INVOICE }, clockOf(api)),
      providesTags: ['Receipts'],
    }),
    /** How many lie there for somebody to look at; null where the server does not say. */
    getCount: build.query<number | null, 'unmatched' | 'refunds'>({
      queryFn: async (what, api) => {
        const path = what === 'unmatched' ? '/api/v1/transfers?outcome=unmatched' : '/api/v1/refunds?status=open';
        const answer = await request({ path: `${path}&page=1`, answer: COUNTED }, clockOf(api));
        return 'error' in answer ? answer : { data: answer.data.total };
      },
      providesTags: (_data, _error, what) => [what === 'unmatched' ? 'Transfers' : 'Refunds'],
    }),
  }),
});

/** Each once: one that moved while the lists were read, to another page or status, is in two of them. */
function newestFirst(orders: readonly Order[]): readonly Order[] {
  const byId = new Map(orders.map((order) => [order.order_id, order]));
  return [...byId.values()].sort((a, b) => b.order_id - a.order_id);
}

function listPath(status: string, page: number, { search, tillId }: OpenOrdersWish): string {
  const wanted = new URLSearchParams({ status, page: String(page) });
  if (search !== '') wanted.set('q', search);
  if (tillId !== null) wanted.set('till_id', tillId);
  return `/api/v1/orders?${wanted}`;
}

export const { useGetOpenOrdersQuery, useGetInvoiceQuery, useGetCountQuery } = paymentApi;
