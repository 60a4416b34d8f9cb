export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Where the choice is kept in this browser. The page's own script in `index.html` reads it before the first paint. */
export const THEME_KEY = 'vppos.theme';

export type ThemeStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** The look chosen on this browser; the system's where nothing (or nonsense) is stored, or storage is forbidden. */
export function storedTheme(storage: ThemeStorage): Theme {
  try {
    const stored = storage.getItem(THEME_KEY);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Keeps the choice. A browser that forbids storage forgets it at the next load, and nothing else happens. */
export function keepTheme(storage: ThemeStorage, theme: Theme): void {
  try {
    storage.setItem(THEME_KEY, theme);
  } catch {
    // The choice still holds for this page.
  }
}

/** Shows a choice on the page and on the browser's frame around it; the system decides where nobody has chosen. */
export function showTheme(page: Document, theme: Theme): void {
  const { dataset } = page.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  for (const frame of page.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const look = frame.dataset['look'];
    frame.media = theme === 'system' ? `(prefers-color-scheme: ${look})` : look === theme ? 'all' : 'not all';
  }
}

/** Pure. What a press of the switch leads to. */
export function themeAfter(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
}
