import type { Clock } from '@vppos/core/time';
import { type FormEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoginResult } from '../../auth/index.ts';
import { DemoLogins } from './DemoLogins.tsx';
import { LoginAlert } from './LoginAlert.tsx';
import styles from './login.module.css';
import { PasswordField } from './PasswordField.tsx';
import { useLoginForm } from './useLoginForm.ts';

interface LoginFormProps {
  readonly login: (username: string, password: string) => Promise<LoginResult>;
  readonly clock: Clock;
  readonly isDemo: boolean;
}

/** Name, password, Enter. */
export function LoginForm({ login, clock, isDemo }: LoginFormProps) {
  const { t } = useTranslation('container');
  const form = useLoginForm(login, clock);
  const username = useRef<HTMLInputElement>(null);
  // The page has nothing else: the cashier may type at once.
  useEffect(() => username.current?.focus(), []);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void form.submit();
  };
  return (
    <>
      <form className={styles.form} onSubmit={submit} noValidate aria-busy={form.isBusy}>
        <label className={styles.label} htmlFor="username">
          {t('login.username')}
        </label>
        <input
          ref={username}
          id="username"
          name="username"
          className="vp-input"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={form.missing === 'username'}
          aria-describedby="login-problem"
          value={form.username}
          onChange={(event) => form.setUsername(event.target.value)}
        />
        <PasswordField value={form.password} onChange={form.setPassword} isInvalid={form.missing === 'password'} />
        <LoginAlert missing={form.missing} problem={form.problem} secondsLeft={form.secondsLeft} />
        <button
          type="submit"
          className={`vp-button vp-button--primary ${styles.submit}`}
          disabled={form.isBusy || form.secondsLeft > 0}
        >
          {t(form.isBusy ? 'login.busy' : 'login.submit')}
        </button>
      </form>
      {isDemo && <DemoLogins onPick={form.fill} />}
    </>
  );
}
