/** Vietnamese comes first; every other language has exactly these keys. */
export const VI = {
  button: 'Loa',
  'state.on': 'đang bật',
  'state.muted': 'đã tắt tiếng',
  'state.blocked': 'bị chặn',
  'state.failed': 'chưa có tiếng',
  'state.opening': 'đang mở',
  'state.unavailable': 'chưa mở được',
  'panel.title': 'Loa báo tiền về',
  'panel.volume': 'Âm lượng',
  'panel.mute': 'Tắt tiếng (vẫn hiện thông báo)',
  'panel.browserVoice': 'Dùng giọng đọc của trình duyệt',
  'panel.test': 'Thử loa',
  'panel.testing': 'Đang thử…',
  'panel.blocked': 'Trình duyệt đang chặn loa. Bấm bất kỳ đâu trên trang này để bật.',
  'panel.failed': 'Chưa tải được tiếng đọc. Quầy tự thử lại; thông báo vẫn hiện.',
  'panel.unavailable': 'Chưa mở được loa. Kiểm tra mạng; quầy tự thử lại. Tiền về vẫn hiện trên màn hình.',
  'panel.opening': 'Loa đang mở…',
  'panel.close': 'Đóng',
  blockedBar: 'Loa đang bị trình duyệt chặn – bấm vào đây để bật',
  received: 'Đã nhận {{amount}}',
  missed: 'Đã lỡ lúc {{time}}: Đã nhận {{amount}}',
  more: 'Và nhiều giao dịch khác',
  openInvoice: 'Mở hóa đơn',
};

export type TextKey = keyof typeof VI;
