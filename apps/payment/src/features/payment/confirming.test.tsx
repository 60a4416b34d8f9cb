import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { listenAnnouncementRequests, listenStoreSync, publishRealtimeStatus } from '@vppos/core/bus';
import { afterEach, describe, expect, it } from 'vitest';
import { OPEN_QR, paymentWalk, qr, state } from '../../testing/paymentWalk.tsx';
import { press } from '../../testing/press.ts';
import { LIVE, pass, renderPaymentApp, THIS_TILL } from '../../testing/renderPaymentApp.tsx';
import { DRAWER_EVENT } from '../cash-drawer/cashDrawer.ts';
import { REREAD_MS } from './rereading.ts';
import { LOST_AFTER_MS } from './useIsLost.ts';

const walk = paymentWalk();
const bookings = () => walk.bank.bodies().filter(({ method }) => method === 'cash' || method === 'manual');
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function takeCash(tendered: RegExp): Promise<void> {
  press('Tiền mặt');
  press(tendered);
  press(/^Đã thu .* tiền mặt$/);
  await waitFor(() => expect(bookings().length).toBeGreaterThan(0));
}

describe('cash', () => {
  it('[PAYMFE10] shows the change, books it with the till, turns green and opens the drawer', async () => {
    const drawer: unknown[] = [];
    const onDrawer = (event: Event): void => void drawer.push(event);
    window.addEventListener(DRAWER_EVENT, onDrawer);
    stops.push(() => window.removeEventListener(DRAWER_EVENT, onDrawer));
    await walk.waitForPayment();

    press('Tiền mặt');
    press('500.000đ');
    expect(screen.getByText('Trả lại khách').parentElement?.textContent).toBe('Trả lại khách250.000đ');
    press('Đã thu 250.000đ tiền mặt');

    await waitFor(() => expect(state()).toBe('paid'));
    expect(screen.getByText('Trả lại khách 250.000đ')).toBeTruthy();
    expect(bookings()).toMatchObject([
      { method: 'cash', amount: 250_000, tendered: 500_000, till_id: THIS_TILL, idempotency_key: expect.any(String) },
    ]);
    expect(drawer).toHaveLength(1);
  });

  it('[PAYMFE10] cannot be confirmed with too little', async () => {
    await walk.waitForPayment();
    press('Tiền mặt');

    fireEvent.change(screen.getByLabelText('Khách đưa'), { target: { value: '200000' } });

    expect((screen.getByLabelText('Khách đưa') as HTMLInputElement).value).toBe('200.000');
    expect(screen.getByText('Còn thiếu').parentElement?.textContent).toBe('Còn thiếu50.000đ');
    expect(screen.getByRole('button', { name: 'Đã thu 250.000đ tiền mặt' })).toHaveProperty('disabled', true);
  });

  it('[PAYMFE15] goes by the keyboard: F4, then F8', async () => {
    await walk.waitForPayment();

    fireEvent.keyDown(window, { key: 'F4' });
    fireEvent.keyDown(window, { key: 'F8' });

    await waitFor(() => expect(state()).toBe('paid'));
  });

  it('[PAYMFE15] hears no key of the screen behind an open dialog, and closes it on Escape', async () => {
    await walk.waitForPayment();
    fireEvent.keyDown(window, { key: 'F4' });

    fireEvent.keyDown(window, { key: 'F7' });
    fireEvent.keyDown(window, { key: 'Escape' });
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));

    expect(screen.queryByRole('dialog')).toBeNull();
    expect(walk.visited).toEqual([]);
    fireEvent.keyDown(window, { key: 'Escape' });
    expect(walk.visited).toEqual(['/payment']);
  });
});

describe('an answer that is lost', () => {
  it('[PAYMFE12] is told, keeps further confirmations away, and is asked for again with the same key', async () => {
    walk.bank.add({ total: 300_000 });
    renderPaymentApp('/1001', walk.clock);
    await qr();
    walk.bank.harm(OPEN_QR, 'offline');
    await takeCash(/^500\.000đ$/);
    await screen.findByText(/^Chưa rõ đã ghi nhận 300\.000đ tiền mặt/);
    expect(screen.getByRole('button', { name: 'Tiền mặt' })).toHaveProperty('disabled', true);

    walk.bank.harm(OPEN_QR, null);
    press('Gửi lại');

    await waitFor(() => expect(state()).toBe('paid'));
    const [first, second] = bookings();
    expect(second).toEqual(first);
  });

  it('[PAYMFE12] books nothing twice, and sends again by itself', async () => {
    walk.bank.add({ total: 300_000 });
    renderPaymentApp('/1001', walk.clock);
    await qr();
    press('Chia tiền');
    fireEvent.change(screen.getByLabelText('Tiền mặt'), { target: { value: '100000' } });
    press('Tạo mã cho phần chuyển khoản');
    await screen.findByText('Chia tiền: chuyển khoản 200.000đ, tiền mặt 100.000đ');
    walk.bank.harm(OPEN_QR, 'answer lost');
    await takeCash(/^200\.000đ$/);
    await screen.findByText(/^Chưa rõ/);

    walk.bank.harm(OPEN_QR, null);
    await pass(walk.clock, REREAD_MS);

    await waitFor(() => expect(screen.queryByText(/^Chưa rõ/)).toBeNull());
    expect(bookings()).toHaveLength(2);
    expect(screen.getByText('Đã nhận 100.000đ / 300.000đ – còn thiếu 200.000đ')).toBeTruthy();
    expect(walk.toasts.map((toast) => toast.message)).toEqual(['Đã nhận 100.000đ']);
  });

  it('[PAYMFE12] is asked for until it is there, also when a read shows the order paid before that', async () => {
    const drawer: unknown[] = [];
    const onDrawer = (event: Event): void => void drawer.push(event);
    window.addEventListener(DRAWER_EVENT, onDrawer);
    stops.push(() => window.removeEventListener(DRAWER_EVENT, onDrawer));
    await walk.waitForPayment();
    walk.bank.harm(OPEN_QR, 'answer lost');
    await takeCash(/^250\.000đ$/);
    await waitFor(() => expect(state()).toBe('paid'));
    expect(drawer).toEqual([]);

    walk.bank.harm(OPEN_QR, null);
    await pass(walk.clock, REREAD_MS);

    await waitFor(() => expect(drawer).toHaveLength(1));
    expect(bookings()).toHaveLength(2);
    await waitFor(() => expect(walk.clock.pending()).toBe(0));
  });

  it('[PAYMFE12] says that the server refused, and lets the cashier go on', async () => {
    await walk.waitForPayment();
    walk.bank.harm(OPEN_QR, 'refused');

    await takeCash(/^250\.000đ$/);

    expect((await screen.findByRole('alert')).textContent).toContain('Chưa ghi nhận 250.000đ tiền mặt.');
    expect(screen.getByRole('button', { name: 'Tiền mặt' })).toHaveProperty('disabled', false);
  });
});

describe('a split', () => {
  it('[PAYMFE11] makes the QR ask for the transfer, takes the cash, and is paid by both', async () => {
    await walk.waitForPayment();

    press('Chia tiền');
    fireEvent.change(screen.getByLabelText('Chuyển khoản'), { target: { value: '150000' } });
    press('Tạo mã cho phần chuyển khoản');
    await screen.findByRole('img', { name: 'Mã VietQR 150.000đ, đơn HD-1001' });
    expect(screen.getByRole('heading').textContent).toBe('ĐANG CHỜ 150.000đ');
    await takeCash(/^100\.000đ$/);
    await screen.findByText('Đã nhận 100.000đ / 250.000đ – còn thiếu 150.000đ');
    expect(screen.getByRole('img', { name: 'Mã VietQR 150.000đ, đơn HD-1001' })).toBeTruthy();
    walk.bank.pay(1001, 150_000);
    press('Kiểm tra giao dịch');

    await waitFor(() => expect(state()).toBe('paid'));
    expect(walk.bank.bodies()[1]).toEqual({ method: 'vietqr', amount: 150_000, till_id: THIS_TILL });
  });

  it('[PAYMFE11] says that the rest was to be cash once the transfer is there', async () => {
    const shown: unknown[] = [];
    stops.push(listenStoreSync('display', ({ key, value }) => key === 'payment' && shown.push(value)));
    await walk.waitForPayment();
    press('Chia tiền');
    fireEvent.change(screen.getByLabelText('Chuyển khoản'), { target: { value: '150000' } });
    press('Tạo mã cho phần chuyển khoản');
    await screen.findByRole('img', { name: 'Mã VietQR 150.000đ, đơn HD-1001' });

    walk.bank.pay(1001, 150_000);
    press('Kiểm tra giao dịch');

    const note = 'Phần chuyển khoản đã đủ – còn thu 100.000đ tiền mặt';
    expect(await screen.findByText(note)).toBeTruthy();
    // The nothing before it is for a container that knows no such stage.
    expect(shown.slice(-2)).toEqual([null, { stage: 'cash', paid: 150_000, remaining: 100_000, order: 'HD-1001' }]);
    press('Chia tiền');
    press('Thôi chia, chuyển khoản hết');
    await waitFor(() => expect(screen.queryByText(note)).toBeNull());
    expect(shown.at(-1)).toMatchObject({ stage: 'partial', remaining: 100_000 });
  });
});

describe('a transfer seen in the bank app', () => {
  it('[PAYMFE13] is confirmed with a second word that names who is recorded', async () => {
    await walk.waitForPayment();

    press('Đã thấy tiền trong app ngân hàng');
    fireEvent.change(screen.getByLabelText('Mã giao dịch (nếu có)'), { target: { value: ' FT99 ' } });
    press('Xác nhận đã nhận 250.000đ');
    expect(bookings()).toEqual([]);
    expect(screen.getAllByText(/^Tên Lan sẽ được ghi là người xác nhận 250\.000đ/).length).toBeGreaterThan(0);
    expect(document.activeElement?.textContent).toBe('Không');
    press('Chắc chắn, đã nhận 250.000đ');

    await waitFor(() => expect(state()).toBe('paid'));
    expect(bookings()).toMatchObject([{ method: 'manual', amount: 250_000, reference: 'FT99' }]);
    expect(screen.getByText('Người xác nhận').nextElementSibling?.textContent).toBe('Nguyễn Thị Lan');
  });

  it('[PAYMFE13] is in reach, with the words, while the connection is lost', async () => {
    await walk.waitForPayment();

    await act(async () => publishRealtimeStatus({ ...LIVE, state: 'waiting', since: 1 }));
    await pass(walk.clock, LOST_AFTER_MS - 1);
    expect(screen.queryByText(/^MẤT KẾT NỐI/)).toBeNull();
    await pass(walk.clock, 1);

    expect(screen.getByText(/^MẤT KẾT NỐI.*hãy kiểm tra app ngân hàng$/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Đã thấy tiền trong app ngân hàng' })).toHaveProperty('disabled', false);
    await act(async () => publishRealtimeStatus({ ...LIVE, since: 2 }));
    expect(screen.queryByText(/^MẤT KẾT NỐI/)).toBeNull();
  });
});

describe('who else hears of it', () => {
  it('[PAYMFE14] asks for an announcement once for each read that found money', async () => {
    const asked: number[] = [];
    stops.push(listenAnnouncementRequests((orderId) => asked.push(orderId)));
    await walk.waitForPayment();

    walk.bank.pay(1001, 100_000);
    press('Kiểm tra giao dịch');
    await screen.findByText(/^Đã nhận 100\.000đ/);
    press('Kiểm tra giao dịch');
    await pass(walk.clock, REREAD_MS);

    expect(asked).toEqual([1001]);
  });

  it("[PAYMFE16] tells the customer's display each stage, and that there is none when the screen is left", async () => {
    const shown: unknown[] = [];
    stops.push(listenStoreSync('display', ({ key, value }) => key === 'payment' && shown.push(value)));
    walk.bank.add({});
    const { unmount } = renderPaymentApp('/1001', walk.clock);
    await qr();
    walk.bank.pay(1001, 100_000);
    press('Kiểm tra giao dịch');
    await screen.findByRole('img', { name: 'Mã VietQR 150.000đ, đơn HD-1001' });
    walk.bank.pay(1001, 200_000);
    press('Kiểm tra giao dịch');
    await waitFor(() => expect(state()).toBe('overpaid'));

    unmount();

    expect(shown.filter((value) => value !== null)).toMatchObject([
      { stage: 'waiting', amount: 250_000, order: 'HD-1001', qr: expect.any(String), expires_at: expect.any(Number) },
      { stage: 'partial', paid: 100_000, remaining: 150_000, order: 'HD-1001', qr: expect.any(String) },
      { stage: 'paid', amount: 300_000, change: 50_000, order: 'HD-1001' },
    ]);
    expect(shown.at(-1)).toBeNull();
  });
});
