import { useTranslation } from 'react-i18next';
import styles from './login.module.css';

const DEMO_PASSWORD = 'demo1234';
const DEMO_LOGINS = ['thungan1', 'thungan2', 'quanly1', 'thungan3'];

/** The demonstration's logins; a press fills the form. */
export function DemoLogins({ onPick }: { readonly onPick: (username: string, password: string) => void }) {
  const { t } = useTranslation('container');
  return (
    <aside className={styles.demo} aria-label="Demo">
      <p>{t('login.demo', { password: DEMO_PASSWORD })}</p>
      <div className={styles.demoButtons}>
        {DEMO_LOGINS.map((username) => (
          <button
            key={username}
            type="button"
            className="vp-button vp-button--quiet"
            onClick={() => onPick(username, DEMO_PASSWORD)}
          >
            {username}
          </button>
        ))}
      </div>
    </aside>
  );
}
