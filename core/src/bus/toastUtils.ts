import type { ToastAction, ToastKind } from './channels.ts';
import { publishToast } from './shell.ts';

function show(kind: ToastKind, message: string, action?: ToastAction): void {
  publishToast(action === undefined ? { kind, message } : { kind, message, action });
}

/**
 * Toasts from anywhere on the page; the container shows them.
 *
 * @example
 * toastUtils.success('Đã nhận 250.000đ', { label: 'Mở hóa đơn', to: '/payment/1001' });
 */
export const toastUtils = {
  success: (message: string, action?: ToastAction): void => show('success', message, action),
  info: (message: string, action?: ToastAction): void => show('info', message, action),
  warning: (message: string, action?: ToastAction): void => show('warning', message, action),
  error: (message: string, action?: ToastAction): void => show('error', message, action),
};
