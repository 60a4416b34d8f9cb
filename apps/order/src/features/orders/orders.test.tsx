import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { publishRealtimeResync, publishRealtimeStatus } from '@vppos/core/bus';
import { SNAPSHOT_SPACING_MS } from '@vppos/core/hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeShop, installFakeShop } from '../../testing/fakeShop.ts';
import { deliver, pass, renderOrderApp } from '../../testing/renderOrderApp.tsx';

const LIST = 'GET /api/v1/orders?';
const LIVE = { state: 'live', since: 0, role: 'alone', degraded: false, fresh: true } as const;

let shop: FakeShop;
beforeEach(() => {
  shop = installFakeShop();
  publishRealtimeStatus(LIVE);
});
afterEach(() => shop.uninstall());

const row = (orderId: number): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-order-id="${orderId}"]`);
  if (found === null) throw new Error(`No row of order ${orderId}.`);
  return found;
};
const status = (orderId: number) => row(orderId).dataset['status'];
const isFlashing = (orderId: number) => row(orderId).querySelector('[data-flash]') !== null;

describe('the list of orders', () => {
  it('[ORDMFE3] shows the newest first with its status and price', async () => {
    shop.add({ status: 'paid' });
    shop.add({ status: 'unpaid', total: 80_000 });
    renderOrderApp();

    await screen.findByText('HD-1002');

    expect([...document.querySelectorAll('[data-order-id]')].map((li) => li.getAttribute('data-order-id'))).toEqual([
      '1002',
      '1001',
    ]);
    expect(within(row(1002)).getByText('Chưa thanh toán')).toBeTruthy();
    expect(within(row(1002)).getByText('80.000đ')).toBeTruthy();
    expect(within(row(1001)).getByText('Đã thanh toán')).toBeTruthy();
    expect(isFlashing(1001)).toBe(false);
  });

  it('[ORDMFE4] turns an order paid on order_paid, without a reload, and flashes its row', async () => {
    shop.add({});
    renderOrderApp();
    await screen.findByText('HD-1001');

    shop.change(1001, { status: 'paid', paid: 250_000 });
    await deliver('order_paid', { order_id: 1001, invoice_number: 'HD-1001', message: '', total: 250_000 });

    await waitFor(() => expect(status(1001)).toBe('paid'));
    expect(isFlashing(1001)).toBe(true);
  });

  it('[ORDMFE4] believes the server, not the event', async () => {
    shop.add({});
    renderOrderApp();
    await screen.findByText('HD-1001');
    const before = shop.count(LIST);

    await deliver('order_paid', { order_id: 1001, invoice_number: 'HD-1001', message: '', total: 250_000 });

    await waitFor(() => expect(shop.count(LIST)).toBe(before + 1));
    expect(status(1001)).toBe('unpaid');
  });

  it("[ORDMFE4] shows a colleague's order as soon as it is told, and flashes it", async () => {
    shop.add({});
    renderOrderApp();
    await screen.findByText('HD-1001');

    shop.add({});
    await deliver('order_created', { order_id: 1002, invoice_number: 'HD-1002', message: '' });
    await screen.findByText('HD-1002');

    expect(isFlashing(1002)).toBe(true);
    expect(isFlashing(1001)).toBe(false);
  });

  it('[ORDMFE4] reads a bounded number of times for 30 events of one tick and ends in the right state', async () => {
    for (let n = 0; n < 30; n += 1) shop.add({});
    const { clock } = renderOrderApp();
    await screen.findByText('HD-1030');
    const before = shop.count(LIST);

    const ids = shop.orders().map((order) => order.order_id);
    for (const id of ids) shop.change(id, { status: 'paid' });
    await deliver(
      'order_paid',
      ...ids.map((id) => ({ order_id: id, invoice_number: '', message: '', total: 250_000 })),
    );
    await pass(clock, SNAPSHOT_SPACING_MS);

    await waitFor(() => expect(document.querySelectorAll('[data-status="unpaid"]')).toHaveLength(0));
    expect(document.querySelectorAll('[data-status="paid"]').length).toBeGreaterThan(10);
    expect(shop.count(LIST) - before).toBeLessThanOrEqual(2);
  });

  it('[ORDMFE4] reads again after an event that comes while the list is being read', async () => {
    shop.add({});
    const release = shop.hold();
    renderOrderApp();
    await waitFor(() => expect(shop.count(LIST)).toBeGreaterThan(0));

    shop.change(1001, { status: 'paid' });
    await deliver('order_paid', { order_id: 1001, invoice_number: '', message: '', total: 250_000 });
    release();

    await waitFor(() => expect(status(1001)).toBe('paid'));
  });

  it('[ORDMFE4] reads again for a notify that names an order, not for one that names none', async () => {
    shop.add({});
    const { clock } = renderOrderApp();
    await screen.findByText('HD-1001');
    const before = shop.count(LIST);

    await deliver('notify', { message: 'Xin chào' });
    await pass(clock, SNAPSHOT_SPACING_MS);
    expect(shop.count(LIST)).toBe(before);
    await deliver('notify', { message: 'Đã hủy', order_id: 1001 });

    await waitFor(() => expect(shop.count(LIST)).toBe(before + 1));
  });

  it('[ORDMFE4] asks nothing because of a test event', async () => {
    shop.add({});
    const { clock } = renderOrderApp();
    await screen.findByText('HD-1001');
    const before = shop.count(LIST);

    await deliver('order_paid', { order_id: 1001, invoice_number: '', message: '', total: 1, test: true });
    await pass(clock, SNAPSHOT_SPACING_MS);

    expect(shop.count(LIST)).toBe(before);
  });

  it.each([
    ['a resync', () => publishRealtimeResync('trimmed')],
    ['the window coming back into focus', () => window.dispatchEvent(new Event('focus'))],
    ['the stream going live again', () => publishRealtimeStatus({ ...LIVE, since: 2 })],
  ])('[ORDMFE5] reads again on %s', async (_what, hint) => {
    shop.add({});
    const { clock } = renderOrderApp();
    await screen.findByText('HD-1001');
    await act(async () => publishRealtimeStatus({ ...LIVE, state: 'waiting', since: 1 }));
    await pass(clock, SNAPSHOT_SPACING_MS);
    const before = shop.count(LIST);

    await act(async () => hint());

    await waitFor(() => expect(shop.count(LIST)).toBe(before + 1));
  });

  it('listens to nothing after it has gone', async () => {
    shop.add({});
    const { unmount } = renderOrderApp();
    await screen.findByText('HD-1001');
    unmount();
    const before = shop.asked().length;

    await deliver('order_created', { order_id: 1002, invoice_number: '', message: '' });

    expect(shop.asked()).toHaveLength(before);
  });
});

describe('the list in trouble', () => {
  it('[ORDMFE6] shows an empty list in words', async () => {
    renderOrderApp();

    expect(await screen.findByText('Chưa có đơn nào hôm nay')).toBeTruthy();
  });

  it.each(['offline', 'server error', 'wrong shape'] as const)(
    '[ORDMFE6] offers to try again when the list is not to be had: %s',
    async (fault) => {
      shop.add({});
      shop.harm(LIST, fault);
      renderOrderApp();
      const alert = await screen.findByText('Chưa tải được danh sách đơn hàng.');

      shop.harm(LIST, null);
      const retry = within(alert.parentElement ?? document.body).getByRole('button', { name: 'Thử lại' });
      fireEvent.click(retry);

      expect(await screen.findByText('HD-1001')).toBeTruthy();
    },
  );

  it('[ORDMFE6] keeps what it has and says from when it is after a failed read', async () => {
    shop.add({});
    renderOrderApp();
    await screen.findByText('HD-1001');

    shop.harm(LIST, 'offline');
    await act(async () => publishRealtimeResync('epoch'));

    expect(await screen.findByText(/^Mất kết nối – dữ liệu lúc \d{2}:\d{2}$/)).toBeTruthy();
    expect(status(1001)).toBe('unpaid');
  });

  it('[ORDMFE6] shows an order of a status this build does not know', async () => {
    // The newest back end may say what this build has never heard of.
    shop.add({ status: 'refunded' as 'paid' });
    renderOrderApp();

    expect(await screen.findByText('Không rõ')).toBeTruthy();
  });
});

describe('one order', () => {
  it('[ORDMFE7] opens below its row, with its products', async () => {
    shop.add({ items: [{ product_id: 1, name: 'Phở tái', quantity: 2, price: 55_000, note: null }] });
    renderOrderApp();

    fireEvent.click(await screen.findByRole('button', { name: /^HD-1001/ }));

    expect(await screen.findByText('2 × Phở tái')).toBeTruthy();
  });

  it('[ORDMFE7] is open from the start when the path names it', async () => {
    shop.add({ items: [{ product_id: 1, name: 'Phở tái', quantity: 2, price: 55_000, note: null }] });
    renderOrderApp({ path: '/1001' });

    expect(await screen.findByText('2 × Phở tái')).toBeTruthy();
  });

  it('[ORDMFE7] is cancelled only with a reason, which the server gets', async () => {
    shop.add({});
    renderOrderApp({ path: '/1001' });
    fireEvent.click(await screen.findByRole('button', { name: 'Hủy đơn' }));
    const confirm = screen.getByRole<HTMLButtonElement>('button', { name: 'Xác nhận hủy' });
    expect(confirm.disabled).toBe(true);

    fireEvent.click(screen.getByRole('button', { name: 'Khách đổi ý' }));
    fireEvent.click(confirm);

    await waitFor(() => expect(status(1001)).toBe('cancelled'));
    expect(shop.bodies()).toEqual([{ reason: 'Khách đổi ý' }]);
  });
});
