import type { i18n } from 'i18next';
import { EN } from './en.ts';
import { VI } from './vi.ts';

/** This micro-frontend's namespace in the page's one i18next instance. */
export const NAMESPACE = 'payment';

/** Adds this app's texts to the page's i18next, now or as soon as the container has initialised it. */
export function addTranslations(target: i18n): void {
  if (!target.isInitialized) {
    target.on('initialized', () => addTranslations(target));
    return;
  }
  target.addResourceBundle('vi', NAMESPACE, VI);
  target.addResourceBundle('en', NAMESPACE, EN);
}
