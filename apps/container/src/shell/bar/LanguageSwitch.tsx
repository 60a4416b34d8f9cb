import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../i18n/index.ts';
import styles from './bar.module.css';

/** Each by its own name, so that who cannot read the one finds the other. */
const NAMES: Readonly<Record<Language, string>> = { vi: 'Tiếng Việt', en: 'English' };

/** Vietnamese or English, for the shell and every micro-frontend. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('container');
  return (
    <fieldset className={styles.languages} aria-label={t('language')}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className={styles.language}
          aria-pressed={i18n.language === language}
          onClick={() => void i18n.changeLanguage(language)}
        >
          {NAMES[language]}
        </button>
      ))}
    </fieldset>
  );
}
