import { fireEvent, screen, waitFor } from '@testing-library/react';
import { installSession } from '@vppos/core/http';
import { afterEach, describe, expect, it } from 'vitest';
import { PAID_EVENT, paymentWalk } from '../../testing/paymentWalk.tsx';
import { press } from '../../testing/press.ts';
import { deliver, renderPaymentApp, THIS_TILL } from '../../testing/renderPaymentApp.tsx';

const walk = paymentWalk();
let stop = (): void => undefined;
afterEach(() => stop());
const ids = () => [...document.querySelectorAll('[data-order-id]')].map((row) => row.getAttribute('data-order-id'));
const search = (typed: string): void =>
  void fireEvent.change(screen.getByLabelText('Tìm số đơn hoặc bàn'), { target: { value: typed } });

describe('the orders to choose from', () => {
  it('[PAYMFE9] lists what still waits for money, and leads to its payment', async () => {
    walk.bank.add({});
    walk.bank.add({ total: 80_000 });
    walk.bank.add({});
    walk.bank.pay(1001, 100_000);
    walk.bank.pay(1003, 250_000);
    renderPaymentApp('/', walk.clock);

    fireEvent.click(await screen.findByRole('button', { name: /^HD-1001/ }));

    expect(ids()).toEqual(['1002', '1001']);
    expect(walk.visited).toEqual(['/payment/1001']);
  });

  it('[PAYMFE9] shows an order once that got a part of its money while the lists were read', async () => {
    walk.bank.add({});
    stop = installSession({
      fetch: (path, init) => walk.bank.fetch(path.replace('status=partially_paid', 'status=unpaid'), init),
    });
    renderPaymentApp('/', walk.clock);

    expect(await screen.findByText('1 đơn, chờ 250.000đ')).toBeTruthy();
    expect(ids()).toEqual(['1001']);
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

  it('[PAYMFE9] is searched by number or table, asks the server for it, and says when nothing matches', async () => {
    walk.bank.add({});
    walk.bank.add({ table: 'B5' });
    renderPaymentApp('/', walk.clock);
    await screen.findByText('HD-1001');

    search('b5');
    await waitFor(() => expect(ids()).toEqual(['1002']));
    await waitFor(() => expect(walk.bank.count('GET /api/v1/orders?status=unpaid&page=1&q=b5')).toBe(1));
    search('77');

    expect(await screen.findByText('Không có đơn chờ nào khớp')).toBeTruthy();
  });

  it('[PAYMFE9] is narrowed to this till, and says how much is awaited', async () => {
    walk.bank.add({});
    walk.bank.add({ total: 80_000 });
    renderPaymentApp('/', walk.clock);
    await screen.findByText('2 đơn, chờ 330.000đ');

    press('Quầy này');

    await waitFor(() =>
      expect(walk.bank.count(`GET /api/v1/orders?status=unpaid&page=1&till_id=${THIS_TILL}`)).toBe(1),
    );
  });

  it('[PAYMFE9] draws only what is in sight of a long list', async () => {
    for (let n = 0; n < 200; n += 1) walk.bank.add({});
    renderPaymentApp('/', walk.clock);

    await screen.findByText(/^200 đơn/);

    expect(ids().length).toBeLessThan(60);
  });
});
