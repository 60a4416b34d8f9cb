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

/** The toasts on the screen, at most `TOASTS_MAX`. */
export interface ToastPresenter {
  present(toast: Toast): void;
  /** The cashier goes to `to`: a toast that offers to lead there has done its work. */
  goingTo(to: string): void;
}

interface OpenToast {
  readonly id: ToastId;
  readonly to: string | undefined;
}

export function createToastPresenter(surface: ToastSurface): ToastPresenter {
  let open: readonly OpenToast[] = [];
  const onGone = (id: ToastId): void => {
    open = open.filter((toast) => toast.id !== id);
  };
  const dismiss = ({ id }: OpenToast): void => {
    onGone(id);
    surface.dismiss(id);
  };
  return {
    present: (toast) => {
      // A micro-frontend built later may know a kind that this container does not.
      const kind = Object.hasOwn(TOAST_DURATION_MS, toast.kind) ? toast.kind : 'info';
      const id = surface.show({ ...toast, kind }, { durationMs: TOAST_DURATION_MS[kind], onGone });
      open = [...open, { id, to: toast.action?.to }];
      for (const oldest of open.slice(0, -TOASTS_MAX)) dismiss(oldest);
    },
    goingTo: (to) => {
      for (const toast of open.filter((candidate) => candidate.to === to)) dismiss(toast);
    },
  };
}
