import { useTranslation } from 'react-i18next';
import styles from './login.module.css';
import type { LoginProblem } from './loginError.ts';

interface LoginAlertProps {
  readonly missing: 'username' | 'password' | null;
  readonly problem: LoginProblem | null;
  readonly secondsLeft: number;
}

/** Why the login did not happen, in plain words. The place is always there, so that what comes into it is read out. */
export function LoginAlert({ missing, problem, secondsLeft }: LoginAlertProps) {
  const { t } = useTranslation('container');
  const isEmpty = missing === null && problem === null;
  return (
    <div className={isEmpty ? '' : styles.alert}>
      <p id="login-problem" role="alert" data-code={problem?.code}>
        {missing === 'username' && t('login.needUsername')}
        {missing === 'password' && t('login.needPassword')}
        {problem !== null && t(`login.error.${problem.code}`)}
      </p>
      {/* Outside of the alert: a countdown is seen, not read out each second. */}
      {secondsLeft > 0 && <p>{t('login.error.retryIn', { seconds: secondsLeft })}</p>}
    </div>
  );
}
