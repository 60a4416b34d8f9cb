/** Vietnamese comes first; every other language has exactly these keys. */
export const VI = {
  open: 'Mở màn hình khách',
  blocked: 'Trình duyệt đã chặn cửa sổ màn hình khách. Hãy cho phép cửa sổ bật lên cho trang này rồi bấm lại.',
  title: 'Màn hình khách',
  loading: 'Đang mở màn hình khách…',
  failed: 'Chưa mở được màn hình khách. Kiểm tra mạng rồi tải lại trang.',
  closed: 'Quầy chưa mở',
  'closed.more': 'Xin quý khách vui lòng chờ trong giây lát.',
  welcome: 'Kính chào quý khách',
  cart: 'Đơn hàng của quý khách',
  discount: 'Giảm giá',
  subtotal: 'Tạm tính',
  total: 'Tổng cộng',
  more: 'và {{count}} món khác',
  pay: 'Quét mã để trả',
  order: 'Hóa đơn {{order}}',
  countdown: 'Xin chuyển trong {{time}}',
  keep: 'Xin đừng sửa số tiền và nội dung.',
  qr: 'Mã QR để trả {{amount}}',
  partial: 'Đã nhận {{paid}}, còn lại',
  cash: 'Xin trả tiền mặt tại quầy.',
  paid: 'Đã nhận {{amount}}',
  change: 'Tiền trả lại: {{amount}}',
  thanks: 'Cảm ơn quý khách',
  fullScreen: 'Toàn màn hình',
};

export type TextKey = keyof typeof VI;
