import type { TextKey } from './vi.ts';

export const EN: Readonly<Record<TextKey, string>> = {
  title: 'Notifications',
  open: 'Notifications',
  openUnread: 'Notifications, {{count}} unread',
  close: 'Close (Esc)',
  readAll: 'Mark all as read',
  empty: 'Nothing here yet.',
  emptyHint: 'Cancelled orders, money to give back, money of no known order and messages of the shop show up here.',
  test: 'TEST',
  unread: 'unread',
  show: 'Show',
  'kind.orderCancelled': 'Order cancelled',
  'kind.refundDue': 'Money to give back',
  'kind.transferUnmatched': 'Money of no known order',
  'kind.payment': 'Money at another till',
  'kind.shiftOpened': 'A shift was opened',
  'kind.shiftClosed': 'A shift was closed',
  'kind.notify': 'Message',
  'kind.system': 'System',
  payment: '{{amount}} – till {{till}}',
  paymentNoTill: '{{amount}}',
};
