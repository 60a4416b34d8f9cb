import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { publishRealtimeEvent, publishRealtimeResync, publishRealtimeStatus } from '@vppos/core/bus';
import { REQUEST_DEADLINE_MS } from '@vppos/core/http';
import { anEvent } from '@vppos/core/testing';
import { describe, expect, it } from 'vitest';
import { CHECK, OPEN_QR, PAID_EVENT, paymentWalk, qr, READ, state } from '../../testing/paymentWalk.tsx';
import { cursorNow, deliver, LIVE, pass, renderPaymentApp } from '../../testing/renderPaymentApp.tsx';
import { HURRIED_REREAD_MS, REREAD_MS } from './rereading.ts';

const walk = paymentWalk();

describe('becoming paid', () => {
  it('[PAYMFE2] turns green on order_paid, after the server has confirmed it', async () => {
    await walk.waitForPayment();

    walk.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);

    await waitFor(() => expect(state()).toBe('paid'));
    expect(screen.getByText('FT26325000123', { selector: 'dd' })).toBeTruthy();
    expect(screen.getByText('NGUYEN VAN AN')).toBeTruthy();
  });

  it('[PAYMFE2] never turns green on an event the server does not confirm', async () => {
    await walk.waitForPayment();
    const before = walk.bank.count(READ);

    await deliver('order_paid', { ...PAID_EVENT, amount: 250_000 });

    await waitFor(() => expect(walk.bank.count(READ)).toBe(before + 1));
    expect(state()).toBe('waiting');
    expect(walk.toasts).toEqual([]);
  });

  it("[PAYMFE2] asks nothing because of another order's event or of a test event", async () => {
    await walk.waitForPayment();
    const before = walk.bank.count(READ);

    await deliver('order_paid', { ...PAID_EVENT, order_id: 1002 });
    await deliver('order_paid', { ...PAID_EVENT, test: true });

    expect(walk.bank.count(READ)).toBe(before);
  });

  it('[PAYMFE4] says what came once, however often it is told', async () => {
    await walk.waitForPayment();

    walk.bank.pay(1001, 250_000);
    await deliver('payment_received', { ...PAID_EVENT, payment_id: 1001, amount: 250_000 }, 30);
    await deliver('order_paid', PAID_EVENT, 30);
    await waitFor(() => expect(state()).toBe('paid'));
    await deliver('order_paid', PAID_EVENT, 30);

    expect(walk.toasts.map((toast) => toast.message)).toEqual(['Đã nhận 250.000đ']);
  });

  it('[PAYMFE4] says nothing of money that came while the screen was left', async () => {
    walk.bank.add({});
    const { goTo } = renderPaymentApp('/1001', walk.clock);
    await qr();
    goTo('/');
    await screen.findByText('1 đơn, chờ 250.000đ');

    walk.bank.pay(1001, 250_000);
    goTo('/1001');

    await waitFor(() => expect(state()).toBe('paid'));
    expect(walk.toasts).toEqual([]);
  });

  it('[PAYMFE3] reads once for 30 events of one tick', async () => {
    await walk.waitForPayment();
    const before = walk.bank.count(READ);

    await deliver('payment_received', PAID_EVENT, 30);

    await waitFor(() => expect(walk.bank.count(READ)).toBe(before + 1));
  });

  it('[PAYMFE3] asks nothing because of an event that the last read knows, and for a newer one', async () => {
    walk.bank.add({ cursor: cursorNow() });
    renderPaymentApp('/1001', walk.clock);
    await qr();
    const before = walk.bank.count(READ);

    await act(async () =>
      publishRealtimeEvent(anEvent(0, { type: 'order_paid', data: { company_id: 1, ...PAID_EVENT } })),
    );
    expect(walk.bank.count(READ)).toBe(before);
    await deliver('order_paid', PAID_EVENT);

    await waitFor(() => expect(walk.bank.count(READ)).toBe(before + 1));
  });

  it('[PAYMFE3] repeats a read that failed at the next hint, within a second, and at once for the cashier', async () => {
    await walk.waitForPayment();
    walk.bank.harm(READ, 'offline');
    await act(async () => publishRealtimeResync('trimmed'));
    for (let failures = 0; failures < 4; failures += 1) {
      const sofar = walk.bank.count(READ);
      await deliver('order_paid', PAID_EVENT);
      expect(walk.bank.count(READ)).toBe(sofar);
      await pass(walk.clock, 1_000);
      expect(walk.bank.count(READ)).toBe(sofar + 1);
    }

    fireEvent.click(screen.getByRole('button', { name: 'Kiểm tra giao dịch' }));

    await waitFor(() => expect(walk.bank.count(CHECK)).toBe(1));
  });

  it('[PAYMFE3] misses no event that comes before the first read has been answered', async () => {
    walk.bank.add({});
    const release = walk.bank.hold(READ);
    renderPaymentApp('/1001', walk.clock);
    await waitFor(() => expect(walk.bank.count(READ)).toBeGreaterThan(0));

    walk.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);
    release();

    await waitFor(() => expect(state()).toBe('paid'));
  });

  it('[PAYMFE3] misses no event that comes before the QR is there', async () => {
    walk.bank.add({});
    walk.bank.hold(OPEN_QR);
    renderPaymentApp('/1001', walk.clock);
    await screen.findByText('Đang tạo mã VietQR…');

    walk.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);

    await waitFor(() => expect(state()).toBe('paid'));
    expect(walk.toasts).toHaveLength(1);
  });

  it('[PAYMFE3] listens no longer once the order is paid', async () => {
    await walk.waitForPayment();
    walk.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);
    await waitFor(() => expect(state()).toBe('paid'));
    const before = walk.bank.count(READ);

    await deliver('order_paid', PAID_EVENT);
    await act(async () => publishRealtimeResync('epoch'));
    await pass(walk.clock, 10 * REREAD_MS);

    expect(walk.bank.count(READ)).toBe(before);
    expect(walk.clock.pending()).toBe(0);
  });

  it('[PAYMFE3] finds the money without any event, within 15 seconds', async () => {
    await walk.waitForPayment();
    walk.bank.pay(1001, 250_000);

    await pass(walk.clock, REREAD_MS);

    await waitFor(() => expect(state()).toBe('paid'));
    expect(REREAD_MS).toBeLessThanOrEqual(15_000);
    expect(walk.toasts).toHaveLength(1);
  });

  it('[PAYMFE27] finds the money within two seconds while no events come, and reads at ease when they come again', async () => {
    await walk.waitForPayment();
    await act(async () => publishRealtimeStatus({ ...LIVE, state: 'waiting', since: 1 }));
    const before = walk.bank.count(READ);
    for (let reads = 1; reads <= 3; reads += 1) {
      await pass(walk.clock, HURRIED_REREAD_MS);
      expect(walk.bank.count(READ)).toBe(before + reads);
    }
    walk.bank.pay(1001, 150_000);

    await pass(walk.clock, HURRIED_REREAD_MS);
    await screen.findByText('Đã nhận 150.000đ / 250.000đ – còn thiếu 100.000đ');
    await act(async () => publishRealtimeStatus({ ...LIVE, since: 2 }));
    const after = walk.bank.count(READ);
    await pass(walk.clock, REREAD_MS - 1);

    expect(HURRIED_REREAD_MS).toBeLessThan(2_000);
    expect(walk.bank.count(READ)).toBe(after);
    expect(walk.toasts).toHaveLength(1);
  });

  it('[PAYMFE27] asks again within two seconds after a read that failed, without another hint', async () => {
    await walk.waitForPayment();
    walk.bank.harm(READ, 'offline');
    walk.bank.pay(1001, 250_000);
    await deliver('order_paid', PAID_EVENT);
    expect(state()).toBe('waiting');
    walk.bank.harm(READ, null);

    await pass(walk.clock, HURRIED_REREAD_MS);

    await waitFor(() => expect(state()).toBe('paid'));
  });

  it('[PAYMFE27] asks no more often while events come by polling', async () => {
    await walk.waitForPayment();
    await act(async () => publishRealtimeStatus({ ...LIVE, state: 'waiting', since: 1, degraded: true }));
    const before = walk.bank.count(READ);

    await pass(walk.clock, REREAD_MS - 1);

    expect(walk.bank.count(READ)).toBe(before);
  });

  it('[PAYMFE3] finds the money although one read was never answered', async () => {
    await walk.waitForPayment();
    walk.bank.harm(READ, 'never answered');
    await pass(walk.clock, REREAD_MS);
    walk.bank.harm(READ, null);
    walk.bank.pay(1001, 250_000);
    await pass(walk.clock, REQUEST_DEADLINE_MS);

    await pass(walk.clock, REREAD_MS - REQUEST_DEADLINE_MS);

    await waitFor(() => expect(state()).toBe('paid'));
  });

  it.each([
    ['a resync', () => publishRealtimeResync('trimmed')],
    ['the stream going live again', () => publishRealtimeStatus({ ...LIVE, since: 2 })],
    ['the window coming back into focus', () => window.dispatchEvent(new Event('focus'))],
    ['the page being visible again', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('[PAYMFE3] reads again on %s', async (_what, hint) => {
    await walk.waitForPayment();
    await act(async () => publishRealtimeStatus({ ...LIVE, state: 'waiting', since: 1 }));
    walk.bank.pay(1001, 250_000);

    await act(async () => hint());

    await waitFor(() => expect(state()).toBe('paid'));
  });

  it('[PAYMFE3] reads again when the cashier asks', async () => {
    await walk.waitForPayment();
    walk.bank.pay(1001, 250_000);

    fireEvent.click(screen.getByRole('button', { name: 'Kiểm tra giao dịch' }));

    await waitFor(() => expect(state()).toBe('paid'));
  });

  it('stops everything when it is left', async () => {
    walk.bank.add({});
    const { unmount } = renderPaymentApp('/1001', walk.clock);
    await qr();

    unmount();

    expect(walk.clock.pending()).toBe(0);
  });
});
