import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { publishRealtimeResync } from '@vppos/core/bus';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RECORDED_PRODUCTS } from '../../standalone/recordedShop.ts';
import { type FakeShop, installFakeShop } from '../../testing/fakeShop.ts';
import { fire, pass, renderOrderApp } from '../../testing/renderOrderApp.tsx';
import { memoryShelf } from '../desk/menuShelf.ts';
import { SCAN_SAID_MS } from './useScannedProduct.ts';

const LIST = 'GET /api/v1/products';

let shop: FakeShop;
beforeEach(() => {
  shop = installFakeShop();
});
afterEach(() => shop.uninstall());

const tile = (name: RegExp) => screen.findByRole('button', { name });
const scan = (code: string) =>
  act(async () => void window.dispatchEvent(new CustomEvent('vppos:scan', { detail: { v: 1, code } })));

it('[ORDMFE9] offers to try again when the products cannot be had, and finds them by name without accents', async () => {
  shop.harm(LIST, 'offline');
  renderOrderApp();
  const failed = await screen.findByText('Chưa tải được danh sách sản phẩm.');
  shop.harm(LIST, null);
  await fire.click(failed.parentElement?.querySelector('button') ?? failed);
  await screen.findByText('Lẩu bò');

  await fire.change(screen.getByRole('searchbox', { name: 'Tìm sản phẩm' }), { target: { value: 'ca phe' } });

  await waitFor(() => expect(screen.queryByText('Lẩu bò')).toBeNull());
  expect(screen.getByText('Cà phê sữa đá')).toBeTruthy();
});

it('[ORDMFE9] reads the menu again after a resync: a change of it may be among what was lost', async () => {
  renderOrderApp();
  await tile(/^Thêm Lẩu bò/);
  const before = shop.count(LIST);

  await act(async () => publishRealtimeResync('trimmed'));

  await waitFor(() => expect(shop.count(LIST)).toBe(before + 1));
});

it('[ORDMFE11] sells what was kept when the server cannot be reached, and says from when it is', async () => {
  const shelf = memoryShelf();
  await shelf.keep({ readAt: 1_700_000_000_000, items: RECORDED_PRODUCTS });
  shop.harm(LIST, 'offline');
  renderOrderApp({ shelf });

  await fire.click(await tile(/^Thêm Lẩu bò/));

  expect(await screen.findByText('Không có mạng – sản phẩm và giá lúc 05:13, vẫn bán được')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Xóa Lẩu bò khỏi đơn' })).toBeTruthy();
});

it('[ORDMFE10] counts on the tile how many are in the draft', async () => {
  renderOrderApp();
  const lau = await tile(/^Thêm Lẩu bò/);

  await fire.click(lau);
  await fire.click(lau);

  expect(lau.querySelector('[data-quantity]')?.getAttribute('data-quantity')).toBe('2');
  expect(lau.textContent).toBe('Lẩu bò 250.000đ');
});

it('[ORDMFE10] begins another search at its top, without making the grid anew', async () => {
  renderOrderApp();
  const row = (await tile(/^Thêm Phở tái/)).parentElement;
  const scroller = row?.parentElement?.parentElement;
  if (scroller) scroller.scrollTop = 500;

  await fire.change(screen.getByRole('searchbox', { name: 'Tìm sản phẩm' }), { target: { value: 'lau' } });

  expect((await tile(/^Thêm Lẩu bò/)).parentElement).toBe(row);
  expect(scroller?.scrollTop).toBe(0);
});

it('[ORDMFE12] adds what the scanner reads, and says it', async () => {
  renderOrderApp();
  await tile(/^Thêm Lẩu bò/);

  await scan('8930000000004');

  expect(screen.getByText('Đã thêm Lẩu bò')).toBeTruthy();
  expect(screen.getByRole('textbox', { name: 'Số lượng Lẩu bò' })).toBeTruthy();
});

it('[ORDMFE12] says a code that nothing has, adds nothing and leaves the focus alone', async () => {
  renderOrderApp();
  const lau = await tile(/^Thêm Lẩu bò/);
  lau.focus();

  await scan('4006381333931');

  expect(screen.getByText('Không có sản phẩm nào mang mã vạch 4006381333931')).toBeTruthy();
  expect(document.activeElement).toBe(lau);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Tạo đơn' }).disabled).toBe(true);
});

it('[ORDMFE12] no longer says an unknown code after a while', async () => {
  const { clock } = renderOrderApp();
  await tile(/^Thêm Lẩu bò/);
  await scan('4006381333931');
  await pass(clock, SCAN_SAID_MS - 1);
  expect(screen.getByText(/^Không có sản phẩm nào mang mã vạch/)).toBeTruthy();

  await pass(clock, 1);

  expect(screen.queryByText(/^Không có sản phẩm nào mang mã vạch/)).toBeNull();
});

it('[ORDMFE21] moves between the tiles with the arrows', async () => {
  renderOrderApp();
  const first = await tile(/^Thêm Phở tái/);
  first.focus();

  await act(async () => void fireEvent.keyDown(first, { key: 'ArrowRight' }));

  expect(document.activeElement).toBe(await tile(/^Thêm Phở đặc biệt/));
});
