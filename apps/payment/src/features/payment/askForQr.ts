import { request } from '@vppos/core/http';
import { OPEN_PAYMENT } from '../../api/schemas.ts';
import { transferPart } from '../split/split.ts';
import { paymentActions } from './paymentSlice.ts';
import type { QrRequest } from './paymentView.ts';
import type { SessionDeps, SessionLife } from './sessionDeps.ts';

/** Asks for the QR of what is to come by transfer, once for each amount. */
export async function askForQr({ store, clock, orderId, tillId }: SessionDeps, life: SessionLife): Promise<void> {
  const { order, failure, qr, split } = store.getState().payment;
  // What is due is known only from an order that was just read.
  if (order === null || failure !== null) return;
  const asked = transferPart(order, split);
  if ((qr.status === 'asking' || qr.status === 'open') && qr.asked === asked) return;
  store.dispatch(paymentActions.qrAsked(asked));
  // Without an amount the server gives the payment that is open, and with it the split another screen has chosen.
  const amount = order.paid === 0 && split === null ? {} : { amount: asked };
  const body = { method: 'vietqr', ...amount, ...(tillId === undefined ? {} : { till_id: tillId }) };
  const result = await request({ path: `/api/v1/orders/${orderId}/payments`, body, answer: OPEN_PAYMENT }, clock);
  // The order may have changed meanwhile, and a newer request be on its way.
  if (!life.isStopped && isAskingFor(store.getState().payment.qr, asked)) {
    store.dispatch(paymentActions.qrAnswered({ asked, result }));
  }
}

function isAskingFor(qr: QrRequest, asked: number): boolean {
  return qr.status === 'asking' && qr.asked === asked;
}
