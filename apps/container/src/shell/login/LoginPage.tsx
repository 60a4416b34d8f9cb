import type { Clock } from '@vppos/core/time';
import { QrCode, Volume2, WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoginResult, SessionState } from '../../auth/index.ts';
import { Brand } from '../Brand.tsx';
import { LanguageSwitch } from '../bar/index.ts';
import { ThemeSwitch } from '../theme/index.ts';
import { LoginForm } from './LoginForm.tsx';
import styles from './login.module.css';

type SignedOutReason = NonNullable<(SessionState & { status: 'signedOut' })['reason']>;

interface LoginPageProps {
  readonly login: (username: string, password: string) => Promise<LoginResult>;
  readonly clock: Clock;
  readonly isDemo: boolean;
  /** Why the cashier stands here again. Default: a first visit, nothing is said. */
  readonly reason?: SignedOutReason;
}

/** The door of the till. */
export function LoginPage({ login, clock, isDemo, reason }: LoginPageProps) {
  const { t } = useTranslation('container');
  const title = t('login.title');
  useEffect(() => {
    document.title = `${title} – VPPOS`;
  }, [title]);

  return (
    <div className={styles.page}>
      <header className={styles.welcome}>
        <svg className={styles.watermark} viewBox="6 7 20 18" aria-hidden="true">
          <path d="m8 9 8 15L24 9" fill="none" strokeWidth="3.4" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
        <Brand />
        <div className={styles.promises}>
          <p className={styles.tagline}>{t('login.tagline')}</p>
          <Promises />
        </div>
        <div className={styles.settings}>
          <LanguageSwitch />
          <ThemeSwitch className={styles.theme} />
        </div>
      </header>
      <main className={styles.main}>
        <div className={`vp-card ${styles.card}`}>
          <h1 className={styles.title}>{title}</h1>
          {reason !== undefined && (
            <p className={styles.reason} role="status" data-reason={reason}>
              {t(`login.reason.${reason}`)}
            </p>
          )}
          <LoginForm login={login} clock={clock} isDemo={isDemo} />
        </div>
      </main>
    </div>
  );
}

const PROMISES = [
  ['qr', QrCode],
  ['voice', Volume2],
  ['offline', WifiOff],
] as const;

/** What the till does for the shop, in three lines. */
function Promises() {
  const { t } = useTranslation('container');
  return (
    <ul className={styles.list}>
      {PROMISES.map(([name, Icon]) => (
        <li key={name}>
          <Icon aria-hidden="true" size={26} />
          {t(`login.promise.${name}`)}
        </li>
      ))}
    </ul>
  );
}
