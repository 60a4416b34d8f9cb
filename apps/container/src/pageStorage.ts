import { createBrowserStorage } from './auth/browserStorage.ts';

const kept = createBrowserStorage(() => localStorage);

/** The page's `localStorage` by its own names. Where the browser forbids it, which throws at the first look, memory serves. */
export const pageStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
  getItem: kept.get,
  setItem: kept.set,
  removeItem: kept.remove,
};
