import { type ApiResult, request } from '@vppos/core/http';
import { CHECKED_ORDER, ORDER, type Order } from '../../api/schemas.ts';
import { paymentActions } from './paymentSlice.ts';
import type { SessionDeps } from './sessionDeps.ts';

export function readOrder({ clock, orderId }: SessionDeps, signal: AbortSignal): Promise<ApiResult<Order>> {
  return request({ path: `/api/v1/orders/${orderId}`, answer: ORDER, signal }, clock);
}

/** Lets the server ask the bank again; where it cannot, the order is at least read. */
export async function checkWithBank(deps: SessionDeps, signal: AbortSignal): Promise<ApiResult<Order>> {
  const { store, clock, orderId } = deps;
  const path = `/api/v1/orders/${orderId}/check`;
  const result = await request({ path, method: 'POST', answer: CHECKED_ORDER, signal }, clock);
  if ('error' in result) {
    store.dispatch(paymentActions.bankAsked(null));
    return readOrder(deps, signal);
  }
  const { bank, ...order } = result.data;
  store.dispatch(paymentActions.bankAsked(bank));
  return { data: order };
}
