import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { invoice, OPEN_QR, PAID_EVENT, paymentWalk, qr, state } from '../../testing/paymentWalk.tsx';
import { deliver, renderPaymentApp } from '../../testing/renderPaymentApp.tsx';

const walk = paymentWalk();

describe('part, too much, cancelled', () => {
  it('[PAYMFE4] says what came of a part, and asks for the rest with a QR of its own', async () => {
    await walk.waitForPayment();

    walk.bank.pay(1001, 150_000);
    await deliver('payment_received', { ...PAID_EVENT, payment_id: 1001, amount: 150_000 });

    await screen.findByRole('img', { name: 'Mã VietQR 100.000đ, đơn HD-1001' });
    expect(screen.getByText('Đã nhận 150.000đ / 250.000đ – còn thiếu 100.000đ')).toBeTruthy();
    walk.bank.pay(1001, 100_000);
    await deliver('order_paid', PAID_EVENT);
    await waitFor(() => expect(state()).toBe('paid'));
    expect(walk.toasts.map((toast) => toast.message)).toEqual(['Đã nhận 150.000đ', 'Đã nhận 100.000đ']);
  });

  it('[PAYMFE1] warns of too much with the excess', async () => {
    await walk.waitForPayment();

    walk.bank.pay(1001, 300_000);
    await deliver('order_paid', PAID_EVENT);

    expect((await screen.findByRole('alert')).textContent).toContain('Khách chuyển thừa 50.000đ');
    expect(walk.toasts.map((toast) => toast.message)).toEqual(['Đã nhận 300.000đ']);
  });

  it('[PAYMFE1] says that an order was cancelled while it waited', async () => {
    await walk.waitForPayment();

    walk.bank.cancel(1001);
    await deliver('notify', { message: 'Đơn HD-1001 đã hủy', order_id: 1001 });

    expect(await screen.findByText('Đơn HD-1001 đã hủy')).toBeTruthy();
  });
});

describe('the invoice', () => {
  it('[PAYMFE7] opens by itself on the till that opened the QR', async () => {
    await walk.waitForPayment();

    walk.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);

    await screen.findByText('Phở Bò Hương Quê');
    expect(invoice()).toBe('open');
    expect(walk.toasts).toEqual([expect.not.objectContaining({ action: expect.anything() })]);
  });

  it('[PAYMFE7] is offered, not opened, while somebody is typing', async () => {
    await walk.waitForPayment();
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();

    walk.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);

    await waitFor(() => expect(invoice()).toBe('closed'));
    expect(walk.toasts).toMatchObject([{ action: { label: 'Mở hóa đơn', to: '/payment/1001/invoice' } }]);
    expect(document.activeElement).toBe(field);
  });

  it('[PAYMFE7] is offered, not opened, where another till opened the QR', async () => {
    const order = walk.bank.add({});
    await walk.bank.fetch(`/api/v1/orders/${order.order_id}/payments`, {
      method: 'POST',
      body: JSON.stringify({ till_id: 'quay-2' }),
    });
    const { goTo } = renderPaymentApp('/1001', walk.clock);
    await qr();

    walk.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);
    await waitFor(() => expect(invoice()).toBe('closed'));
    goTo('/1001/invoice');

    expect(await screen.findByText('Phở Bò Hương Quê')).toBeTruthy();
  });

  it('[PAYMFE8] is there without a toast when an order was paid before', async () => {
    walk.bank.add({});
    walk.bank.pay(1001, 250_000);
    renderPaymentApp('/1001', walk.clock);

    await screen.findByText('Phở Bò Hương Quê');

    expect(state()).toBe('paid');
    expect(walk.toasts).toEqual([]);
    expect(walk.bank.count(OPEN_QR)).toBe(0);
  });

  it('[PAYMFE8] shows shop, number, items, sums and payments, and leads on to a new order', async () => {
    walk.bank.add({});
    walk.bank.pay(1001, 300_000);
    renderPaymentApp('/1001', walk.clock);

    const paper = await screen.findByRole('article', { name: 'Hóa đơn HD-1001' });
    for (const words of ['Giảm giá−20.000đ', 'ít cay', 'Ghi chúmang về']) expect(paper.textContent).toContain(words);
    for (const words of [
      'Phở Bò Hương Quê',
      '1 × Lẩu bò',
      'Nguyễn Thị Lan',
      'Tổng cộng250.000đ',
      'Khách chuyển thừa50.000đ',
    ]) {
      expect(paper.textContent).toContain(words);
    }
    fireEvent.click(screen.getByRole('button', { name: 'Đơn mới' }));

    expect(walk.visited).toEqual(['/order']);
  });

  it('[PAYMFE24] names table, till, what was handed over in cash and the change', async () => {
    walk.bank.add({ table: 'B5', till_id: 'quay-1' });
    walk.bank.book(1001, { method: 'cash', amount: 250_000, tendered: 300_000, change: 50_000, reference: null });
    renderPaymentApp('/1001', walk.clock);

    const paper = await screen.findByRole('article', { name: 'Hóa đơn HD-1001' });

    for (const words of [
      'Vị tríB5',
      'Quầyquay-1',
      'Khách đưa tiền mặt300.000đ',
      'Trả lại khách50.000đ',
      'Tiền mặt250.000đ',
    ])
      expect(paper.textContent).toContain(words);
  });

  it("[PAYMFE24] names who vouched for a transfer, and the bank's reference as soon as it tells of it", async () => {
    walk.bank.add({});
    const byHand = { method: 'manual', amount: 250_000, reference: null, confirmed_by_name: 'Lan' };
    const { payments } = walk.bank.book(1001, byHand);
    renderPaymentApp('/1001', walk.clock);
    const paper = await screen.findByRole('article', { name: 'Hóa đơn HD-1001' });
    expect(paper.textContent).toContain('Chuyển khoản xác nhận tayLan xác nhận250.000đ');

    const told = payments.map((receipt) => ({ ...receipt, reference: 'FT-9', bank_confirmed: true }));
    walk.bank.change(1001, { payments: told });
    await deliver('resource_updated', { resource: 'receipt', action: 'updated', data: { id: 1, order_id: 1001 } });

    await waitFor(() => expect(paper.textContent).toContain('Mã GD: FT-9'));
    expect(screen.queryByText('Người xác nhận')).toBeNull();
  });

  it('[PAYMFE24] tells what goes back and what has gone back, also after it was looked at before', async () => {
    walk.bank.add({});
    walk.bank.pay(1001, 300_000);
    walk.bank.addRefund({ order_id: 1001, reason: 'overpaid' });
    const { goTo } = renderPaymentApp('/1001', walk.clock);
    const paper = await screen.findByRole('article', { name: 'Hóa đơn HD-1001' });
    expect(paper.textContent).toContain('Khách chuyển thừa50.000đCòn phải hoàn khách50.000đ');

    goTo('/receipts');
    await screen.findByRole('heading', { name: 'Vừa nhận gì?' });
    await walk.bank.fetch('/api/v1/refunds/1/done', { method: 'POST', body: '{"method":"cash"}' });
    goTo('/1001');

    await waitFor(() => expect(screen.getByRole('article').textContent).toMatch(/Đã hoàn khách lúc [\d:]+50\.000đ/));
  });

  it('offers to try again when it cannot be had, and stays green', async () => {
    walk.bank.add({});
    walk.bank.pay(1001, 250_000);
    walk.bank.harm('GET /api/v1/invoices', 'offline');
    renderPaymentApp('/1001', walk.clock);
    await screen.findByText('Chưa mở được hóa đơn.');

    walk.bank.harm('GET /api/v1/invoices', null);
    fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));

    expect(await screen.findByText('Phở Bò Hương Quê')).toBeTruthy();
    expect(state()).toBe('paid');
  });
});
