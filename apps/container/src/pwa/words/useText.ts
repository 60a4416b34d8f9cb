import { type Text, useFeatureText } from '../../i18n/index.ts';
import type { TextKey } from './vi.ts';

export const useText = (): Text<TextKey> => useFeatureText<TextKey>('pwa');
