import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PAID_EVENT, paymentWalk } from '../../testing/paymentWalk.tsx';
import { press } from '../../testing/press.ts';
import { deliver, renderPaymentApp, THIS_TILL } from '../../testing/renderPaymentApp.tsx';

const walk = paymentWalk();
const shown = () => [...document.querySelectorAll('[data-receipt-id]')];
const ids = () => shown().map((row) => row.getAttribute('data-receipt-id'));

describe('what came just now', () => {
  it('[PAYMFE18] lists the receipts, newest first, with who confirmed what the bank has not told', async () => {
    walk.bank.add({});
    walk.bank.pay(1001, 100_000);
    walk.bank.book(1001, { method: 'manual', amount: 150_000, confirmed_by_name: 'Lan', late: true });
    renderPaymentApp('/receipts', walk.clock);

    await screen.findByText(/Lan xác nhận/);

    expect(ids()).toEqual(['2', '1']);
    expect(shown()[0]?.textContent).toContain('HD-1001 · Chuyển khoản xác nhận tay');
    expect(shown()[0]?.textContent).toContain('đến muộn');
    expect(shown()[0]?.textContent).toContain('ngân hàng chưa báo');
    expect(shown()[1]?.textContent).not.toContain('ngân hàng chưa báo');
    press(/HD-1001 · Chuyển khoản VietQR/);
    expect(walk.visited).toEqual(['/payment/1001']);
  });

  it('[PAYMFE18] flashes what has come since, and nothing that was there', async () => {
    walk.bank.add({});
    walk.bank.pay(1001, 100_000);
    renderPaymentApp('/receipts', walk.clock);
    await waitFor(() => expect(ids()).toEqual(['1']));

    walk.bank.pay(1001, 150_000);
    await deliver('payment_received', { ...PAID_EVENT, payment_id: 1001, amount: 150_000 });

    await waitFor(() => expect(ids()).toEqual(['2', '1']));
    expect(shown().map((row) => row.className)).toEqual(['vp-flash', '']);
  });

  it('[PAYMFE18] narrows to this till and to a way of paying', async () => {
    walk.bank.add({ total: 900_000 });
    walk.bank.book(1001, { amount: 1_000, till_id: THIS_TILL });
    walk.bank.book(1001, { amount: 2_000, till_id: THIS_TILL, method: 'cash' });
    walk.bank.book(1001, { amount: 3_000, till_id: 'quay-2', method: 'cash' });
    renderPaymentApp('/receipts', walk.clock);
    await waitFor(() => expect(ids()).toHaveLength(3));

    press('Quầy này');
    await waitFor(() => expect(ids()).toEqual(['2', '1']));
    press('Tiền mặt');

    await waitFor(() => expect(ids()).toEqual(['2']));
  });

  it('[PAYMFE18] says that nothing came, and offers to try again when the list cannot be had', async () => {
    walk.bank.harm('GET /api/v1/receipts', 'offline');
    renderPaymentApp('/receipts', walk.clock);
    await screen.findByText('Chưa tải được danh sách.');

    walk.bank.harm('GET /api/v1/receipts', null);
    press('Thử lại');

    expect(await screen.findByText('Chưa nhận khoản nào')).toBeTruthy();
  });
});
