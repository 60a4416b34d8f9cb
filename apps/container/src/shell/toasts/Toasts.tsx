import { listenNavigate, listenToasts, navigate, type Toast, toastUtils } from '@vppos/core/bus';
import { useRealtimeEvent } from '@vppos/core/hooks';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast as sonner, Toaster } from 'sonner';
import { createToastPresenter, TOASTS_MAX, type ToastSurface } from './presenter.ts';
import styles from './toasts.module.css';
import { notifyWords } from './words.ts';

const CLASS_NAMES = {
  toast: styles['toast'] ?? '',
  actionButton: styles['action'] ?? '',
  closeButton: styles['close'] ?? '',
};

/** The page's one toaster, fed by the bus, and the voice that reads toasts out. No toast ever takes focus. */
export function Toasts() {
  const { t } = useTranslation('container');
  const [spoken, speak] = useState<{ readonly text: string; readonly turn: number }>({ text: '', turn: 0 });

  useEffect(() => {
    const presenter = createToastPresenter(sonnerSurface);
    const stops = [
      listenToasts((toast) => {
        presenter.present(toast);
        speak(({ turn }) => ({ text: toast.message, turn: turn + 1 }));
      }),
      listenNavigate(({ to }) => presenter.goingTo(to)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  useNotifyToasts();

  return (
    <>
      <p className="vp-visually-hidden" aria-live="polite" data-testid="announcer">
        {/* A new node each time: the same words twice are read twice. */}
        <span key={spoken.turn}>{spoken.text}</span>
      </p>
      <Toaster
        ref={silence}
        className={styles['toaster'] ?? ''}
        // Over the top bar, where no button of a sale stands: a toast must not slide between one and a finger.
        position="top-right"
        richColors
        closeButton
        expand
        visibleToasts={TOASTS_MAX}
        containerAriaLabel={t('toast.list')}
        toastOptions={{ closeButtonAriaLabel: t('toast.close'), classNames: CLASS_NAMES }}
      />
    </>
  );
}

/** What people are told by the server goes the way of every toast. */
function useNotifyToasts(): void {
  const { t } = useTranslation('container');
  useRealtimeEvent(REALTIME_EVENT_TYPES.NOTIFY, (data, { origin }) => {
    const words = notifyWords(data, origin);
    toastUtils.info(words.key === 'plain' ? words.message : t(`toast.${words.key}`, words));
  });
}

const sonnerSurface: ToastSurface = {
  show: (toast, { durationMs, onGone }) => {
    const gone = ({ id }: { id: string | number }): void => onGone(id);
    const action = toActionButton(toast);
    return sonner[toast.kind](toast.message, {
      duration: durationMs,
      onDismiss: gone,
      onAutoClose: gone,
      ...(action === undefined ? {} : { action }),
    });
  },
  dismiss: (id) => sonner.dismiss(id),
};

function toActionButton({ action }: Toast) {
  return action === undefined ? undefined : { label: action.label, onClick: () => navigate(action.to) };
}

/** The announcer above reads every toast; the toaster's own live region would read it a second time. */
function silence(section: HTMLElement | null): void {
  section?.setAttribute('aria-live', 'off');
}
