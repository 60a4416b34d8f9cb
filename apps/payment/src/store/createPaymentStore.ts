import { configureStore } from '@reduxjs/toolkit';
import { useDispatch, useSelector, useStore } from 'react-redux';
import { paymentSlice } from '../features/payment/paymentSlice.ts';
import { paymentApi, type StoreDeps } from './paymentApi.ts';

/** The store of one mount: a screen about money never starts from what an earlier one remembered. */
export function createPaymentStore(deps: StoreDeps) {
  return configureStore({
    reducer: { payment: paymentSlice.reducer, [paymentApi.reducerPath]: paymentApi.reducer },
    middleware: (defaults) => defaults({ thunk: { extraArgument: deps } }).concat(paymentApi.middleware),
    devTools: { name: 'vppos payment' },
  });
}

export type PaymentStore = ReturnType<typeof createPaymentStore>;
export type RootState = ReturnType<PaymentStore['getState']>;

export const usePaymentDispatch = useDispatch.withTypes<PaymentStore['dispatch']>();
export const usePaymentSelector = useSelector.withTypes<RootState>();
export const usePaymentStore = useStore.withTypes<PaymentStore>();
