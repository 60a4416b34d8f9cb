export const VI = {
  update: 'Có bản mới – bấm để cập nhật',
  updateHint: 'Trang sẽ tải lại. Hãy hoàn tất đơn đang làm trước.',
  updating: 'Đang cập nhật…',
};

export type TextKey = keyof typeof VI;
