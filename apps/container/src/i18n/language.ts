export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where the choice is kept in this browser. */
export const LANGUAGE_KEY = 'vppos.lang';

export type TextStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** The language chosen on this browser; Vietnamese where nothing (or nonsense) is stored, or storage is forbidden. */
export function storedLanguage(storage: TextStorage): Language {
  try {
    const stored = storage.getItem(LANGUAGE_KEY);
    return LANGUAGES.find((language) => language === stored) ?? 'vi';
  } catch {
    return 'vi';
  }
}

/** Keeps the choice. A browser that forbids storage forgets it at the next load, and nothing else happens. */
export function keepLanguage(storage: TextStorage, language: Language): void {
  try {
    storage.setItem(LANGUAGE_KEY, language);
  } catch {
    // The choice still holds for this page.
  }
}
