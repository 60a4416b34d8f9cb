import { listenToasts, type Toast } from '@vppos/core/bus';
import { expect, it } from 'vitest';
import { speakVietnamese } from '../../i18n/testing/speakVietnamese.ts';
import type { Showing } from './announceDue.ts';
import { showToast } from './showToast.ts';

speakVietnamese();

const receipt = {
  receipt_id: 1,
  method: 'vietqr',
  amount: 150_000,
  till_id: 'till-7',
  booked_at: Date.UTC(2025, 10, 21, 3, 32),
};
const showing = (kind: 'received' | 'missed', remaining: number): Showing => ({
  kind,
  due: { key: '1@1', receipt, isNew: kind === 'received', order: { order_id: 1001, remaining, payments: [receipt] } },
});

function toastsOf(shown: Showing, waitsFor = 0): Toast[] {
  const toasts: Toast[] = [];
  const stop = listenToasts((toast) => void toasts.push(toast));
  showToast(shown, (orderId) => orderId === waitsFor);
  stop();
  return toasts;
}

it('[ANN15] tells of the amount that came, and offers the invoice where nothing is left to pay', () => {
  expect(toastsOf(showing('received', 100_000))).toMatchObject([{ kind: 'success', message: 'Đã nhận 150.000đ' }]);
  expect(toastsOf(showing('received', 100_000))[0]?.action).toBeUndefined();
  expect(toastsOf(showing('received', 0))[0]?.action).toEqual({ label: 'Mở hóa đơn', to: '/payment/1001/invoice' });
});

it('[ANN5] tells of missed money with its time', () => {
  expect(toastsOf(showing('missed', 0))).toMatchObject([
    { kind: 'info', message: 'Đã lỡ lúc 10:32: Đã nhận 150.000đ' },
  ]);
});

it('[ANN15] leaves it to the screen that waits for the order', () => {
  expect(toastsOf(showing('received', 0), 1001)).toEqual([]);
  expect(toastsOf({ kind: 'more' }, 1001)).toMatchObject([{ message: 'Và nhiều giao dịch khác' }]);
});
