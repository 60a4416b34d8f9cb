import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeShop, installFakeShop } from '../testing/fakeShop.ts';
import { fire, renderOrderApp } from '../testing/renderOrderApp.tsx';

let shop: FakeShop;
beforeEach(() => {
  shop = installFakeShop();
});
afterEach(() => shop.uninstall());

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const focused = () => document.activeElement;

async function press(name: string | RegExp): Promise<void> {
  button(name).focus();
  await fire.click(button(name));
}

async function take(): Promise<void> {
  await fire.click(await screen.findByRole('button', { name: /^Thêm Lẩu bò/ }));
}

it('[ORDMFE24] gives the focus to what is opened beside a draft, and back when Escape or Enter closes it', async () => {
  renderOrderApp();
  await take();

  for (const [opener, field] of [
    ['Ghi chú cho Lẩu bò', 'Ghi chú cho Lẩu bò'],
    ['Ghi chú', 'Ghi chú'],
    ['Giảm giá', 'Mức giảm'],
  ] as const) {
    await press(opener);
    const inside = screen.getByRole('textbox', { name: field });
    expect(focused(), opener).toBe(inside);
    fireEvent.keyDown(inside, { key: 'Escape' });
    expect([focused(), screen.queryByRole('textbox', { name: field })], opener).toEqual([button(opener), null]);
  }

  await press('Ghi chú');
  await act(async () => void fireEvent.submit(screen.getByRole('textbox', { name: 'Ghi chú' })));
  expect(focused()).toBe(button('Ghi chú'));
});

it('[ORDMFE24] puts the focus on what loses nothing, where something would be lost', async () => {
  renderOrderApp();
  await take();

  await press('Bỏ đơn');
  const safe = focused();
  await fire.click(button('Giữ lại'));

  expect(safe?.textContent).toBe('Giữ lại');
  expect(focused()).toBe(button('Bỏ đơn'));
});

it('[ORDMFE24] asks for the reason of a cancel where the focus is, and leads back to the button', async () => {
  shop.add({});
  renderOrderApp({ path: '/1001' });
  await screen.findByRole('button', { name: 'Hủy đơn' });

  await press('Hủy đơn');
  expect(focused()).toBe(button('Khách đổi ý'));
  button('Không hủy').focus();
  await fire.click(button('Không hủy'));

  expect([focused(), screen.queryByRole('button', { name: 'Khách đổi ý' })]).toEqual([button('Hủy đơn'), null]);
});
