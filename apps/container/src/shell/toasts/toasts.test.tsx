import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import {
  listenNavigate,
  publishAuth,
  publishRealtimeEvent,
  publishToast,
  type Toast,
  toastUtils,
} from '@vppos/core/bus';
import type { Cursor, RealtimeOrigin } from '@vppos/core/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../../i18n/testing/speakVietnamese.ts';
import { createToastPresenter, TOAST_DURATION_MS, TOASTS_MAX, type ToastSurface } from './presenter.ts';
import { Toasts } from './Toasts.tsx';
import { MESSAGE_MAX, notifyWords } from './words.ts';

const AT_14_32 = Date.UTC(2025, 10, 21, 7, 32);

describe('createToastPresenter', () => {
  function fakeSurface() {
    const shown: string[] = [];
    const dismissed: (string | number)[] = [];
    const gone: (() => void)[] = [];
    const surface: ToastSurface = {
      show: ({ kind, message }, { durationMs, onGone }) => {
        shown.push(`${kind} ${message} ${durationMs}`);
        gone.push(() => onGone(message));
        return message;
      },
      dismiss: (id) => void dismissed.push(id),
    };
    return { surface, shown, dismissed, gone };
  }
  const info = (n: number): Toast => ({ kind: 'info', message: `m${n}` });

  it('[SHELL10] keeps the newest within its bound', () => {
    const { surface, dismissed } = fakeSurface();
    const { present } = createToastPresenter(surface);

    for (let n = 1; n <= TOASTS_MAX + 2; n += 1) present(info(n));

    expect(dismissed).toEqual(['m1', 'm2']);
  });

  it('[SHELL10] does not count a toast that is gone', () => {
    const { surface, dismissed, gone } = fakeSurface();
    const { present } = createToastPresenter(surface);

    for (let n = 1; n <= TOASTS_MAX; n += 1) present(info(n));
    gone[1]?.();
    present(info(9));

    expect(dismissed).toEqual([]);
  });

  it('[SHELL10] takes away what offers to lead where the cashier is going', () => {
    const { surface, dismissed } = fakeSurface();
    const { present, goingTo } = createToastPresenter(surface);
    present({ ...info(1), action: { label: 'Thanh toán', to: '/payment/1001' } });
    present({ ...info(2), action: { label: 'Thanh toán', to: '/payment/1002' } });
    present(info(3));

    goingTo('/payment/1001');
    goingTo('/payment/1001');

    expect(dismissed).toEqual(['m1']);
  });

  it('[SHELL10] keeps good news for at least 6 s and trouble no shorter', () => {
    expect(TOAST_DURATION_MS.success).toBeGreaterThanOrEqual(6000);
    expect(TOAST_DURATION_MS.error).toBeGreaterThanOrEqual(TOAST_DURATION_MS.success);
  });

  it('shows a kind it does not know as plain news', () => {
    const { surface, shown } = fakeSurface();

    // A micro-frontend built later may send it.
    createToastPresenter(surface).present({ kind: 'confetti', message: 'x' } as unknown as Toast);

    expect(shown).toEqual(['info x 6000']);
  });
});

describe('notifyWords', () => {
  it.each<[object, RealtimeOrigin, object]>([
    [{}, 'live', { key: 'plain' }],
    [{ test: true }, 'live', { key: 'test' }],
    [{ test: true, occurred_at: AT_14_32 }, 'replay', { key: 'test' }],
    [{ occurred_at: AT_14_32 }, 'live', { key: 'plain' }],
    [{ occurred_at: AT_14_32 }, 'replay', { key: 'missed', time: '14:32' }],
    [{}, 'replay', { key: 'plain' }],
  ])('[SHELL11] words %o that came by %s as %o', (data, origin, words) => {
    expect(notifyWords({ message: 'Hết giấy in', ...data }, origin)).toEqual({ message: 'Hết giấy in', ...words });
  });

  it('[SHELL11] cuts a message that has no end', () => {
    expect(notifyWords({ message: 'x'.repeat(5000) }, 'live').message).toHaveLength(MESSAGE_MAX);
  });
});

describe('Toasts', () => {
  speakVietnamese();
  beforeEach(() => {
    render(
      <>
        <input aria-label="typing" />
        <Toasts />
      </>,
    );
  });
  afterEach(cleanup);
  const publish = (toast: Toast) => act(async () => publishToast(toast));
  const tell = (id: string, event: { type: string; data: object; origin?: RealtimeOrigin }) =>
    act(async () =>
      // The test writes cursors by hand.
      publishRealtimeEvent({ origin: 'live', ...event, id: id as Cursor, via: 'sse', receivedAt: Date.now() }),
    );
  const notify = (id: string, data: object, origin: RealtimeOrigin = 'live') =>
    tell(id, { type: 'notify', data, origin });

  it('[SHELL10] shows what the bus says and reads it once', async () => {
    await act(async () => toastUtils.success('Đã nhận 250.000đ'));
    await screen.findByText('Đã nhận 250.000đ', { selector: '[data-title]' });

    const places = screen.getAllByText('Đã nhận 250.000đ');
    const live = places.filter((place) => place.closest('[aria-live="polite"]') !== null);
    expect([places.length, live.length]).toEqual([2, 1]);
  });

  it('[SHELL10] never takes focus', async () => {
    const input = screen.getByLabelText('typing');
    input.focus();

    await publish({ kind: 'error', message: 'Mất giấy', action: { label: 'Xem', to: '/order' } });
    await screen.findByRole('button', { name: 'Xem' });

    expect(document.activeElement).toBe(input);
  });

  it('goes where the toast’s button says', async () => {
    const targets: string[] = [];
    const stop = listenNavigate(({ to }) => void targets.push(to));
    await publish({ kind: 'success', message: 'Đã nhận', action: { label: 'Mở hóa đơn', to: '/payment/1001' } });

    fireEvent.click(await screen.findByRole('button', { name: 'Mở hóa đơn' }));
    stop();

    expect(targets).toEqual(['/payment/1001']);
  });

  it('[SHELL19] says at once what somebody must deal with, with the way there', async () => {
    const targets: string[] = [];
    const stop = listenNavigate(({ to }) => void targets.push(to));
    const lan = { id: 1, name: 'Lan', company_id: 1, roles: ['cashier' as const], till_id: 'till-1' };
    await act(async () => publishAuth(lan));
    const message = { message: 'Cần hoàn tiền 5.000đ' };
    await tell('r-1', { type: 'refund_due', data: { ...message, refund_id: 3, amount: 5000 } });
    const cancelled = { type: 'order_cancelled' };
    await tell('c-1', { ...cancelled, data: { message: 'Đơn 7 đã hủy', order_id: 7, cancelled_by: 2 } });
    await tell('c-2', { ...cancelled, data: { message: 'Đơn 8 đã hủy', order_id: 8, cancelled_by: 1 } });

    for (const words of ['Cần hoàn tiền 5.000đ', 'Đơn 7 đã hủy']) {
      expect(await screen.findByText(words, { selector: '[data-title]' })).toBeTruthy();
    }
    expect(screen.queryByText('Đơn 8 đã hủy')).toBeNull();
    const ways = await screen.findAllByRole('button', { name: 'Xem' });
    for (const way of ways) fireEvent.click(way);
    stop();

    expect(targets).toEqual(expect.arrayContaining(['/order/7', '/payment/refunds']));
  });

  it('[SHELL11] shows a notify event, and a test as a test', async () => {
    await notify('e-1', { message: 'Chào buổi sáng' });
    await notify('e-2', { message: 'xin chào', test: true });
    await notify('e-3', { message: 'Đổi ca', occurred_at: AT_14_32 }, 'replay');

    for (const words of ['Chào buổi sáng', 'THỬ: xin chào', 'Đã lỡ lúc 14:32: Đổi ca']) {
      expect(await screen.findByText(words, { selector: '[data-title]' })).toBeTruthy();
    }
  });
});
