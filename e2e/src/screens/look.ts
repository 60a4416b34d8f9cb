import type { Page } from 'playwright-core';

export const SIZES = { wide: { width: 1366, height: 768 }, tall: { width: 768, height: 1024 } } as const;
const LANGUAGES = ['vi', 'en'] as const;
const THEMES = ['light', 'dark'] as const;

/** One way of looking at a screen, as `wide.vi.light`. */
export type Look = `${keyof typeof SIZES}.${(typeof LANGUAGES)[number]}.${(typeof THEMES)[number]}`;

/** Every size with every language and theme, the sizes outermost. */
export const LOOKS: readonly Look[] = (['wide', 'tall'] as const).flatMap((size) =>
  LANGUAGES.flatMap((language) => THEMES.map((theme) => `${size}.${language}.${theme}` as const)),
);

export function isPictured(look: Look): boolean {
  return look.endsWith('.vi.light');
}

/** Shows the page so, in place: no reload, and nothing that is open is closed. */
export async function dress(page: Page, look: Look): Promise<void> {
  const [size, language, theme] = look.split('.') as [keyof typeof SIZES, string, 'light' | 'dark'];
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({ colorScheme: theme });
  await speak(page, language);
  await settle(page);
}

/** By the switch where there is one, even folded away or behind a dialog; else as another page of this browser tells it. */
export function speak(page: Page, language: string): Promise<void> {
  return page.evaluate((wanted) => {
    const choice = document.querySelector<HTMLElement>(`button[lang="${wanted}"]`);
    choice?.click();
    if (choice !== null) return;
    localStorage.setItem('vppos.lang', wanted);
    window.dispatchEvent(new StorageEvent('storage', { key: 'vppos.lang', newValue: wanted }));
  }, language);
}

/** Half-faded text has no contrast that could be measured: every animation that has an end is brought to it. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const painted = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await document.fonts.ready;
    await painted();
    for (const animation of document.getAnimations()) {
      if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
    }
    await painted();
  });
}
