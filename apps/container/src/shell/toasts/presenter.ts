import type { Toast, ToastKind } from '@vppos/core/bus';

/** How long a toast stays, in ms. Trouble stays longer than good news. */
export const TOAST_DURATION_MS: Readonly<Record<ToastKind, number>> = {
  success: 6000,
  info: 6000,
  warning: 10_000,
  error: 12_000,
};
/** More toasts than this are not kept: the oldest goes. */
export const TOASTS_MAX = 4;

/** What is used of the toaster; `show` gives back the toast's id. */
export interface ToastSurface {
  show(toast: Toast, setting: { readonly durationMs: number; readonly onGone: (id: ToastId) => void }): ToastId;
  dismiss(id: ToastId): void;
}
type ToastId = string | number;

/** Shows toasts, at most `TOASTS_MAX` at a time. */
export function createToastPresenter(surface: ToastSurface): (toast: Toast) => void {
  const open: ToastId[] = [];
  const onGone = (id: ToastId): void => {
    const index = open.indexOf(id);
    if (index !== -1) open.splice(index, 1);
  };
  return (toast) => {
    // A micro-frontend built later may know a kind that this container does not.
    const kind = Object.hasOwn(TOAST_DURATION_MS, toast.kind) ? toast.kind : 'info';
    open.push(surface.show({ ...toast, kind }, { durationMs: TOAST_DURATION_MS[kind], onGone }));
    while (open.length > TOASTS_MAX) {
      const oldest = open.shift();
      if (oldest !== undefined) surface.dismiss(oldest);
    }
  };
}
