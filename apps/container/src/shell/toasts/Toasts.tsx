import { BUS_VERSION, listenNavigate, listenToasts, navigate, type Toast, toastUtils } from '@vppos/core/bus';
import { useAuthUser, useRealtimeEvent } from '@vppos/core/hooks';
import { REALTIME_EVENT_TYPES, type RealtimeEvent, type RealtimePayloadMap } from '@vppos/core/types';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast as sonner, Toaster } from 'sonner';
import { newsOf } from '../../drawer/index.ts';
import { createToastPresenter, TOASTS_MAX, type ToastSurface } from './presenter.ts';
import styles from './toasts.module.css';
import { type NotifyWords, notifyWords } from './words.ts';

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
  useUrgentToasts();

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
  useRealtimeEvent(REALTIME_EVENT_TYPES.NOTIFY, (data, { origin }) =>
    toastUtils.info(say(notifyWords(data, origin), t)),
  );
}

/** What somebody must deal with, said at once, with the way there; never what this person has done themselves. */
function useUrgentToasts(): void {
  const { t } = useTranslation('container');
  const user = useAuthUser();
  const tell = (data: UrgentPayload, event: RealtimeEvent): void => {
    const entry = user && newsOf({ v: BUS_VERSION, ...event }, user);
    if (entry === null) return;
    const sentence = say(notifyWords(data, event.origin), t);
    toastUtils.warning(sentence, entry.to === null ? undefined : { label: t('toast.show'), to: entry.to });
  };
  useRealtimeEvent(REALTIME_EVENT_TYPES.ORDER_CANCELLED, tell);
  useRealtimeEvent(REALTIME_EVENT_TYPES.REFUND_DUE, tell);
  useRealtimeEvent(REALTIME_EVENT_TYPES.TRANSFER_UNMATCHED, tell);
}

type UrgentPayload = RealtimePayloadMap['order_cancelled' | 'refund_due' | 'transfer_unmatched'];

function say(words: NotifyWords, t: TFunction<'container'>): string {
  return words.key === 'plain' ? words.message : t(`toast.${words.key}`, words);
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

/**
 * The announcer above reads every toast; the toaster's own live region would read it a second time. Nor may it see the
 * focus come and go: it would send a Tab out of a toast back to where the focus was before, where nobody sees it.
 */
function silence(section: HTMLElement | null): void {
  section?.setAttribute('aria-live', 'off');
  for (const type of ['focusin', 'focusout']) section?.addEventListener(type, stopThere);
}

const stopThere = (event: Event): void => event.stopPropagation();
