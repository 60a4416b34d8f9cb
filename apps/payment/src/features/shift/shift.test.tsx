import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { publishAuth } from '@vppos/core/bus';
import { describe, expect, it } from 'vitest';
import { paymentWalk } from '../../testing/paymentWalk.tsx';
import { press } from '../../testing/press.ts';
import { deliver, renderPaymentApp, THIS_TILL } from '../../testing/renderPaymentApp.tsx';
import { CHART_HEIGHT, hourBars } from './hourBars.ts';
import { sumOfNotes } from './notes.ts';

const walk = paymentWalk();
const type = (label: string, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function openShift(): Promise<void> {
  renderPaymentApp('/shift', walk.clock);
  await screen.findByText('Quầy này chưa mở ca.');
  type('Tiền mặt đầu ca trong ngăn kéo', '500000');
  press('Mở ca');
  await screen.findByText(/^Ca mở lúc .*đầu ca 500\.000đ$/);
}

describe('a shift', () => {
  it('[PAYMFE22] is counted blind by notes with a running sum, closed after a second word, and then reported', async () => {
    walk.bank.add({});
    await openShift();
    walk.bank.book(1001, { method: 'cash', amount: 250_000, till_id: THIS_TILL });
    expect(document.body.textContent).not.toContain('Cần có');
    type('Số tờ 500.000đ', '1');
    type('Số tờ 100.000đ', '2');
    expect(screen.getByText('700.000đ')).toBeTruthy();

    press('Đóng ca');
    const confirm = screen.getByRole('button', { name: 'Đóng ca với 700.000đ' });
    fireEvent.click(confirm, { detail: 2 });
    expect(walk.bank.bodies()).toHaveLength(1);
    fireEvent.click(confirm, { detail: 1 });

    await waitFor(() => expect(walk.visited).toEqual(['/payment/shift/1']));
    expect(walk.bank.bodies()).toEqual([{ till_id: THIS_TILL, opening_cash: 500_000 }, { counted_cash: 700_000 }]);
  });

  it('[PAYMFE22] that is not open is told beside its place, until it is opened; then there is a way to the selling', async () => {
    renderPaymentApp('/shift', walk.clock);
    expect(await screen.findByRole('link', { name: /^Ca làm ?chưa mở$/ })).toBeTruthy();

    type('Tiền mặt đầu ca trong ngăn kéo', '0');
    press('Mở ca');

    await screen.findByText(/^Ca mở lúc/);
    expect(screen.getByRole('link', { name: 'Ca làm' })).toBeTruthy();
    press('Bán hàng');
    expect(walk.visited).toEqual(['/order']);
  });

  it('[PAYMFE22] can be counted as one number with a note', async () => {
    await openShift();

    press('Nhập một số');
    type('Tổng tiền đếm được', '480000');
    type('Ghi chú (nếu có)', 'thiếu tiền lẻ');
    press('Đóng ca');
    press('Đóng ca với 480.000đ');

    await waitFor(() => expect(walk.bank.bodies()[1]).toEqual({ counted_cash: 480_000, note: 'thiếu tiền lẻ' }));
  });

  it('[PAYMFE22] of the till that was is gone when the till has another name, also when nothing can be read', async () => {
    await openShift();
    walk.bank.harm('GET /api/v1/shifts/current', 'offline');

    await act(async () => publishAuth({ id: 1, name: 'Lan', company_id: 1, roles: ['cashier'], till_id: 'quay-9' }));

    await waitFor(() => expect(screen.queryByText(/^Ca mở lúc/)).toBeNull());
  });

  it('[PAYMFE22] that somebody else has closed leads to its report', async () => {
    await openShift();
    press('Nhập một số');
    type('Tổng tiền đếm được', '480000');
    press('Đóng ca');
    await walk.bank.fetch('/api/v1/shifts/1/close', { method: 'POST', body: '{"counted_cash":1}' });

    press('Đóng ca với 480.000đ');

    await waitFor(() => expect(walk.visited).toEqual(['/payment/shift/1']));
    expect(walk.toasts.map((toast) => toast.message)).toEqual(['Ca này đã được đóng.']);
  });

  it('adds up notes, and takes what was not counted for none', () => {
    expect(sumOfNotes({ 500000: 2, 1000: 3 })).toBe(1_003_000);
    expect(sumOfNotes({})).toBe(0);
  });
});

describe('the report', () => {
  async function closeShift(): Promise<void> {
    const post = (path: string, body: object) => walk.bank.fetch(path, { method: 'POST', body: JSON.stringify(body) });
    await post('/api/v1/shifts', { till_id: THIS_TILL, opening_cash: 500_000 });
    walk.bank.add({});
    walk.bank.book(1001, { method: 'manual', amount: 250_000, till_id: THIS_TILL, confirmed_by_name: 'Lan' });
    await post('/api/v1/shifts/1/close', { counted_cash: 480_000 });
  }

  it('[PAYMFE23] shows cash, difference, ways of paying, what was done by hand, and the hours', async () => {
    await closeShift();
    renderPaymentApp('/shift/1', walk.clock);

    const paper = await screen.findByRole('article', { name: `Báo cáo ca ${THIS_TILL}` });
    for (const words of [
      'Cần có500.000đ',
      'Đếm được480.000đ',
      'Chênh lệch-20.000đ',
      'Tổng nhận250.000đ',
      'Xác nhận đã thấy tiền',
    ])
      expect(paper.textContent).toContain(words);
    expect(screen.getByRole('img', { name: /^Tiền nhận theo giờ/ })).toBeTruthy();
    expect(screen.getByRole('table').textContent).toContain('500.000đ');
  });

  it('[PAYMFE23] of an open shift is not shown to a cashier', async () => {
    await walk.bank.fetch('/api/v1/shifts', { method: 'POST', body: '{"till_id":"quay-1","opening_cash":1}' });
    renderPaymentApp('/shift/1', walk.clock);

    expect(await screen.findByText('Báo cáo chỉ xem được sau khi đóng ca.')).toBeTruthy();
  });

  it('[PAYMFE23] of another shift takes its place at once, also when that may not be seen', async () => {
    await closeShift();
    await walk.bank.fetch('/api/v1/shifts', { method: 'POST', body: '{"till_id":"quay-1","opening_cash":1}' });
    const { goTo } = renderPaymentApp('/shift/1', walk.clock);
    await screen.findByRole('article');

    goTo('/shift/2');

    expect(await screen.findByText('Báo cáo chỉ xem được sau khi đóng ca.')).toBeTruthy();
    expect(screen.queryByRole('article')).toBeNull();
  });

  it('[PAYMFE23] is read again when something of it may have changed', async () => {
    await closeShift();
    renderPaymentApp('/shift/1', walk.clock);
    await screen.findByRole('article');
    const before = walk.bank.count('GET /api/v1/shifts/1/report');

    await deliver('resource_updated', { resource: 'receipt', action: 'updated', data: { id: 1 } });

    await waitFor(() => expect(walk.bank.count('GET /api/v1/shifts/1/report')).toBe(before + 1));
  });

  it('[PAYMFE23] is listed among the earlier shifts', async () => {
    await closeShift();
    renderPaymentApp('/shift', walk.clock);

    fireEvent.click(await screen.findByRole('button', { name: /Chênh lệch -20\.000đ/ }));

    expect(walk.visited).toEqual(['/payment/shift/1']);
  });

  it('draws the busiest hour as high as the chart', () => {
    const hours = [
      { from: 1, count: 1, amount: 50_000 },
      { from: 2, count: 3, amount: 200_000 },
    ];

    expect(hourBars(hours).map((bar) => bar.height)).toEqual([CHART_HEIGHT / 4, CHART_HEIGHT]);
    expect(hourBars([{ from: 1, count: 0, amount: 0 }]).map((bar) => bar.height)).toEqual([0]);
  });
});
