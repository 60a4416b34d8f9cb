import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { listenNavigate, listenToasts, type Toast } from '@vppos/core/bus';
import { REQUEST_DEADLINE_MS } from '@vppos/core/http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeShop, installFakeShop } from '../../testing/fakeShop.ts';
import { pass, renderOrderApp } from '../../testing/renderOrderApp.tsx';

const CREATE = 'POST /api/v1/orders';

let shop: FakeShop;
let toasts: Toast[];
let visited: string[];
let stops: (() => void)[];
beforeEach(() => {
  shop = installFakeShop();
  toasts = [];
  visited = [];
  stops = [listenToasts((toast) => toasts.push(toast)), listenNavigate(({ to }) => visited.push(to)), shop.uninstall];
});
afterEach(() => {
  for (const stop of stops) stop();
});

async function fillCart(): Promise<void> {
  fireEvent.click(await screen.findByRole('button', { name: 'Thêm Lẩu bò, 250.000đ' }));
}
const submit = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Tạo đơn' });

it('[ORDMFE1] makes one order of the cart, empties it and says its number', async () => {
  renderOrderApp();
  await fillCart();

  const button = submit();
  fireEvent.click(button);
  fireEvent.click(button);

  await screen.findByText('Chạm vào sản phẩm để thêm vào giỏ.');
  expect(shop.orders()).toHaveLength(1);
  expect(shop.bodies()).toEqual([
    { items: [{ product_id: 4, quantity: 1 }], till_id: 'quay-1', idempotency_key: 'key-1' },
  ]);
  expect(toasts).toMatchObject([
    { kind: 'success', message: 'Đã tạo đơn HD-1001', action: { label: 'Thanh toán', to: '/payment/1001' } },
  ]);
});

it('[ORDMFE1] sends one request for two taps before the screen could change', async () => {
  renderOrderApp();
  await fillCart();
  const button = submit();

  await act(async () => {
    button.click();
    button.click();
  });

  expect(shop.count(CREATE)).toBe(1);
});

it('[ORDMFE8] offers the payment of the new order, and goes there only when asked', async () => {
  renderOrderApp();
  await fillCart();
  fireEvent.click(submit());
  await screen.findByText('HD-1001 · 250.000đ');
  expect(visited).toEqual([]);

  fireEvent.click(screen.getByRole('button', { name: 'Thanh toán' }));

  expect(visited).toEqual(['/payment/1001']);
});

it('[ORDMFE1] sends the same key again after a lost answer, so that there is one order', async () => {
  renderOrderApp();
  await fillCart();
  shop.harm(CREATE, 'lost answer');
  fireEvent.click(submit());
  await screen.findByText(/^Chưa nhận được trả lời/);

  shop.harm(CREATE, null);
  fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }));

  await screen.findByText('HD-1001 · 250.000đ');
  const [first, second] = shop.bodies();
  expect(second).toEqual(first);
  expect(shop.orders()).toHaveLength(1);
  expect(toasts).toHaveLength(1);
});

it('[ORDMFE1] takes an answer that never comes for a lost one', async () => {
  const { clock } = renderOrderApp();
  await fillCart();
  shop.hold();
  fireEvent.click(submit());
  await waitFor(() => expect(shop.count(CREATE)).toBe(1));

  await pass(clock, REQUEST_DEADLINE_MS);

  expect(await screen.findByText(/^Chưa nhận được trả lời/)).toBeTruthy();
});

it('[ORDMFE1] lets the cashier go on editing after a clear refusal', async () => {
  renderOrderApp();
  await fillCart();
  shop.harm(CREATE, 'refused');

  fireEvent.click(submit());

  expect(await screen.findByText('Unknown product')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Thêm một Lẩu bò' }));
  expect(screen.getAllByText('500.000đ')).not.toHaveLength(0);
});

it('keeps the total in step with the lines', async () => {
  renderOrderApp();
  await fillCart();

  fireEvent.click(screen.getByRole('button', { name: 'Thêm một Lẩu bò' }));
  expect(screen.getAllByText('500.000đ')).toHaveLength(2);
  fireEvent.click(screen.getByRole('button', { name: 'Xóa Lẩu bò khỏi giỏ' }));

  expect(submit().disabled).toBe(true);
});

it('[ORDMFE9] offers to try again when the products cannot be had, and finds them by name without accents', async () => {
  shop.harm('GET /api/v1/products', 'offline');
  renderOrderApp();
  const failed = await screen.findByText('Chưa tải được danh sách sản phẩm.');
  shop.harm('GET /api/v1/products', null);
  fireEvent.click(failed.parentElement?.querySelector('button') ?? failed);
  await screen.findByText('Lẩu bò');

  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'ca phe' } });

  await waitFor(() => expect(screen.queryByText('Lẩu bò')).toBeNull());
  expect(screen.getByText('Cà phê sữa đá')).toBeTruthy();
});
