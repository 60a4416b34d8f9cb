import { expect, it } from 'vitest';
import { anOrder, aReceipt } from '../../testing/anOrder.ts';
import { type PaymentKnowledge, paymentView } from '../payment/paymentView.ts';
import { displayOf } from './displayOf.ts';

const QR = { payment_id: 1, qr: '0002', code: 'VP1', expires_at: 9 };

function shownWith(paid: number, asked: number, split: PaymentKnowledge['split'] = null) {
  const order = anOrder({ status: paid === 0 ? 'unpaid' : 'partially_paid', total: 250_000, paid });
  const qr = { status: 'open', asked, payment: { ...QR, amount: asked } } as const;
  return displayOf(paymentView({ order, failure: null, qr, split }));
}

it('[PAYMFE16] shows what has come and what is left beside a QR for all that is left', () => {
  expect(shownWith(100_000, 150_000)).toMatchObject({ stage: 'partial', paid: 100_000, remaining: 150_000 });
});

it.each([0, 100_000])(
  '[PAYMFE16] shows beside the QR of a part what that QR asks for, after %i đồng have come',
  (paid) => {
    expect(shownWith(paid, 60_000, { byTransfer: 60_000 })).toMatchObject({
      stage: 'waiting',
      amount: 60_000,
      qr: '0002',
    });
  },
);

it('[PAYMFE16] asks for cash, without a QR, once the transfer of a split has come', () => {
  const order = anOrder({
    status: 'partially_paid',
    total: 250_000,
    paid: 150_000,
    payments: [aReceipt({ amount: 150_000 })],
  });
  const qr = { status: 'open', asked: 100_000, payment: { ...QR, amount: 100_000 } } as const;
  const view = paymentView({ order, failure: null, qr, split: { byTransfer: 150_000 } });

  expect(displayOf(view)).toEqual({ stage: 'cash', paid: 150_000, remaining: 100_000, order: order.invoice_number });
});
