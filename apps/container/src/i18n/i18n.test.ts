import i18next from 'i18next';
import { afterEach, describe, expect, it } from 'vitest';
import { initI18n } from './initI18n.ts';
import { LANGUAGE_KEY, storedLanguage } from './language.ts';

describe('the language', () => {
  let stop: () => void = () => undefined;
  afterEach(() => stop());

  function open(stored: string | null) {
    const root = { lang: '' };
    const kept: string[] = [];
    const storage = {
      getItem: () => stored,
      setItem: (key: string, value: string) => void kept.push(`${key}=${value}`),
    };
    stop = initI18n({ storage, root });
    return { root, kept };
  }

  it.each([
    [null, 'vi'],
    ['en', 'en'],
    ['vi', 'vi'],
    ['de', 'vi'],
  ])('[SHELL12] starts from %j with %s', (stored, language) => {
    const { root } = open(stored);

    expect([root.lang, i18next.language]).toEqual([language, language]);
  });

  it('[SHELL12] keeps a choice and names it on the page', async () => {
    const { root, kept } = open(null);

    await i18next.changeLanguage('en');

    expect([root.lang, kept]).toEqual(['en', [`${LANGUAGE_KEY}=en`]]);
  });

  it('[SHELL12] speaks Vietnamese where storage is forbidden', () => {
    const forbidden = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };

    expect(storedLanguage({ getItem: forbidden, setItem: forbidden })).toBe('vi');
  });
});
