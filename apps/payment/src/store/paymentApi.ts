import { createApi, fakeBaseQuery } from '@reduxjs/toolkit/query/react';
import { type ApiFailure, request } from '@vppos/core/http';
import type { Clock } from '@vppos/core/time';
import { INVOICE, type Invoice, ORDERS, type Order } from '../api/schemas.ts';

/** What the store needs of the world; made once, in `remote.tsx`. */
export interface StoreDeps {
  readonly clock: Clock;
}

// `createPaymentStore` is the only place that makes the store, and it puts the deps there.
const clockOf = (api: { readonly extra: unknown }) => (api.extra as StoreDeps).clock;

/** What this app reads besides the order being paid, which `paymentSession` reads on its own terms. */
export const paymentApi = createApi({
  reducerPath: 'paymentApi',
  baseQuery: fakeBaseQuery<ApiFailure>(),
  tagTypes: ['OpenOrders'],
  endpoints: (build) => ({
    getOpenOrders: build.query<readonly Order[], void>({
      queryFn: async (_arg, api) => {
        const list = (status: string) =>
          request({ path: `/api/v1/orders?status=${status}`, answer: ORDERS }, clockOf(api));
        const [unpaid, partial] = await Promise.all([list('unpaid'), list('partially_paid')]);
        if ('error' in unpaid) return unpaid;
        if ('error' in partial) return partial;
        const open = [...unpaid.data.items, ...partial.data.items];
        return { data: open.sort((a, b) => b.order_id - a.order_id) };
      },
      providesTags: ['OpenOrders'],
    }),
    getInvoice: build.query<Invoice, number>({
      queryFn: (orderId, api) => request({ path: `/api/v1/invoices/${orderId}`, answer: INVOICE }, clockOf(api)),
    }),
  }),
});

export const { useGetOpenOrdersQuery, useGetInvoiceQuery } = paymentApi;
