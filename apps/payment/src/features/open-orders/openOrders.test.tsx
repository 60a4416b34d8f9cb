import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PAID_EVENT, paymentWalk } from '../../testing/paymentWalk.tsx';
import { deliver, renderPaymentApp } from '../../testing/renderPaymentApp.tsx';

const walk = paymentWalk();

describe('the orders to choose from', () => {
  it('[PAYMFE9] lists what still waits for money, and leads to its payment', async () => {
    walk.bank.add({});
    walk.bank.add({ total: 80_000 });
    walk.bank.add({});
    walk.bank.pay(1001, 100_000);
    walk.bank.pay(1003, 250_000);
    renderPaymentApp('/', walk.clock);

    fireEvent.click(await screen.findByRole('button', { name: /^HD-1001/ }));

    expect([...document.querySelectorAll('[data-order-id]')].map((li) => li.getAttribute('data-order-id'))).toEqual([
      '1002',
      '1001',
    ]);
    expect(walk.visited).toEqual(['/payment/1001']);
  });

  it('[PAYMFE9] follows the events, and says when nothing waits', async () => {
    walk.bank.add({});
    renderPaymentApp('/', walk.clock);
    await screen.findByText('HD-1001');

    walk.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);

    expect(await screen.findByText('Không có đơn nào đang chờ thanh toán')).toBeTruthy();
  });

  it('[PAYMFE9] offers to try again when the list cannot be had', async () => {
    walk.bank.add({});
    walk.bank.harm('GET /api/v1/orders?', 'offline');
    renderPaymentApp('/', walk.clock);
    await screen.findByText('Chưa tải được các đơn đang chờ.');

    walk.bank.harm('GET /api/v1/orders?', null);
    fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));

    expect(await screen.findByText('HD-1001')).toBeTruthy();
  });
});
