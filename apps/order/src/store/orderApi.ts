import { createApi, fakeBaseQuery } from '@reduxjs/toolkit/query/react';
import { type ApiFailure, request } from '@vppos/core/http';
import { ORDER, ORDERS, type Order, type OrderPage, PRODUCTS, type Product } from '../api/schemas.ts';
import type { KeptMenu } from '../features/desk/menuShelf.ts';
import type { StoreDeps } from './deps.ts';

/** Which orders of the company, newest first. `page` from 1. */
export interface OrderQuery {
  /** As the server takes it: `unpaid,partially_paid`; empty is any. */
  readonly status: string;
  /** Digits of the number, or a table; empty is any. */
  readonly search: string;
  readonly page: number;
}

/** So many orders are on one page of the server's. */
export const PAGE_SIZE = 50;

// `createOrderStore` is the only place that makes the store, and it puts the deps there.
const depsOf = (api: { readonly extra: unknown }) => api.extra as StoreDeps;

/**
 * The back end as this app reads it. Invalidations wait for running requests (`delayed`, the default): an event that comes
 * while the list is being read causes one more read, never none; `REQUEST_DEADLINE_MS` bounds the wait.
 */
export const orderApi = createApi({
  reducerPath: 'orderApi',
  baseQuery: fakeBaseQuery<ApiFailure>(),
  tagTypes: ['Orders', 'Order'],
  endpoints: (build) => ({
    getProducts: build.query<readonly Product[], void>({
      queryFn: async (_arg, api) => {
        const { clock, shelf } = depsOf(api);
        const result = await request({ path: '/api/v1/products', answer: PRODUCTS }, clock);
        if ('error' in result) return result;
        void shelf.keep({ readAt: clock.now(), items: result.data.items });
        return { data: result.data.items };
      },
    }),
    getKeptMenu: build.query<KeptMenu | null, void>({
      queryFn: async (_arg, api) => ({ data: await depsOf(api).shelf.read() }),
    }),
    getOrders: build.query<OrderPage, OrderQuery>({
      queryFn: (query, api) => request({ path: pathOf(query), answer: ORDERS }, depsOf(api).clock),
      providesTags: ['Orders'],
    }),
    getOrder: build.query<Order, number>({
      queryFn: (orderId, api) => request({ path: `/api/v1/orders/${orderId}`, answer: ORDER }, depsOf(api).clock),
      providesTags: (_result, _failure, orderId) => [{ type: 'Order', id: orderId }],
    }),
    cancelOrder: build.mutation<Order, { readonly orderId: number; readonly reason: string }>({
      queryFn: ({ orderId, reason }, api) =>
        request({ path: `/api/v1/orders/${orderId}/cancel`, body: { reason }, answer: ORDER }, depsOf(api).clock),
      invalidatesTags: (_result, _failure, { orderId }) => ['Orders', { type: 'Order', id: orderId }],
    }),
  }),
});

export const { useGetProductsQuery, useGetKeptMenuQuery, useGetOrdersQuery, useGetOrderQuery, useCancelOrderMutation } =
  orderApi;

function pathOf({ status, search, page }: OrderQuery): string {
  const query = new URLSearchParams({ page: String(page) });
  if (status !== '') query.set('status', status);
  if (search !== '') query.set('q', search);
  return `/api/v1/orders?${query}`;
}
