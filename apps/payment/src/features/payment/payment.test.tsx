import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import {
  listenNavigate,
  listenToasts,
  publishRealtimeResync,
  publishRealtimeStatus,
  type Toast,
} from '@vppos/core/bus';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REQUEST_DEADLINE_MS } from '../../api/request.ts';
import {
  deliver,
  LIVE,
  pass,
  renderPaymentApp,
  setUpTill,
  THIS_TILL,
  type Till,
} from '../../testing/renderPaymentApp.tsx';
import { REREAD_MS } from './paymentSession.ts';
import { drawQr } from './qrPath.ts';

const READ = 'GET /api/v1/orders/1001';
const OPEN_QR = 'POST /api/v1/orders/1001/payments';
const PAID_EVENT = { order_id: 1001, invoice_number: 'HD-1001', message: '', total: 250_000 };

let till: Till;
let toasts: Toast[];
let visited: string[];
let stops: (() => void)[];
beforeEach(() => {
  till = setUpTill();
  toasts = [];
  visited = [];
  stops = [
    listenToasts((toast) => toasts.push(toast)),
    listenNavigate(({ to }) => visited.push(to)),
    till.bank.uninstall,
  ];
});
afterEach(() => {
  for (const stop of stops) stop();
  document.body.replaceChildren();
});

const state = () => document.querySelector('[data-payment-state]')?.getAttribute('data-payment-state');
const invoice = () => document.querySelector('[data-invoice]')?.getAttribute('data-invoice');
const qr = () => screen.findByRole('img', { name: /^Mã VietQR/ });

/** The screen of order 1001, waiting, with its QR. */
async function waitForPayment(): Promise<void> {
  till.bank.add({});
  renderPaymentApp('/1001', till.clock);
  await qr();
}

describe('waiting', () => {
  it('[PAYMFE6] shows the amount, exactly the QR of the server, and the words of the transfer', async () => {
    await waitForPayment();

    const svg = await qr();
    expect(svg.getAttribute('aria-label')).toBe('Mã VietQR 250.000đ, đơn HD-1001');
    const open = await till.bank.fetch('/api/v1/orders/1001/payments', { method: 'POST', body: '{}' });
    const { qr: text } = (await open.json()) as { qr: string };
    expect(svg.querySelector('path')?.getAttribute('d')).toBe(drawQr(text).path);
    expect(screen.getByRole('heading').textContent).toBe('ĐANG CHỜ 250.000đ');
    expect(screen.getByText('0123456789')).toBeTruthy();
    expect(screen.getByText('VP1001')).toBeTruthy();
    expect(screen.getByText('Chọn chuyển nhanh 24/7, đừng sửa số tiền và nội dung')).toBeTruthy();
  });

  it('[PAYMFE5] asks for the QR once, for this till', async () => {
    await waitForPayment();
    await pass(till.clock, REREAD_MS);
    await pass(till.clock, REREAD_MS);

    expect(till.bank.count(OPEN_QR)).toBe(1);
    expect(till.bank.bodies()).toEqual([{ method: 'vietqr', till_id: THIS_TILL }]);
  });

  it('[PAYMFE5] asks again after the QR could not be had', async () => {
    till.bank.add({});
    till.bank.harm(OPEN_QR, 'server error');
    renderPaymentApp('/1001', till.clock);
    await screen.findByText('Chưa tạo được mã VietQR.');

    till.bank.harm(OPEN_QR, null);
    fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));

    expect(await qr()).toBeTruthy();
  });

  it('[PAYMFE6] counts down without ever ending the wait', async () => {
    await waitForPayment();
    expect(screen.getByRole('timer').textContent).toBe('Khách còn 15:00 để chuyển');

    await pass(till.clock, 61_000);
    expect(screen.getByRole('timer').textContent).toBe('Khách còn 13:59 để chuyển');
    await pass(till.clock, 15 * 60_000);

    expect(screen.getByRole('timer').textContent).toBe('Đã quá giờ – mã vẫn nhận được tiền');
    expect(await qr()).toBeTruthy();
  });

  it('[PAYMFE1] keeps the QR and says so when the order cannot be read for a while', async () => {
    await waitForPayment();

    till.bank.harm(READ, 'offline');
    fireEvent.click(screen.getByRole('button', { name: 'Kiểm tra giao dịch' }));

    expect(await screen.findByText('Chưa kiểm tra được – hãy kiểm tra app ngân hàng')).toBeTruthy();
    expect(await qr()).toBeTruthy();
  });
});

describe('becoming paid', () => {
  it('[PAYMFE2] turns green on order_paid, after the server has confirmed it', async () => {
    await waitForPayment();

    till.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);

    await waitFor(() => expect(state()).toBe('paid'));
    expect(screen.getByText('FT26325000123', { selector: 'dd' })).toBeTruthy();
    expect(screen.getByText('NGUYEN VAN AN')).toBeTruthy();
  });

  it('[PAYMFE2] never turns green on an event the server does not confirm', async () => {
    await waitForPayment();
    const before = till.bank.count(READ);

    await deliver('order_paid', { ...PAID_EVENT, amount: 250_000 });

    await waitFor(() => expect(till.bank.count(READ)).toBe(before + 1));
    expect(state()).toBe('waiting');
    expect(toasts).toEqual([]);
  });

  it("[PAYMFE2] asks nothing because of another order's event or of a test event", async () => {
    await waitForPayment();
    const before = till.bank.count(READ);

    await deliver('order_paid', { ...PAID_EVENT, order_id: 1002 });
    await deliver('order_paid', { ...PAID_EVENT, test: true });

    expect(till.bank.count(READ)).toBe(before);
  });

  it('[PAYMFE4] says what came once, however often it is told', async () => {
    await waitForPayment();

    till.bank.pay(1001, 250_000);
    await deliver('payment_received', { ...PAID_EVENT, payment_id: 1001, amount: 250_000 }, 30);
    await deliver('order_paid', PAID_EVENT, 30);
    await waitFor(() => expect(state()).toBe('paid'));
    await deliver('order_paid', PAID_EVENT, 30);

    expect(toasts.map((toast) => toast.message)).toEqual(['Đã nhận 250.000đ']);
  });

  it('[PAYMFE3] reads at most twice for 30 events of one tick', async () => {
    await waitForPayment();
    const before = till.bank.count(READ);

    await deliver('payment_received', PAID_EVENT, 30);

    await waitFor(() => expect(till.bank.count(READ)).toBe(before + 2));
  });

  it('[PAYMFE3] misses no event that comes before the first read has been answered', async () => {
    till.bank.add({});
    const release = till.bank.hold(READ);
    renderPaymentApp('/1001', till.clock);
    await waitFor(() => expect(till.bank.count(READ)).toBeGreaterThan(0));

    till.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);
    release();

    await waitFor(() => expect(state()).toBe('paid'));
  });

  it('[PAYMFE3] misses no event that comes before the QR is there', async () => {
    till.bank.add({});
    till.bank.hold(OPEN_QR);
    renderPaymentApp('/1001', till.clock);
    await screen.findByText('Đang tạo mã VietQR…');

    till.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);

    await waitFor(() => expect(state()).toBe('paid'));
    expect(toasts).toHaveLength(1);
  });

  it('[PAYMFE3] listens no longer once the order is paid', async () => {
    await waitForPayment();
    till.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);
    await waitFor(() => expect(state()).toBe('paid'));
    const before = till.bank.count(READ);

    await deliver('order_paid', PAID_EVENT);
    await act(async () => publishRealtimeResync('epoch'));
    await pass(till.clock, 10 * REREAD_MS);

    expect(till.bank.count(READ)).toBe(before);
    expect(till.clock.pending()).toBe(0);
  });

  it('[PAYMFE3] finds the money without any event, within 15 seconds', async () => {
    await waitForPayment();
    till.bank.pay(1001, 250_000);

    await pass(till.clock, REREAD_MS);

    await waitFor(() => expect(state()).toBe('paid'));
    expect(REREAD_MS).toBeLessThanOrEqual(15_000);
    expect(toasts).toHaveLength(1);
  });

  it('[PAYMFE3] finds the money although one read was never answered', async () => {
    await waitForPayment();
    till.bank.harm(READ, 'never answered');
    await pass(till.clock, REREAD_MS);
    till.bank.harm(READ, null);
    till.bank.pay(1001, 250_000);
    await pass(till.clock, REQUEST_DEADLINE_MS);

    await pass(till.clock, REREAD_MS - REQUEST_DEADLINE_MS);

    await waitFor(() => expect(state()).toBe('paid'));
  });

  it.each([
    ['a resync', () => publishRealtimeResync('trimmed')],
    ['the stream going live again', () => publishRealtimeStatus({ ...LIVE, since: 2 })],
    ['the window coming back into focus', () => window.dispatchEvent(new Event('focus'))],
    ['the page being visible again', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('[PAYMFE3] reads again on %s', async (_what, hint) => {
    await waitForPayment();
    await act(async () => publishRealtimeStatus({ ...LIVE, state: 'waiting', since: 1 }));
    till.bank.pay(1001, 250_000);

    await act(async () => hint());

    await waitFor(() => expect(state()).toBe('paid'));
  });

  it('[PAYMFE3] reads again when the cashier asks', async () => {
    await waitForPayment();
    till.bank.pay(1001, 250_000);

    fireEvent.click(screen.getByRole('button', { name: 'Kiểm tra giao dịch' }));

    await waitFor(() => expect(state()).toBe('paid'));
  });

  it('stops everything when it is left', async () => {
    till.bank.add({});
    const { unmount } = renderPaymentApp('/1001', till.clock);
    await qr();

    unmount();

    expect(till.clock.pending()).toBe(0);
  });
});

describe('part, too much, cancelled', () => {
  it('[PAYMFE4] says what came of a part, and asks for the rest with a QR of its own', async () => {
    await waitForPayment();

    till.bank.pay(1001, 150_000);
    await deliver('payment_received', { ...PAID_EVENT, payment_id: 1001, amount: 150_000 });

    await screen.findByRole('img', { name: 'Mã VietQR 100.000đ, đơn HD-1001' });
    expect(screen.getByText('Đã nhận 150.000đ / 250.000đ – còn thiếu 100.000đ')).toBeTruthy();
    till.bank.pay(1001, 100_000);
    await deliver('order_paid', PAID_EVENT);
    await waitFor(() => expect(state()).toBe('paid'));
    expect(toasts.map((toast) => toast.message)).toEqual(['Đã nhận 150.000đ', 'Đã nhận 100.000đ']);
  });

  it('[PAYMFE1] warns of too much with the excess', async () => {
    await waitForPayment();

    till.bank.pay(1001, 300_000);
    await deliver('order_paid', PAID_EVENT);

    expect((await screen.findByRole('alert')).textContent).toContain('Khách chuyển thừa 50.000đ');
    expect(toasts.map((toast) => toast.message)).toEqual(['Đã nhận 300.000đ']);
  });

  it('[PAYMFE1] says that an order was cancelled while it waited', async () => {
    await waitForPayment();

    till.bank.cancel(1001);
    await deliver('notify', { message: 'Đơn HD-1001 đã hủy', order_id: 1001 });

    expect(await screen.findByText('Đơn HD-1001 đã hủy')).toBeTruthy();
  });
});

describe('the invoice', () => {
  it('[PAYMFE7] opens by itself on the till that opened the QR', async () => {
    await waitForPayment();

    till.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);

    await screen.findByText('Phở Bò Hương Quê');
    expect(invoice()).toBe('open');
    expect(toasts).toEqual([expect.not.objectContaining({ action: expect.anything() })]);
  });

  it('[PAYMFE7] is offered, not opened, while somebody is typing', async () => {
    await waitForPayment();
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();

    till.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);

    await waitFor(() => expect(invoice()).toBe('closed'));
    expect(toasts).toMatchObject([{ action: { label: 'Mở hóa đơn', to: '/payment/1001/invoice' } }]);
    expect(document.activeElement).toBe(field);
  });

  it('[PAYMFE7] is offered, not opened, where another till opened the QR', async () => {
    const order = till.bank.add({});
    await till.bank.fetch(`/api/v1/orders/${order.order_id}/payments`, {
      method: 'POST',
      body: JSON.stringify({ till_id: 'quay-2' }),
    });
    const { goTo } = renderPaymentApp('/1001', till.clock);
    await qr();

    till.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);
    await waitFor(() => expect(invoice()).toBe('closed'));
    goTo('/1001/invoice');

    expect(await screen.findByText('Phở Bò Hương Quê')).toBeTruthy();
  });

  it('[PAYMFE8] is there without a toast when an order was paid before', async () => {
    till.bank.add({});
    till.bank.pay(1001, 250_000);
    renderPaymentApp('/1001', till.clock);

    await screen.findByText('Phở Bò Hương Quê');

    expect(state()).toBe('paid');
    expect(toasts).toEqual([]);
    expect(till.bank.count(OPEN_QR)).toBe(0);
  });

  it('[PAYMFE8] shows shop, number, items, sums and payments, and leads on to a new order', async () => {
    till.bank.add({});
    till.bank.pay(1001, 300_000);
    renderPaymentApp('/1001', till.clock);

    const paper = await screen.findByRole('article', { name: 'Hóa đơn HD-1001' });
    for (const words of ['Phở Bò Hương Quê', '1 × Lẩu bò', 'Nguyễn Thị Lan', 'Tổng cộng250.000đ', 'Tiền thừa50.000đ']) {
      expect(paper.textContent).toContain(words);
    }
    fireEvent.click(screen.getByRole('button', { name: 'Đơn mới' }));

    expect(visited).toEqual(['/order']);
  });

  it('offers to try again when it cannot be had, and stays green', async () => {
    till.bank.add({});
    till.bank.pay(1001, 250_000);
    till.bank.harm('GET /api/v1/invoices', 'offline');
    renderPaymentApp('/1001', till.clock);
    await screen.findByText('Chưa mở được hóa đơn.');

    till.bank.harm('GET /api/v1/invoices', null);
    fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));

    expect(await screen.findByText('Phở Bò Hương Quê')).toBeTruthy();
    expect(state()).toBe('paid');
  });
});

describe('an order that cannot be shown', () => {
  it.each([
    ['offline', 'Không kết nối được máy chủ. Màn hình sẽ tự thử lại.'],
    ['wrong shape', 'Máy chủ trả lời sai định dạng. Hãy báo quản lý.'],
    ['refused', 'Máy chủ từ chối mở đơn này.'],
  ] as const)('[PAYMFE1] says what is wrong (%s) and comes back by itself', async (fault, words) => {
    till.bank.add({});
    till.bank.harm(READ, fault);
    renderPaymentApp('/1001', till.clock);
    await screen.findByText(words);

    till.bank.harm(READ, null);
    await pass(till.clock, REREAD_MS);

    expect(await qr()).toBeTruthy();
  });

  it('[PAYMFE1] says that there is no such order', async () => {
    renderPaymentApp('/1001', till.clock);

    expect(await screen.findByText('Không tìm thấy đơn này.')).toBeTruthy();
  });

  it('shows nothing of one order on the screen of the next', async () => {
    till.bank.add({});
    till.bank.add({ total: 80_000 });
    till.bank.pay(1001, 250_000);
    const { goTo } = renderPaymentApp('/1001', till.clock);
    await waitFor(() => expect(state()).toBe('paid'));

    goTo('/1002');

    expect(state()).toBe('loading');
    expect(await screen.findByRole('img', { name: 'Mã VietQR 80.000đ, đơn HD-1002' })).toBeTruthy();
    expect(toasts).toEqual([]);
  });
});

describe('the orders to choose from', () => {
  it('[PAYMFE9] lists what still waits for money, and leads to its payment', async () => {
    till.bank.add({});
    till.bank.add({ total: 80_000 });
    till.bank.add({});
    till.bank.pay(1001, 100_000);
    till.bank.pay(1003, 250_000);
    renderPaymentApp('/', till.clock);

    fireEvent.click(await screen.findByRole('button', { name: /^HD-1001/ }));

    expect([...document.querySelectorAll('[data-order-id]')].map((li) => li.getAttribute('data-order-id'))).toEqual([
      '1002',
      '1001',
    ]);
    expect(visited).toEqual(['/payment/1001']);
  });

  it('[PAYMFE9] follows the events, and says when nothing waits', async () => {
    till.bank.add({});
    renderPaymentApp('/', till.clock);
    await screen.findByText('HD-1001');

    till.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);

    expect(await screen.findByText('Không có đơn nào đang chờ thanh toán')).toBeTruthy();
  });

  it('[PAYMFE9] offers to try again when the list cannot be had', async () => {
    till.bank.add({});
    till.bank.harm('GET /api/v1/orders?', 'offline');
    renderPaymentApp('/', till.clock);
    await screen.findByText('Chưa tải được các đơn đang chờ.');

    till.bank.harm('GET /api/v1/orders?', null);
    fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));

    expect(await screen.findByText('HD-1001')).toBeTruthy();
  });
});
