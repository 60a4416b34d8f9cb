import { LISTS_VI } from './vi/lists.ts';
import { PAYING_VI } from './vi/paying.ts';
import { SHIFT_VI } from './vi/shift.ts';

/** Vietnamese comes first; every other language has exactly these keys. */
export const VI = {
  'app.retry': 'Thử lại',
  'app.newOrder': 'Đơn mới',
  'app.orders': 'Về danh sách đơn',
  'app.back': 'Quay lại',
  'app.close': 'Đóng',
  'app.no': 'Không',
  'app.unanswered': 'Chưa rõ đã ghi nhận hay chưa – hãy thử lại.',
  'app.refused': 'Máy chủ từ chối.',
  'standalone.banner': 'Chạy riêng – dữ liệu ghi sẵn',
  ...PAYING_VI,
  ...LISTS_VI,
  ...SHIFT_VI,
} as const;

export type TextKey = keyof typeof VI;
