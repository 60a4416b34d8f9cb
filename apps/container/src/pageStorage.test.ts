import { afterEach, expect, it, vi } from 'vitest';
import { pageStorage } from './pageStorage.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

it('[SESS24] keeps in the browser, and in memory where that forbids it', () => {
  pageStorage.setItem('lang', 'en');
  const kept = localStorage.getItem('lang');
  vi.stubGlobal('localStorage', null);
  const forbidden = pageStorage.getItem('lang');
  pageStorage.setItem('lang', 'vi');
  const remembered = pageStorage.getItem('lang');
  pageStorage.removeItem('lang');

  expect([kept, forbidden, remembered, pageStorage.getItem('lang')]).toEqual(['en', null, 'vi', null]);
});
