import { createApi, fakeBaseQuery } from '@reduxjs/toolkit/query/react';
import { type ApiFailure, request } from '@vppos/core/http';
import { ORDER, ORDERS, type Order, type OrderPage, PRODUCTS, type Product } from '../api/schemas.ts';
import type { StoreDeps } from './deps.ts';

/** What the cashier has put together, as the server wants it. */
export interface NewOrder {
  readonly items: readonly { readonly product_id: number; readonly quantity: number }[];
  readonly till_id?: string;
  /** The same key with the same items is the same order, however often it is sent. */
  readonly idempotency_key: string;
}

// `createOrderStore` is the only place that makes the store, and it puts the deps there.
const clockOf = (api: { readonly extra: unknown }) => (api.extra as StoreDeps).clock;

/**
 * The back end as this app uses it. Invalidations wait for running requests (`delayed`, the default): an event that comes
 * while the list is being read causes one more read, never none; `REQUEST_DEADLINE_MS` bounds the wait.
 */
export const orderApi = createApi({
  reducerPath: 'orderApi',
  baseQuery: fakeBaseQuery<ApiFailure>(),
  tagTypes: ['Orders', 'Order'],
  endpoints: (build) => ({
    getProducts: build.query<readonly Product[], void>({
      queryFn: async (_arg, api) => {
        const result = await request({ path: '/api/v1/products', answer: PRODUCTS }, clockOf(api));
        return 'error' in result ? result : { data: result.data.items };
      },
    }),
    getOrders: build.query<OrderPage, number>({
      queryFn: (page, api) => request({ path: `/api/v1/orders?page=${page}`, answer: ORDERS }, clockOf(api)),
      providesTags: ['Orders'],
    }),
    getOrder: build.query<Order, number>({
      queryFn: (orderId, api) => request({ path: `/api/v1/orders/${orderId}`, answer: ORDER }, clockOf(api)),
      providesTags: (_result, _failure, orderId) => [{ type: 'Order', id: orderId }],
    }),
    createOrder: build.mutation<Order, NewOrder>({
      queryFn: (body, api) => request({ path: '/api/v1/orders', body, answer: ORDER }, clockOf(api)),
      // Also after a failure: the order may have been made and only the answer lost.
      invalidatesTags: ['Orders'],
    }),
    cancelOrder: build.mutation<Order, { readonly orderId: number; readonly reason: string }>({
      queryFn: ({ orderId, reason }, api) =>
        request({ path: `/api/v1/orders/${orderId}/cancel`, body: { reason }, answer: ORDER }, clockOf(api)),
      invalidatesTags: (_result, _failure, { orderId }) => ['Orders', { type: 'Order', id: orderId }],
    }),
  }),
});

export const {
  useGetProductsQuery,
  useGetOrdersQuery,
  useGetOrderQuery,
  useCreateOrderMutation,
  useCancelOrderMutation,
} = orderApi;
