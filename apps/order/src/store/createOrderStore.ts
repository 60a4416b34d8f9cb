import { configureStore } from '@reduxjs/toolkit';
import { useDispatch } from 'react-redux';
import type { StoreDeps } from './deps.ts';
import { orderApi } from './orderApi.ts';

/** The store of one cashier: what was read from the back end. */
export function createOrderStore(deps: StoreDeps) {
  return configureStore({
    reducer: { [orderApi.reducerPath]: orderApi.reducer },
    middleware: (defaults) =>
      // Two thousand products are compared at every action otherwise; what is in the store comes out of JSON.
      defaults({ thunk: { extraArgument: deps }, immutableCheck: false, serializableCheck: false }).concat(
        orderApi.middleware,
      ),
    devTools: { name: 'vppos order' },
  });
}

export type OrderStore = ReturnType<typeof createOrderStore>;

export const useOrderDispatch = useDispatch.withTypes<OrderStore['dispatch']>();
