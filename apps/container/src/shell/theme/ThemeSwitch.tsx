import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pageStorage } from '../../pageStorage.ts';
import { keepTheme, showTheme, storedTheme, type ThemeStorage, themeAfter } from './theme.ts';

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

interface ThemeSwitchProps {
  readonly className: string | undefined;
  /** Of the words beside the icon. Default: there are none to be seen. */
  readonly wordsClassName?: string | undefined;
  /** Default: the browser's. */
  readonly storage?: ThemeStorage;
}

/** Light, dark, or as the system has it: each press is the next of the three. */
export function ThemeSwitch({
  className,
  wordsClassName = 'vp-visually-hidden',
  storage = pageStorage,
}: ThemeSwitchProps) {
  const { t } = useTranslation('container');
  const [theme, setTheme] = useState(() => storedTheme(storage));
  const Icon = ICONS[theme];
  const next = themeAfter(theme);
  const words = t('theme.switch', { now: t(`theme.${theme}`), next: t(`theme.${next}`) });

  const choose = (): void => {
    setTheme(next);
    keepTheme(storage, next);
    showTheme(document, next);
  };
  return (
    <button
      type="button"
      className={className}
      aria-label={words}
      title={words}
      data-theme-choice={theme}
      onClick={choose}
    >
      <Icon aria-hidden="true" />
      <span className={wordsClassName} aria-hidden="true">
        {t('theme.label', { now: t(`theme.${theme}`) })}
      </span>
    </button>
  );
}
