import { navigate } from '@vppos/core/bus';
import { MapPinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';

/** An address that no micro-frontend of this till has. */
export function NotFound({ path }: { readonly path: string }) {
  const { t } = useTranslation('container');
  return (
    <div className={`vp-card ${styles.plainCard}`}>
      <span className={styles.sign} aria-hidden="true">
        <MapPinOff size={32} />
      </span>
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.text', { path })}</p>
      <button type="button" className="vp-button vp-button--primary" onClick={() => navigate('/', { replace: true })}>
        {t('notFound.home')}
      </button>
    </div>
  );
}
