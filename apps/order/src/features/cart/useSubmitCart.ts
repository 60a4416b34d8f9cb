import { toastUtils } from '@vppos/core/bus';
import { useAuthUser } from '@vppos/core/hooks';
import type { ApiFailure } from '@vppos/core/http';
import { useText } from '../../i18n/useText.ts';
import { type OrderStore, useOrderDispatch } from '../../store/createOrderStore.ts';
import type { StoreDeps } from '../../store/deps.ts';
import { type NewOrder, orderApi } from '../../store/orderApi.ts';
import { type CartState, cartActions } from './cartSlice.ts';

/** Sends the cart, or sends it again with the same key. While it is on its way, further calls do nothing. */
export function useSubmitCart(): () => Promise<void> {
  const dispatch = useOrderDispatch();
  const text = useText();
  const tillId = useAuthUser()?.till_id;

  return async () => {
    const newOrder = dispatch(submitCart(tillId));
    if (newOrder === null) return;
    const result = await dispatch(orderApi.endpoints.createOrder.initiate(newOrder));
    if (result.data === undefined) {
      dispatch(afterFailure(result.error, text('cart.refused')));
      return;
    }
    const { order_id, invoice_number } = result.data;
    dispatch(cartActions.confirmed(order_id));
    toastUtils.success(text('cart.created', { number: invoice_number }), {
      label: text('order.pay'),
      to: `/payment/${order_id}`,
    });
  };
}

/** Marks the cart as being sent and gives what to send; null when there is nothing to send or it is on its way. */
function submitCart(tillId: string | undefined) {
  return (
    dispatch: OrderStore['dispatch'],
    getState: OrderStore['getState'],
    { newId }: StoreDeps,
  ): NewOrder | null => {
    if (getState().cart.submission.status === 'sending') return null;
    dispatch(cartActions.submitted(newId()));
    return toNewOrder(getState().cart, tillId);
  };
}

function toNewOrder({ lines, submission }: CartState, tillId: string | undefined): NewOrder | null {
  if (submission.status !== 'sending') return null;
  return {
    items: lines.map((line) => ({ product_id: line.product.id, quantity: line.quantity })),
    ...(tillId === undefined ? {} : { till_id: tillId }),
    idempotency_key: submission.key,
  };
}

/** A clear "no" of the server lets the cashier edit; anything else may have made the order all the same. */
function afterFailure(failure: unknown, refusal: string) {
  // `fakeBaseQuery<ApiFailure>` types the errors of `queryFn`; RTK adds only its own for a thrown one.
  const { code, ...rest } = failure as ApiFailure & { status?: number };
  const isClearNo = (code === 'PROBLEM' && (rest.status ?? 500) < 500) || code === 'NO_SESSION';
  return isClearNo ? cartActions.refused(rest.message || refusal) : cartActions.unanswered();
}
