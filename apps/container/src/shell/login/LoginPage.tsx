import type { Clock } from '@vppos/core/time';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoginResult, SessionState } from '../../auth/index.ts';
import { Brand } from '../Brand.tsx';
import { LanguageSwitch } from '../bar/index.ts';
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
        <Brand />
        <p className={styles.tagline}>{t('login.tagline')}</p>
        <LanguageSwitch />
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
