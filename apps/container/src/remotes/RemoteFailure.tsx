import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeCauses, type RemoteError } from './remoteError.ts';
import styles from './remotes.module.css';

interface RemoteFailureProps {
  readonly title: string;
  readonly error: RemoteError;
  /** In a row. From the second on, reloading the whole page is offered too. */
  readonly failures: number;
  readonly onRetry: () => void;
}

/** Says in plain words which part failed and what to do, and the cause to whoever opens the details. */
export function RemoteFailure({ title, error, failures, onRetry }: RemoteFailureProps) {
  const { t } = useTranslation('container');
  return (
    <div className={`vp-card ${styles.failure}`} role="alert">
      <TriangleAlert className={styles.failureSign} size={36} aria-hidden="true" />
      <h2 className={styles.failureTitle}>{t('remote.failedTitle', { title })}</h2>
      <p>{t(adviceOf(error))}</p>
      <div className={styles.actions}>
        <button type="button" className="vp-button vp-button--primary" onClick={onRetry}>
          {t('remote.retry')}
        </button>
        {(failures > 1 || error.code === 'CORE_RANGE') && (
          <button type="button" className="vp-button" onClick={() => window.location.reload()}>
            {t('remote.reload')}
          </button>
        )}
      </div>
      <details className={styles.details}>
        <summary>{t('remote.details')}</summary>
        <pre>{`${error.code}\n${describeCauses(error)}`}</pre>
      </details>
    </div>
  );
}

function adviceOf(error: RemoteError) {
  if (error.code === 'CORE_RANGE') return 'remote.failedCore' as const;
  return error.code === 'RENDER_THREW' ? ('remote.failedRender' as const) : ('remote.failedLoad' as const);
}
