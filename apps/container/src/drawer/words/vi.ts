export const VI = {
  title: 'Thông báo',
  open: 'Thông báo',
  openUnread: 'Thông báo, {{count}} chưa đọc',
  close: 'Đóng (Esc)',
  readAll: 'Đánh dấu đã đọc hết',
  empty: 'Chưa có thông báo nào.',
  emptyHint: 'Đơn bị hủy, tiền cần hoàn, tiền chưa rõ của đơn nào và lời nhắn của cửa hàng sẽ hiện ở đây.',
  test: 'THỬ',
  unread: 'chưa đọc',
  show: 'Xem',
  'kind.orderCancelled': 'Đơn đã hủy',
  'kind.refundDue': 'Cần hoàn tiền',
  'kind.transferUnmatched': 'Tiền chưa rõ của đơn nào',
  'kind.payment': 'Quầy khác vừa nhận tiền',
  'kind.shiftOpened': 'Một ca vừa mở',
  'kind.shiftClosed': 'Một ca vừa đóng',
  'kind.notify': 'Lời nhắn',
  'kind.system': 'Hệ thống',
  payment: '{{amount}} – quầy {{till}}',
  paymentNoTill: '{{amount}}',
};

export type TextKey = keyof typeof VI;
