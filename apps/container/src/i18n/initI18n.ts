import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { EN as ANNOUNCER_EN } from '../announcer/words/en.ts';
import { VI as ANNOUNCER_VI } from '../announcer/words/vi.ts';
import { EN as DISPLAY_EN } from '../display/words/en.ts';
import { VI as DISPLAY_VI } from '../display/words/vi.ts';
import { EN as DRAWER_EN } from '../drawer/words/en.ts';
import { VI as DRAWER_VI } from '../drawer/words/vi.ts';
import { EN as PWA_EN } from '../pwa/words/en.ts';
import { VI as PWA_VI } from '../pwa/words/vi.ts';
import { en } from './en.ts';
import { keepLanguage, LANGUAGES, storedLanguage, type TextStorage } from './language.ts';
import { vi } from './vi.ts';

interface I18nSetting {
  readonly storage: TextStorage;
  /** Its `lang` follows the language. */
  readonly root: { lang: string };
}

/**
 * Sets up the page's one i18next, which the micro-frontends share and add their namespaces to. Ready when it returns.
 * Gives back the stop of what follows the language.
 */
export function initI18n({ storage, root }: I18nSetting): () => void {
  const language = storedLanguage(storage);
  // Resources are at hand and `initAsync` is off, so the promise has nothing left to tell.
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    supportedLngs: [...LANGUAGES],
    resources: {
      vi: { container: vi, announcer: ANNOUNCER_VI, display: DISPLAY_VI, drawer: DRAWER_VI, pwa: PWA_VI },
      en: { container: en, announcer: ANNOUNCER_EN, display: DISPLAY_EN, drawer: DRAWER_EN, pwa: PWA_EN },
    },
    defaultNS: 'container',
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    // A micro-frontend that adds its words late is rendered again.
    react: { useSuspense: false, bindI18nStore: 'added' },
  });
  root.lang = language;

  const follow = (next: string): void => {
    const known = LANGUAGES.find((candidate) => candidate === next) ?? 'vi';
    root.lang = known;
    keepLanguage(storage, known);
  };
  i18next.on('languageChanged', follow);
  return () => i18next.off('languageChanged', follow);
}
