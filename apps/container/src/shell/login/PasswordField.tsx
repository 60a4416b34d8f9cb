import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './login.module.css';

interface PasswordFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isInvalid: boolean;
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ value, onChange, isInvalid }: PasswordFieldProps) {
  const { t } = useTranslation('container');
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  const words = t(isShown ? 'login.hide' : 'login.show');
  return (
    <>
      <label className={styles.label} htmlFor="password">
        {t('login.password')}
      </label>
      <div className={styles.password}>
        <input
          id="password"
          name="password"
          className="vp-input"
          type={isShown ? 'text' : 'password'}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={isInvalid}
          aria-describedby="login-problem"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <button
          type="button"
          className={`vp-button ${styles.show}`}
          aria-controls="password"
          aria-label={words}
          title={words}
          onClick={() => setShown(!isShown)}
        >
          <Icon aria-hidden="true" />
        </button>
      </div>
    </>
  );
}
