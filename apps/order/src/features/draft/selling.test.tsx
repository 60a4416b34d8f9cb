import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { listenNavigate, listenStoreSync, listenToasts, publishAuth, type Toast } from '@vppos/core/bus';
import { REQUEST_DEADLINE_MS } from '@vppos/core/http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeShop, installFakeShop } from '../../testing/fakeShop.ts';
import { fakeBrowser } from '../../testing/fakeTabs.ts';
import { deliver, fire, pass, renderOrderApp } from '../../testing/renderOrderApp.tsx';

const CREATE = 'POST /api/v1/orders';
const HELD_UP = /^Đã lưu, sẽ gửi khi có mạng/;

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

async function take(name: RegExp = /^Thêm Lẩu bò, 250\.000đ$/): Promise<void> {
  await fire.click(await screen.findByRole('button', { name }));
}
const submit = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Tạo đơn' });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const key = (pressed: KeyboardEventInit) => act(async () => void fireEvent.keyDown(document.body, pressed));

describe('making an order', () => {
  it('[ORDMFE1] makes one order of the draft, offers its payment, and has an empty draft for the next', async () => {
    renderOrderApp();
    await take();

    const tapped = submit();
    await fire.click(tapped);
    await fire.click(tapped);

    await screen.findByText('HD-1001 · 250.000đ');
    expect(screen.getByText('Chạm vào sản phẩm để thêm vào đơn.')).toBeTruthy();
    expect(shop.orders()).toHaveLength(1);
    expect(shop.bodies()).toEqual([
      { items: [{ product_id: 4, quantity: 1 }], till_id: 'quay-1', idempotency_key: expect.any(String) },
    ]);
    expect(toasts).toEqual([]);
  });

  it('[ORDMFE8] offers the payment of the new order, and goes there only when asked', async () => {
    renderOrderApp();
    await take();
    await fire.click(submit());
    await screen.findByText('HD-1001 · 250.000đ');
    expect(visited).toEqual([]);

    await fire.click(button('Thanh toán'));

    expect(visited).toEqual(['/payment/1001']);
  });

  it('[ORDMFE8] no longer offers the payment of an order that was paid elsewhere', async () => {
    renderOrderApp();
    await take();
    await fire.click(submit());
    await screen.findByText('Đơn vừa tạo');

    shop.change(1001, { status: 'paid', paid: 250_000 });
    await deliver('order_paid', { order_id: 1001, invoice_number: '', message: '', total: 250_000 });

    await waitFor(() => expect(screen.queryByText('Đơn vừa tạo')).toBeNull());
  });

  it('[ORDMFE15] sends notes, table and discount with the order', async () => {
    renderOrderApp();
    await take();
    await fire.click(button('Ghi chú cho Lẩu bò'));
    await fire.change(screen.getByRole('textbox', { name: 'Ghi chú cho Lẩu bò' }), { target: { value: 'ít cay' } });
    await fire.click(button('Xong'));
    await fire.click(button('Tại quầy'));
    await fire.change(screen.getByRole('textbox', { name: 'Bàn' }), { target: { value: '5' } });
    await fire.click(button('Xong'));
    await fire.click(button('Giảm giá'));
    await fire.change(screen.getByRole('textbox', { name: 'Mức giảm' }), { target: { value: '10' } });
    await fire.click(button('Xong'));

    expect(screen.getByText('225.000đ')).toBeTruthy();
    await fire.click(submit());

    await screen.findByText('HD-1001 · 225.000đ');
    expect(shop.bodies()[0]).toMatchObject({
      items: [{ product_id: 4, quantity: 1, note: 'ít cay' }],
      table: 'Bàn 5',
      discount: { kind: 'percent', value: 10 },
    });
  });

  it('[ORDMFE15] takes what is typed at once, also when the order is made before it is closed', async () => {
    renderOrderApp();
    await take();
    await fire.click(button('Giảm giá'));
    await fire.change(screen.getByRole('textbox', { name: 'Mức giảm' }), { target: { value: '10' } });
    await fire.click(button('Tại quầy'));
    await fire.change(screen.getByRole('textbox', { name: 'Bàn' }), { target: { value: '5' } });

    await key({ key: 'F8' });

    await screen.findByText('HD-1001 · 225.000đ');
    expect(shop.bodies()[0]).toMatchObject({ table: 'Bàn 5', discount: { kind: 'percent', value: 10 } });
  });

  it('[ORDMFE15] takes back with Escape what was typed', async () => {
    renderOrderApp();
    await take();
    await fire.click(button('Tại quầy'));
    const table = screen.getByRole('textbox', { name: 'Bàn' });
    await fire.change(table, { target: { value: '5' } });

    await act(async () => void fireEvent.keyDown(table, { key: 'Escape' }));

    expect(button('Tại quầy')).toBeTruthy();
  });

  it('[ORDMFE15] says what is wrong with a discount, and does not take it', async () => {
    renderOrderApp();
    await take();
    await fire.click(button('Giảm giá'));
    await fire.click(button('Giảm theo số tiền'));

    await fire.change(screen.getByRole('textbox', { name: 'Mức giảm' }), { target: { value: '250.000' } });

    expect(screen.getByText('Giảm giá phải nhỏ hơn tiền hàng 250.000đ.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Xong' }).disabled).toBe(true);
  });

  it('[ORDMFE21] makes the order with a quantity that is still being typed', async () => {
    renderOrderApp();
    await take();
    const quantity = screen.getByRole<HTMLInputElement>('textbox', { name: 'Số lượng Lẩu bò' });
    act(() => quantity.focus());
    await fire.change(quantity, { target: { value: '3' } });

    await key({ key: 'F8' });

    await screen.findByText('HD-1001 · 750.000đ');
  });

  it('[ORDMFE14] takes a typed quantity, and says the largest there is', async () => {
    renderOrderApp();
    await take();
    const quantity = screen.getByRole<HTMLInputElement>('textbox', { name: 'Số lượng Lẩu bò' });

    await fire.change(quantity, { target: { value: '1200' } });
    await fire.blur(quantity);

    expect(await screen.findByText('Mỗi dòng tối đa 999.')).toBeTruthy();
    expect(quantity.value).toBe('999');
    await fire.click(button('Xóa Lẩu bò khỏi đơn'));
    expect(submit().disabled).toBe(true);
  });
});

describe('several drafts', () => {
  it('[ORDMFE13] parks a draft by leaving it, and finds it as it was', async () => {
    renderOrderApp();
    await take();

    await fire.click(button('Mở đơn mới'));
    expect(screen.getByText('Chạm vào sản phẩm để thêm vào đơn.')).toBeTruthy();
    await fire.click(button(/^Đơn 1/));

    expect(screen.getAllByText('250.000đ').length).toBeGreaterThan(1);
  });

  it('[ORDMFE13] closes a draft with lines only with a second word', async () => {
    renderOrderApp();
    await take();
    await fire.click(button('Bỏ đơn'));
    await fire.click(button('Giữ lại'));
    expect(submit().disabled).toBe(false);

    await fire.click(button('Bỏ đơn'));
    await act(async () => void fireEvent.click(button('Đồng ý bỏ'), { detail: 2 }));
    expect(submit().disabled).toBe(false);
    await fire.click(button('Đồng ý bỏ'));

    expect(submit().disabled).toBe(true);
  });

  it('[ORDMFE16] has everything again after a reload', async () => {
    const browser = fakeBrowser();
    const before = renderOrderApp({ browser });
    await take();
    await act(async () => undefined);
    before.unmount();

    renderOrderApp({ browser });

    await waitFor(() => expect(submit().disabled).toBe(false));
  });
});

describe('without network', () => {
  it('[ORDMFE18] keeps the order, says so, and sends it with the same key when the network is back', async () => {
    renderOrderApp();
    await take();
    shop.harm(CREATE, 'lost answer');
    await fire.click(submit());
    await screen.findByText('Đã lưu, sẽ gửi khi có mạng (1 đơn chờ)');
    await take(/^Thêm Trà đá/);
    await fire.click(submit());
    await screen.findByText('Đã lưu, sẽ gửi khi có mạng (2 đơn chờ)');

    shop.harm(CREATE, null);
    await act(async () => window.dispatchEvent(new Event('online')));

    await screen.findByText('HD-1002 · 5.000đ');
    expect(screen.queryByText(HELD_UP)).toBeNull();
    expect(shop.orders()).toHaveLength(2);
    expect(new Set(shop.bodies().map((body) => body['idempotency_key'])).size).toBe(2);
  });

  it('[ORDMFE1] takes an answer that never comes for a lost one, and asks again by itself', async () => {
    const { clock } = renderOrderApp();
    await take();
    const release = shop.hold();
    await fire.click(submit());
    await waitFor(() => expect(shop.count(CREATE)).toBe(1));
    await pass(clock, REQUEST_DEADLINE_MS);
    await screen.findByText(HELD_UP);

    release();
    await pass(clock, 1000);

    await screen.findByText('HD-1001 · 250.000đ');
    expect(shop.orders()).toHaveLength(1);
  });

  it('[ORDMFE19] shows a clear refusal until a person edits or drops the order', async () => {
    renderOrderApp();
    await take();
    shop.harm(CREATE, 'refused');
    await fire.click(submit());
    await screen.findByText('Máy chủ không nhận: có món cửa hàng không còn bán.');

    await fire.click(button('Sửa lại'));

    await waitFor(() => expect(submit().disabled).toBe(false));
    shop.harm(CREATE, null);
    await fire.click(submit());
    await screen.findByText('HD-1001 · 250.000đ');
    const [first, second] = shop.bodies().map((body) => body['idempotency_key']);
    expect(second).not.toBe(first);
  });

  it('[ORDMFE19] drops a refused order only with a second word', async () => {
    renderOrderApp();
    await take();
    shop.harm(CREATE, 'refused');
    await fire.click(submit());
    await screen.findByText(/^Máy chủ không nhận/);

    await fire.click(button('Bỏ'));
    expect(screen.getByText(/^Máy chủ không nhận/)).toBeTruthy();
    await fire.click(button('Đồng ý bỏ'));

    await waitFor(() => expect(screen.queryByText(/^Máy chủ không nhận/)).toBeNull());
  });

  it("[ORDMFE20] never sends a queue with another person's login", async () => {
    const { clock } = renderOrderApp();
    await take();
    shop.harm(CREATE, 'offline');
    await fire.click(submit());
    await screen.findByText(HELD_UP);
    const before = shop.count(CREATE);
    shop.harm(CREATE, null);

    await act(async () => publishAuth({ id: 2, name: 'Minh', company_id: 1, roles: ['cashier'], till_id: 'quay-1' }));
    await pass(clock, 60_000);

    expect(shop.count(CREATE)).toBe(before);
  });
});

describe('by keyboard', () => {
  it('[ORDMFE21] opens, makes, pays and changes drafts with function keys', async () => {
    renderOrderApp();
    await take();

    await key({ key: 'F4' });
    expect(submit().disabled).toBe(true);
    await key({ key: '1', code: 'Digit1', altKey: true });
    expect(submit().disabled).toBe(false);
    await key({ key: 'F8' });
    await screen.findByText('HD-1001 · 250.000đ');
    await key({ key: 'F9' });

    expect(visited).toEqual(['/payment/1001']);
  });

  it('[ORDMFE21] does nothing while a dialog is open', async () => {
    renderOrderApp();
    await take();
    const dialog = document.createElement('dialog');
    dialog.setAttribute('open', '');
    document.body.append(dialog);

    await key({ key: 'F8' });
    dialog.remove();

    expect(shop.count(CREATE)).toBe(0);
  });

  it('[ORDMFE21] goes to the search with F2', async () => {
    renderOrderApp();
    await screen.findByRole('button', { name: /^Thêm Lẩu bò/ });

    await key({ key: 'F2' });

    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Tìm sản phẩm' }));
  });
});

it('[ORDMFE22] tells the customer display what is in the draft in front, and that it was left', async () => {
  const told: unknown[] = [];
  stops.push(listenStoreSync('display', ({ key: name, value }) => told.push([name, value])));
  const { unmount } = renderOrderApp();
  await take();
  await act(async () => undefined);

  expect(told.at(-1)).toEqual([
    'cart',
    {
      lines: [{ name: 'Lẩu bò', quantity: 1, price: 250_000 }],
      subtotal: 250_000,
      discount: 0,
      total: 250_000,
    },
  ]);
  unmount();
  expect(told.at(-1)).toEqual(['cart', null]);
});
