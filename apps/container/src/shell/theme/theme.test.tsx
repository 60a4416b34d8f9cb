import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../../i18n/testing/speakVietnamese.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { keepTheme, showTheme, storedTheme, THEME_KEY } from './theme.ts';

const root = document.documentElement;
const switchButton = () => screen.getByRole('button', { name: /^Giao diện/ });

describe('the look', () => {
  speakVietnamese();
  beforeEach(() => {
    localStorage.clear();
    delete root.dataset['theme'];
  });
  afterEach(cleanup);

  it('[SHELL14] follows the system until light or dark is chosen, and again when that is', () => {
    render(<ThemeSwitch className="" />);
    const seen: unknown[] = [];
    for (let press = 0; press < 3; press += 1) {
      fireEvent.click(switchButton());
      seen.push([root.dataset['theme'], localStorage.getItem(THEME_KEY)]);
    }

    expect(seen).toEqual([
      ['light', 'light'],
      ['dark', 'dark'],
      [undefined, 'system'],
    ]);
  });

  it('[SHELL14] is the browser’s frame’s too', () => {
    document.head.innerHTML = '<meta name="theme-color" data-look="light"><meta name="theme-color" data-look="dark">';
    const shown = () => [...document.querySelectorAll('meta')].map(({ media }) => media);
    const seen: unknown[] = [];
    for (const theme of ['dark', 'light', 'system'] as const) {
      showTheme(document, theme);
      seen.push(shown());
    }
    document.head.innerHTML = '';

    expect(seen).toEqual([
      ['not all', 'all'],
      ['all', 'not all'],
      ['(prefers-color-scheme: light)', '(prefers-color-scheme: dark)'],
    ]);
  });

  it('[SHELL14] says what it is and what a press leads to', () => {
    localStorage.setItem(THEME_KEY, 'light');

    render(<ThemeSwitch className="" />);

    expect(switchButton().getAttribute('aria-label')).toBe('Giao diện: sáng. Bấm để đổi sang tối');
  });

  it('[SHELL14] is the system’s where nonsense is stored or storage is forbidden', () => {
    const forbidden = (): never => {
      throw new Error('forbidden');
    };

    keepTheme({ getItem: forbidden, setItem: forbidden }, 'dark');

    expect(storedTheme({ getItem: () => 'plaid', setItem: forbidden })).toBe('system');
    expect(storedTheme({ getItem: forbidden, setItem: forbidden })).toBe('system');
  });
});
