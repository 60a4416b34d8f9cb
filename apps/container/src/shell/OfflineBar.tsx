import type { Clock } from '@vppos/core/time';
import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';
import { useCountdown } from './useCountdown.ts';

interface OfflineBarProps {
  /** When the server is asked again, in ms of the clock. */
  readonly retryAt: number;
  readonly clock: Clock;
}

/** The till was opened without a network: what can be done meanwhile, and what cannot. */
export function OfflineBar({ retryAt, clock }: OfflineBarProps) {
  const { t } = useTranslation('container');
  const seconds = useCountdown(clock, retryAt);
  return (
    <div className={styles.offline} data-testid="offline-bar">
      <CloudOff aria-hidden="true" size={22} />
      <p className={styles.offlineWords} role="status">
        <strong>{t('offlineBar.title')}:</strong> {t('offlineBar.works')} <strong>{t('offlineBar.fails')}</strong>
      </p>
      {/* Outside of what is read out: a countdown is seen, not heard each second. */}
      <p className={styles.offlineNext}>{seconds > 0 ? t('offline.countdown', { seconds }) : t('offline.trying')}</p>
    </div>
  );
}
