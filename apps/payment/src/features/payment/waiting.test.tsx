import { fireEvent, screen, waitFor } from '@testing-library/react';
import { drawQr } from '@vppos/core/qr';
import { describe, expect, it } from 'vitest';
import { CHECK, OPEN_QR, paymentWalk, qr, READ, state } from '../../testing/paymentWalk.tsx';
import { press } from '../../testing/press.ts';
import { pass, renderPaymentApp, THIS_TILL } from '../../testing/renderPaymentApp.tsx';
import { REREAD_MS } from './rereading.ts';

const walk = paymentWalk();

describe('waiting', () => {
  it('[PAYMFE6] shows the amount, exactly the QR of the server, and the words of the transfer', async () => {
    await walk.waitForPayment();

    const svg = await qr();
    expect(svg.getAttribute('aria-label')).toBe('Mã VietQR 250.000đ, đơn HD-1001');
    const open = await walk.bank.fetch('/api/v1/orders/1001/payments', { method: 'POST', body: '{}' });
    const { qr: text } = (await open.json()) as { qr: string };
    expect(svg.querySelector('path')?.getAttribute('d')).toBe(drawQr(text).path);
    expect(screen.getByRole('heading').textContent).toBe('ĐANG CHỜ 250.000đ');
    expect(screen.getByText('0123456789')).toBeTruthy();
    expect(screen.getByText('VP1001')).toBeTruthy();
    expect(screen.getByText('Chọn chuyển nhanh 24/7, đừng sửa số tiền và nội dung')).toBeTruthy();
  });

  it('stays as it is when something is to be copied where there is no clipboard', async () => {
    const faults: unknown[] = [];
    const onFault = (event: Event): void => void faults.push(event);
    window.addEventListener('error', onFault);
    const clipboard = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    await walk.waitForPayment();

    press('Chép Số tài khoản');
    await pass(walk.clock, 0);

    if (clipboard === undefined) Reflect.deleteProperty(navigator, 'clipboard');
    else Object.defineProperty(navigator, 'clipboard', clipboard);
    window.removeEventListener('error', onFault);
    expect(faults).toEqual([]);
    expect(screen.getByText('0123456789')).toBeTruthy();
  });

  it('[PAYMFE5] asks for the QR once, for this till', async () => {
    await walk.waitForPayment();
    await pass(walk.clock, REREAD_MS);
    await pass(walk.clock, REREAD_MS);

    expect(walk.bank.count(OPEN_QR)).toBe(1);
    expect(walk.bank.bodies()).toEqual([{ method: 'vietqr', till_id: THIS_TILL }]);
  });

  it('[PAYMFE5] asks again after the QR could not be had', async () => {
    walk.bank.add({});
    walk.bank.harm(OPEN_QR, 'server error');
    renderPaymentApp('/1001', walk.clock);
    await screen.findByText('Chưa tạo được mã VietQR.');

    walk.bank.harm(OPEN_QR, null);
    fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));

    expect(await qr()).toBeTruthy();
  });

  it('[PAYMFE5] asks for no QR while it cannot read what is due', async () => {
    walk.bank.add({});
    walk.bank.harm(OPEN_QR, 'server error');
    renderPaymentApp('/1001', walk.clock);
    await screen.findByText('Chưa tạo được mã VietQR.');
    walk.bank.harm(READ, 'offline');
    const [reads, asked] = [walk.bank.count(READ), walk.bank.count(OPEN_QR)];

    await pass(walk.clock, REREAD_MS);
    await pass(walk.clock, 0);

    expect(walk.bank.count(READ)).toBeGreaterThan(reads);
    expect(walk.bank.count(OPEN_QR)).toBe(asked);
  });

  it('[PAYMFE6] counts down without ever ending the wait', async () => {
    await walk.waitForPayment();
    expect(screen.getByRole('timer').textContent).toBe('Khách còn 15:00 để chuyển');

    await pass(walk.clock, 61_000);
    expect(screen.getByRole('timer').textContent).toBe('Khách còn 13:59 để chuyển');
    await pass(walk.clock, 15 * 60_000);

    expect(screen.getByRole('timer').textContent).toBe('Đã quá giờ – mã vẫn nhận được tiền');
    expect(await qr()).toBeTruthy();
  });

  it('[PAYMFE1] keeps the QR and says so when the order cannot be read for a while', async () => {
    await walk.waitForPayment();

    walk.bank.harm(READ, 'offline');
    walk.bank.harm(CHECK, 'offline');
    fireEvent.click(screen.getByRole('button', { name: 'Kiểm tra giao dịch' }));

    expect(await screen.findByText('Chưa kiểm tra được – hãy kiểm tra app ngân hàng')).toBeTruthy();
    expect(await qr()).toBeTruthy();
  });
});

describe('an order that cannot be shown', () => {
  it.each([
    ['offline', 'Không kết nối được máy chủ. Màn hình sẽ tự thử lại.'],
    ['wrong shape', 'Máy chủ trả lời sai định dạng. Hãy báo quản lý.'],
    ['refused', 'Máy chủ từ chối mở đơn này.'],
  ] as const)('[PAYMFE1] says what is wrong (%s) and comes back by itself', async (fault, words) => {
    walk.bank.add({});
    walk.bank.harm(READ, fault);
    renderPaymentApp('/1001', walk.clock);
    await screen.findByText(words);

    walk.bank.harm(READ, null);
    await pass(walk.clock, REREAD_MS);

    expect(await qr()).toBeTruthy();
  });

  it('[PAYMFE1] says that there is no such order', async () => {
    renderPaymentApp('/1001', walk.clock);

    expect(await screen.findByText('Không tìm thấy đơn này.')).toBeTruthy();
  });

  it('shows nothing of one order on the screen of the next', async () => {
    walk.bank.add({});
    walk.bank.add({ total: 80_000 });
    walk.bank.pay(1001, 250_000);
    const { goTo } = renderPaymentApp('/1001', walk.clock);
    await waitFor(() => expect(state()).toBe('paid'));

    goTo('/1002');

    expect(state()).toBe('loading');
    expect(await screen.findByRole('img', { name: 'Mã VietQR 80.000đ, đơn HD-1002' })).toBeTruthy();
    expect(walk.toasts).toEqual([]);
  });
});
