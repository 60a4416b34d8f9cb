import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { anOrder } from '../../testing/anOrder.ts';
import { paymentWalk } from '../../testing/paymentWalk.tsx';
import { press } from '../../testing/press.ts';
import { deliver, renderPaymentApp, THIS_TILL } from '../../testing/renderPaymentApp.tsx';
import { likeliestFirst } from './matchOrder.ts';

const walk = paymentWalk();
const messages = () => walk.toasts.map((toast) => toast.message);

async function chooseSecondOrder(): Promise<void> {
  walk.bank.add({});
  walk.bank.add({ total: 80_000 });
  walk.bank.addTransfer({ amount: 80_000 });
  renderPaymentApp('/unmatched', walk.clock);
  await screen.findByText('TRAN THI BINH · an trua');
  press('Ghép với đơn');
  await screen.findByRole('button', { name: /^HD-1002.*đúng số tiền/ });
  press(/^HD-1002/);
  press('Ghép với đơn HD-1002');
}

describe('unmatched money', () => {
  it('[PAYMFE19] offers the open orders of the same amount first, then the newest', () => {
    const orders = [anOrder({ order_id: 1, total: 80_000 }), anOrder({ order_id: 2 }), anOrder({ order_id: 3 })];

    expect(likeliestFirst(orders, 80_000).map((order) => order.order_id)).toEqual([1, 3, 2]);
  });

  it('[PAYMFE19] is matched with an order after a second word, for this till', async () => {
    await chooseSecondOrder();
    expect(walk.bank.bodies()).toEqual([]);
    expect(screen.getAllByText(/^Tên Lan sẽ được ghi/).length).toBeGreaterThan(0);

    press('Chắc chắn, ghép với HD-1002');

    expect(await screen.findByText('Không có khoản nào chưa rõ')).toBeTruthy();
    expect(walk.bank.bodies()).toEqual([{ order_id: 1002, till_id: THIS_TILL }]);
    expect(messages()).toEqual(['Đã ghép 80.000đ với đơn HD-1002']);
  });

  it('[PAYMFE19] tells that somebody else was faster, and shows what is left', async () => {
    await chooseSecondOrder();
    await walk.bank.fetch('/api/v1/transfers/1/match', { method: 'POST', body: '{"order_id":1001}' });

    press('Chắc chắn, ghép với HD-1002');

    await waitFor(() => expect(messages()).toEqual(['Người khác đã xử lý khoản này rồi.']));
    expect(await screen.findByText('Không có khoản nào chưa rõ')).toBeTruthy();
  });

  it('[PAYMFE19] becomes a refund task after a second word', async () => {
    walk.bank.addTransfer({});
    renderPaymentApp('/unmatched', walk.clock);
    await screen.findByText('TRAN THI BINH · an trua');
    press('Hoàn tiền');

    press('Đúng, hoàn 80.000đ');

    expect(await screen.findByText('Không có khoản nào chưa rõ')).toBeTruthy();
    expect(await screen.findByRole('link', { name: /^Cần hoàn tiền ?1$/ })).toBeTruthy();
  });

  it('[PAYMFE19] is counted beside its place, and follows the events', async () => {
    renderPaymentApp('/unmatched', walk.clock);
    await screen.findByText('Không có khoản nào chưa rõ');

    const { transfer_id, amount } = walk.bank.addTransfer({});
    await deliver('transfer_unmatched', { transfer_id, amount, message: '' });

    expect(await screen.findByText('TRAN THI BINH · an trua')).toBeTruthy();
    expect(await screen.findByRole('link', { name: /^Tiền chưa rõ ?1$/ })).toBeTruthy();
  });
});
