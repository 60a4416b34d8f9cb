import { toastUtils } from '@vppos/core/bus';
import { formatClockTime, formatVnd } from '@vppos/core/format';
import i18next from 'i18next';
import type { TextKey } from '../words/vi.ts';
import type { Showing } from './announceDue.ts';

/** Shows what is announced, unless the screen that waits for the order (`isWaiting`) tells of it itself. */
export function showToast(showing: Showing, isWaiting: (orderId: number) => boolean): void {
  if (showing.kind === 'more') {
    toastUtils.info(words('more'));
    return;
  }
  const { order, receipt } = showing.due;
  if (isWaiting(order.order_id)) return;
  const values = { amount: formatVnd(receipt.amount), time: formatClockTime(receipt.booked_at) };
  const invoice = { label: words('openInvoice'), to: `/payment/${order.order_id}/invoice` };
  const action = order.remaining === 0 ? invoice : undefined;
  if (showing.kind === 'missed') toastUtils.info(words('missed', values), action);
  else toastUtils.success(words('received', values), action);
}

function words(key: TextKey, values: object = {}): string {
  return i18next.t(key, { ns: 'announcer', keySeparator: false, ...values });
}
