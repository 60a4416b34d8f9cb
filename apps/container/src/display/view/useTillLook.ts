import i18next from 'i18next';
import { useEffect } from 'react';
import { storedLanguage, type TextStorage } from '../../i18n/language.ts';
import { pageStorage } from '../../pageStorage.ts';
import { showTheme, storedTheme } from '../../shell/theme/theme.ts';

/** The display speaks and looks as the till in the same browser does, also when the cashier changes that. */
export function useTillLook(storage: TextStorage = pageStorage): void {
  useEffect(() => {
    const follow = (): void => {
      void i18next.changeLanguage(storedLanguage(storage));
      showTheme(document, storedTheme(storage));
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [storage]);
}
