import i18next from 'i18next';
import { afterEach, beforeEach } from 'vitest';
import { initI18n } from '../index.ts';

/** Gives every test of the file the container's words, in Vietnamese. */
export function speakVietnamese(): void {
  let stop: () => void = () => undefined;
  beforeEach(() => {
    stop = initI18n({ storage: { getItem: () => 'vi', setItem: () => undefined }, root: { lang: '' } });
  });
  afterEach(async () => {
    stop();
    await i18next.changeLanguage('vi');
  });
}
