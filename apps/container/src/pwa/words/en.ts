import type { TextKey } from './vi.ts';

export const EN: Readonly<Record<TextKey, string>> = {
  update: 'A new version is here – press to update',
  updateHint: 'The page will reload. Finish the sale in hand first.',
  updating: 'Updating…',
};
