import { configureStore } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
import { cartSlice } from '../features/cart/cartSlice.ts';
import type { StoreDeps } from './deps.ts';
import { orderApi } from './orderApi.ts';

/** The store of one cashier: the cart and what was read from the back end. */
export function createOrderStore(deps: StoreDeps) {
  return configureStore({
    reducer: { [orderApi.reducerPath]: orderApi.reducer, cart: cartSlice.reducer },
    middleware: (defaults) => defaults({ thunk: { extraArgument: deps } }).concat(orderApi.middleware),
    devTools: { name: 'vppos order' },
  });
}

export type OrderStore = ReturnType<typeof createOrderStore>;
export type RootState = ReturnType<OrderStore['getState']>;

export const useOrderDispatch = useDispatch.withTypes<OrderStore['dispatch']>();
export const useOrderSelector = useSelector.withTypes<RootState>();
