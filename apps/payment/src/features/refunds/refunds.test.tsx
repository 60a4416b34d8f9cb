import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PAID_EVENT, paymentWalk, state } from '../../testing/paymentWalk.tsx';
import { press } from '../../testing/press.ts';
import { deliver, renderPaymentApp, THIS_TILL } from '../../testing/renderPaymentApp.tsx';

const walk = paymentWalk();
const messages = () => walk.toasts.map((toast) => toast.message);

describe('refunds due', () => {
  it('[PAYMFE20] are done with the way and a note, after a second word, and then stand among the done', async () => {
    walk.bank.addRefund({ invoice_number: 'HD-1001', reason: 'order_cancelled' });
    renderPaymentApp('/refunds', walk.clock);
    await screen.findByText('HD-1001 · Đơn đã hủy');

    press('Đã hoàn…');
    press('Chuyển khoản');
    fireEvent.change(screen.getByLabelText('Ghi chú'), { target: { value: 'FT12' } });
    press('Đã trả khách 50.000đ');
    expect(walk.bank.bodies()).toEqual([]);
    press('Chắc chắn, đã hoàn 50.000đ');

    expect(await screen.findByText('Không có khoản nào cần hoàn')).toBeTruthy();
    expect(walk.bank.bodies()).toEqual([{ method: 'transfer', note: 'FT12', till_id: THIS_TILL }]);
    press('Đã hoàn');
    expect(await screen.findByText(/Nguyễn Thị Lan · Chuyển khoản · FT12$/)).toBeTruthy();
  });

  it('[PAYMFE20] tells that one was already done', async () => {
    walk.bank.addRefund({});
    renderPaymentApp('/refunds', walk.clock);
    await screen.findByText('Khách trả thừa');
    press('Đã hoàn…');
    await walk.bank.fetch('/api/v1/refunds/1/done', { method: 'POST', body: '{"method":"cash"}' });

    press('Đã trả khách 50.000đ');
    press('Chắc chắn, đã hoàn 50.000đ');

    await waitFor(() => expect(messages()).toEqual(['Khoản này đã được hoàn rồi.']));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByText('Không có khoản nào cần hoàn')).toBeTruthy();
  });
});

describe('a refund on the order itself', () => {
  it('[PAYMFE21] of an overpaid order is given back in cash there, and then said to be done', async () => {
    walk.bank.add({});
    walk.bank.pay(1001, 300_000);
    walk.bank.addRefund({ order_id: 1001, reason: 'overpaid' });
    renderPaymentApp('/1001', walk.clock);
    await screen.findByText('Khách chuyển thừa 50.000đ');

    press('Đã trả khách 50.000đ');
    expect(walk.bank.bodies()).toEqual([]);
    press('Chắc chắn, đã hoàn 50.000đ');

    expect(await screen.findByText(/^Đã trả khách 50\.000đ lúc .*\(Nguyễn Thị Lan\)$/)).toBeTruthy();
    expect(walk.bank.bodies()).toEqual([{ method: 'cash', till_id: THIS_TILL }]);
  });

  it('[PAYMFE21] is told on the green screen when money comes once more', async () => {
    await walk.waitForPayment();
    walk.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);
    await waitFor(() => expect(state()).toBe('paid'));

    const reason = 'order_already_paid';
    const { refund_id, amount } = walk.bank.addRefund({ order_id: 1001, reason });
    await deliver('refund_due', { refund_id, amount, reason, message: '', order_id: 1001 });

    expect(await screen.findByText('Cần hoàn 50.000đ cho khách')).toBeTruthy();
    expect(screen.getByText('Tiền đến khi đơn đã trả đủ')).toBeTruthy();
  });

  it('[PAYMFE20] [PAYMFE21] shows what must be known before it goes back, there and on the list', async () => {
    const note = 'Kiểm tra trước khi hoàn.';
    walk.bank.add({});
    walk.bank.cancel(1001);
    walk.bank.addRefund({ order_id: 1001, reason: 'order_cancelled', note });

    const { unmount } = renderPaymentApp('/1001', walk.clock);
    expect(await screen.findByText(note)).toBeTruthy();
    unmount();
    renderPaymentApp('/refunds', walk.clock);
    expect(await screen.findByText(new RegExp(`${note}$`))).toBeTruthy();
  });

  it('[PAYMFE21] is told of a cancelled order', async () => {
    walk.bank.add({});
    walk.bank.cancel(1001);
    walk.bank.addRefund({ order_id: 1001, reason: 'order_cancelled' });
    renderPaymentApp('/1001', walk.clock);

    expect(await screen.findByText('Cần hoàn 50.000đ cho khách')).toBeTruthy();
  });
});
