import type { Clock } from '@vppos/core/time';
import { CloudOff, LoaderCircle } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from './Brand.tsx';
import styles from './shell.module.css';
import { useCountdown } from './useCountdown.ts';

/** While the session of an earlier visit is looked for. */
export function RestoringScreen() {
  const { t } = useTranslation('container');
  return (
    <Plain title={t('restoring.title')} sign={<LoaderCircle className={styles.spinner} size={32} />}>
      <p>{t('restoring.text')}</p>
    </Plain>
  );
}

/** The session may still be good, but nobody answers. `retryAt` in ms of the clock. */
export function OfflineScreen({ retryAt, clock }: { readonly retryAt: number; readonly clock: Clock }) {
  const { t } = useTranslation('container');
  const seconds = useCountdown(clock, retryAt);
  return (
    <Plain title={t('offline.title')} sign={<CloudOff size={32} />} tone="warning">
      <p>{t('offline.text')}</p>
      <p className={styles.countdown}>{seconds > 0 ? t('offline.countdown', { seconds }) : t('offline.trying')}</p>
      <button type="button" className="vp-button" onClick={() => window.location.reload()}>
        {t('offline.reload')}
      </button>
    </Plain>
  );
}

interface PlainProps {
  readonly title: string;
  readonly sign: ReactNode;
  readonly tone?: 'warning';
  readonly children: ReactNode;
}

function Plain({ title, sign, tone, children }: PlainProps) {
  useEffect(() => {
    document.title = `${title} – VPPOS`;
  }, [title]);
  return (
    <div className={styles.plain}>
      <Brand />
      <main className={`vp-card ${styles.plainCard}`}>
        <span className={styles.sign} data-tone={tone} aria-hidden="true">
          {sign}
        </span>
        <h1 role="status">{title}</h1>
        {children}
      </main>
    </div>
  );
}
