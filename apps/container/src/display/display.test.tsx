import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { listenToasts, publishAuth, publishStoreSync } from '@vppos/core/bus';
import { fakeClock } from '@vppos/core/testing';
import type { AuthUser } from '@vppos/core/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../auth/testing/settle.ts';
import { speakVietnamese } from '../i18n/testing/speakVietnamese.ts';
import { createFakeChannels } from '../realtime/testing/fakeChannel.ts';
import { createFakeProcess } from '../realtime/testing/fakeProcess.ts';
import { DisplayRelay, OpenDisplayButton } from './index.ts';
import { ASK_EVERY_MS, SILENCE_MS } from './view/display.machine.ts';
import { CustomerDisplay } from './view/index.ts';

const lan: AuthUser = { id: 1, name: 'Lan', company_id: 1, roles: ['cashier'], till_id: 'till-7' };
const NAME = 'vppos.display.v1:1:till-7';
const CART = {
  lines: [{ name: 'Phở tái', quantity: 2, price: 55_000 }],
  subtotal: 110_000,
  discount: 10_000,
  total: 100_000,
};
const WAITING = { stage: 'waiting', amount: 100_000, qr: '00020101', order: 'HD-1001', expires_at: 0 } as const;

describe('the customer display', () => {
  speakVietnamese();
  let clock: ReturnType<typeof fakeClock>;
  let channels: ReturnType<typeof createFakeChannels>;
  let openTab: () => ReturnType<ReturnType<typeof createFakeChannels>['openTab']>;
  let version: number;
  beforeEach(() => {
    clock = fakeClock();
    channels = createFakeChannels();
    openTab = () => channels.openTab(createFakeProcess(clock));
    version = clock.now();
    publishAuth(lan);
  });
  afterEach(() => {
    cleanup();
    publishAuth(null);
    expect([channels.open(NAME), clock.pending()]).toEqual([0, 0]);
  });

  const pass = async (ms: number): Promise<void> => {
    await act(async () => {
      clock.advance(ms);
      await settle();
    });
  };
  const tell = (key: string, value: unknown) =>
    act(async () => {
      version += 1;
      publishStoreSync({ slice: 'display', key, value, version });
      await settle();
    });
  async function openTill() {
    const openPipe = openTab();
    const till = render(<DisplayRelay user={lan} clock={clock} openPipe={openPipe} />);
    await pass(0);
    return till;
  }
  async function openDisplay() {
    const openPipe = openTab();
    render(<CustomerDisplay clock={clock} openPipe={openPipe} search="?company=1&till=till-7" />);
    await pass(0);
  }
  const scene = () => screen.getByRole('main').dataset['scene'];

  it('[DISP1] greets, shows the cart with its sums, the QR with amount and countdown, and thanks', async () => {
    await openTill();
    await openDisplay();
    expect(screen.getByText('Kính chào quý khách')).toBeTruthy();

    await tell('cart', CART);
    for (const words of ['Phở tái', '× 2', '110.000đ', '−10.000đ', '100.000đ'])
      expect(screen.getAllByText(words)).toBeTruthy();

    await tell('cart', null);
    await tell('payment', { ...WAITING, expires_at: clock.now() + 90_000 });
    expect(screen.getByRole('img', { name: 'Mã QR để trả 100.000đ' })).toBeTruthy();
    expect(screen.getByText('Xin chuyển trong 1:30')).toBeTruthy();

    await tell('payment', { stage: 'partial', paid: 60_000, remaining: 40_000, qr: '0002', order: 'HD-1001' });
    expect(screen.getByRole('heading').textContent).toBe('Đã nhận 60.000đ, còn lại40.000đ');

    await tell('payment', { stage: 'cash', paid: 60_000, remaining: 40_000, order: 'HD-1001' });
    expect(screen.getByText('Xin trả tiền mặt tại quầy.')).toBeTruthy();
    expect(screen.queryByRole('img')).toBeNull();

    await tell('payment', { stage: 'paid', amount: 100_000, change: 5000, order: 'HD-1001' });
    expect(screen.getByText('Cảm ơn quý khách')).toBeTruthy();
    expect(screen.getByText('Tiền trả lại: 5.000đ')).toBeTruthy();

    await tell('payment', null);
    expect(scene()).toBe('welcome');
  });

  it('[DISP2] shows at once what the till shows when it is opened later', async () => {
    await openTill();
    await tell('cart', CART);
    await openDisplay();

    expect(scene()).toBe('cart');
  });

  it('[DISP2] says that the till is not open after 10 s without an answer, and comes back', async () => {
    const till = await openTill();
    await openDisplay();
    const scenes = [scene()];
    for (let ms = 0; ms < SILENCE_MS * 2; ms += ASK_EVERY_MS) await pass(ASK_EVERY_MS);
    scenes.push(scene());
    till.unmount();
    await pass(0);
    scenes.push(scene());
    for (let ms = 0; ms < SILENCE_MS; ms += ASK_EVERY_MS) await pass(ASK_EVERY_MS);
    scenes.push(scene());
    await openTill();
    await pass(ASK_EVERY_MS);
    scenes.push(scene());

    expect(scenes).toEqual(['welcome', 'welcome', 'welcome', 'closed', 'welcome']);
  });

  it('[DISP3] goes back to the welcome in the moment of the logout', async () => {
    const till = await openTill();
    await openDisplay();
    await tell('cart', CART);
    const before = scene();
    till.unmount();
    await pass(0);

    expect([before, scene()]).toEqual(['cart', 'welcome']);
  });

  it('[DISP4] lets through only what a customer may see', async () => {
    await openTill();
    await tell('cart', { ...CART, token: 'secret', lines: [{ ...CART.lines[0], cost: 9000 }] });
    await tell('user', { token: 'secret' });

    expect(JSON.stringify(channels.posted)).not.toMatch(/secret|cost/);
    expect(JSON.stringify(channels.posted)).toContain('Phở tái');
  });

  it('[DISP4] ignores whatever else comes over the channel or the bus', async () => {
    await openTill();
    await openDisplay();
    await tell('cart', CART);
    const pipe = openTab()(NAME);
    const till = { cart: { version: 9e15, value: { ...CART, total: -1 } } };
    const hostile = [
      null,
      'tell',
      { kind: 'tell' },
      { kind: 'tell', from: 'x', till },
      { kind: 'tell', from: 'x'.repeat(100), till: {} },
      { kind: 'tell', from: 'x', till: { payment: { version: 9e15, value: { ...WAITING, qr: '0'.repeat(5000) } } } },
      { kind: 'shout', from: 'x', till: {} },
    ];
    for (const message of hostile) pipe.postMessage(message);
    pipe.close();
    await tell('cart', { lines: 'x' });
    await pass(0);

    expect([scene(), screen.getAllByText('100.000đ').length]).toEqual(['cart', 1]);
  });

  it('[DISP7] follows the language and the look that the till in this browser is given', async () => {
    await openDisplay();
    localStorage.setItem('vppos.lang', 'en');
    localStorage.setItem('vppos.theme', 'dark');
    await act(async () => void window.dispatchEvent(new StorageEvent('storage')));

    expect([screen.getByRole('heading').textContent, document.documentElement.dataset['theme']]).toEqual([
      'This till is closed',
      'dark',
    ]);
    localStorage.clear();
    await act(async () => void window.dispatchEvent(new StorageEvent('storage')));
  });

  it('[DISP6] opens as a second window, and says so when the browser blocks it', async () => {
    const opened: string[] = [];
    const answers = [{}, null];
    const toasts: string[] = [];
    const stop = listenToasts(({ message }) => void toasts.push(message));
    const open = (address: string, name: string): unknown => {
      opened.push(`${address} ${name}`);
      return answers.shift();
    };
    render(<OpenDisplayButton open={open} />);
    const button = screen.getByRole('button', { name: 'Mở màn hình khách' });
    fireEvent.click(button);
    const before = [...toasts];
    fireEvent.click(button);
    stop();

    expect(opened[0]).toBe('/display?company=1&till=till-7 vppos-display-till-7');
    expect([before, toasts.length]).toEqual([[], 1]);
    expect(toasts[0]).toContain('đã chặn cửa sổ');
  });
});
