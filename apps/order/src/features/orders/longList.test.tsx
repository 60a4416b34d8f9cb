import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { listenNavigate } from '@vppos/core/bus';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeShop, installFakeShop } from '../../testing/fakeShop.ts';
import { deliver, pass, renderOrderApp } from '../../testing/renderOrderApp.tsx';
import { SEARCH_QUIET_MS } from './Orders.tsx';

const LIST = 'GET /api/v1/orders?';

let shop: FakeShop;
beforeEach(() => {
  shop = installFakeShop();
});
afterEach(() => shop.uninstall());

const listed = () =>
  [...document.querySelectorAll('li[data-order-id]')].map((row) => row.getAttribute('data-order-id'));
const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

describe('a long list', () => {
  it('[ORDMFE23] renders the rows in sight and reads only their page', async () => {
    for (let n = 0; n < 200; n += 1) shop.add({});
    renderOrderApp();
    await screen.findByText('HD-1200');

    expect(listed().length).toBeLessThan(40);
    expect(shop.asked().filter((line) => line.startsWith(LIST))).toEqual([`${LIST}page=1`]);
  });

  it('[ORDMFE6] says so when a page further down cannot be read', async () => {
    for (let n = 0; n < 200; n += 1) shop.add({});
    shop.harm(`${LIST}page=2`, 'offline');
    renderOrderApp();
    await screen.findByText('HD-1200');
    expect(screen.queryByText(/^Mất kết nối – dữ liệu/)).toBeNull();

    const list = screen.getByRole('list', { name: 'Đơn hàng' }).parentElement;
    await act(async () => {
      if (list !== null) list.scrollTop = 60 * 72;
      list?.dispatchEvent(new Event('scroll'));
    });

    await waitFor(() => expect(shop.count(`${LIST}page=2`)).toBe(1));
    expect(await screen.findByText(/^Mất kết nối – dữ liệu/)).toBeTruthy();
  });

  it('[ORDMFE7] shows an order that is asked for above the list when it is not among the newest, until it is closed', async () => {
    for (let n = 0; n < 200; n += 1) shop.add({ note: `phiếu ${n + 1}` });
    renderOrderApp({ path: '/1003' });

    const opened = within(await screen.findByRole('region', { name: 'Đơn được mở' }));
    expect(await opened.findByText('Ghi chú: phiếu 3')).toBeTruthy();
    await act(async () => void fireEvent.click(opened.getByRole('button', { name: 'Đóng' })));
    expect(document.activeElement).toBe(screen.getByRole('list', { name: 'Đơn hàng' }).parentElement);
    const shown = [screen.queryByRole('region', { name: 'Đơn được mở' })];
    await press('Chờ trả');
    const filter = within(screen.getByRole('region', { name: 'Đơn hàng' }));
    await act(async () => void fireEvent.click(filter.getByRole('button', { name: 'Tất cả' })));
    await screen.findByText('HD-1200');
    shown.push(screen.queryByRole('region', { name: 'Đơn được mở' }));

    expect(shown).toEqual([null, null]);
  });

  it('[ORDMFE7] opens an order that is asked for in the list where it is among the newest, each time', async () => {
    for (let n = 0; n < 200; n += 1) shop.add({});
    const { show } = renderOrderApp({ path: '/1198' });
    const opened = () => screen.findByRole('button', { name: /HD-1198/, expanded: true });
    const row = await opened();
    await act(async () => void fireEvent.click(row));
    expect(screen.queryByRole('button', { name: /HD-1198/, expanded: true })).toBeNull();

    // As the container does when it is told.
    await act(async () => show('/'));
    await act(async () => show('/1198'));

    expect((await opened()).closest('li')).not.toBeNull();
    expect(screen.queryByRole('region', { name: 'Đơn được mở' })).toBeNull();
  });

  it('[ORDMFE7] shows it once, above the list of all orders alone', async () => {
    for (let n = 0; n < 200; n += 1) shop.add({});
    renderOrderApp({ path: '/1140' });
    const above = () => screen.queryByRole('region', { name: 'Đơn được mở' });
    await waitFor(() => expect(above()).not.toBeNull());

    const list = screen.getByRole('list', { name: 'Đơn hàng' }).parentElement;
    await act(async () => {
      if (list !== null) list.scrollTop = 60 * 72;
      list?.dispatchEvent(new Event('scroll'));
    });
    await waitFor(() => expect(listed()).toContain('1140'));
    const opened = screen.getAllByRole('button', { name: /HD-1140/, expanded: true });
    await press('Chờ trả');
    const filtered = above();

    expect(opened.map((button) => button.closest('li'))).toEqual([null]);
    expect(filtered).toBeNull();
  });

  it('[ORDMFE7] says so when the order that is asked for cannot be read', async () => {
    shop.add({});
    renderOrderApp({ path: '/9999' });

    const opened = within(await screen.findByRole('region', { name: 'Đơn được mở' }));
    expect(await opened.findByRole('button', { name: 'Thử lại' })).toBeTruthy();
    await act(async () => void fireEvent.click(opened.getByRole('button', { name: 'Đóng' })));
    expect(screen.queryByRole('region', { name: 'Đơn được mở' })).toBeNull();
  });

  it('[ORDMFE7] turns a narrow screen to the orders each time one is asked for', async () => {
    shop.add({});
    const { show } = renderOrderApp();
    await screen.findByText('HD-1001');
    const gone: string[] = [];
    const stop = listenNavigate(({ to, replace }) => void gone.push(`${to} ${replace}`));
    const sell = screen.getByRole('button', { name: 'Bán hàng', pressed: true });
    const pressed: (string | null)[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      show('/1001');
      pressed.push(sell.getAttribute('aria-pressed'));
      // As the container does when it is told.
      show('/');
      fireEvent.click(sell);
    }
    stop();

    expect(pressed).toEqual(['false', 'false']);
    expect(new Set(gone)).toEqual(new Set(['/order true']));
  });

  it('[ORDMFE23] filters by what became of the orders', async () => {
    shop.add({ status: 'paid' });
    shop.add({ status: 'cancelled' });
    shop.add({ status: 'partially_paid' });
    renderOrderApp();
    await screen.findByText('HD-1003');

    await press('Chờ trả');
    await waitFor(() => expect(listed()).toEqual(['1003']));
    await press('Đã hủy');
    await waitFor(() => expect(listed()).toEqual(['1002']));
    await press('Đã trả');
    await waitFor(() => expect(listed()).toEqual(['1001']));
  });

  it('[ORDMFE23] finds by number or table once the typing stops, and says when there is nothing', async () => {
    shop.add({ table: 'Bàn 5' });
    shop.add({});
    const { clock } = renderOrderApp();
    await screen.findByText('HD-1002');
    const search = screen.getByRole('searchbox', { name: 'Tìm số đơn, bàn' });
    const before = shop.count(LIST);

    for (const typed of ['b', 'bà', 'bàn 5']) fireEvent.change(search, { target: { value: typed } });
    await pass(clock, SEARCH_QUIET_MS - 1);
    expect(shop.count(LIST)).toBe(before);
    await pass(clock, 1);
    await waitFor(() => expect(listed()).toEqual(['1001']));
    expect(shop.count(LIST)).toBe(before + 1);

    fireEvent.change(search, { target: { value: 'bàn 6' } });
    await pass(clock, SEARCH_QUIET_MS);
    expect(await screen.findByText('Không có đơn nào như vậy.')).toBeTruthy();
  });
});

it('[ORDMFE4] follows an order that a colleague cancels', async () => {
  shop.add({});
  renderOrderApp();
  await screen.findByText('HD-1001');

  shop.change(1001, { status: 'cancelled' });
  await deliver('order_cancelled', { order_id: 1001, invoice_number: 'HD-1001', message: '', reason: 'Khách đổi ý' });

  expect(await screen.findByText('Đã hủy', { selector: '.vp-badge' })).toBeTruthy();
});

it('[ORDMFE7] tells notes, discount, and who confirmed the money, below the row', async () => {
  shop.add({
    status: 'paid',
    paid: 225_000,
    total: 225_000,
    discount: 25_000,
    note: 'mang về',
    items: [{ product_id: 4, name: 'Lẩu bò', quantity: 1, price: 250_000, note: 'ít cay' }],
    payments: [{ method: 'manual', amount: 225_000, booked_at: 1_700_000_000_000, confirmed_by_name: 'Minh' }],
  });
  renderOrderApp({ path: '/1001' });

  expect(await screen.findByText('Ghi chú: mang về')).toBeTruthy();
  expect(screen.getByText('−25.000đ')).toBeTruthy();
  expect(screen.getByText('– ít cay', { exact: false })).toBeTruthy();
  expect(screen.getByText('05:13 · Xác nhận tay 225.000đ · Minh xác nhận')).toBeTruthy();
});
