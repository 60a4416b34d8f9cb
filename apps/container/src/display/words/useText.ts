import { type Text as TextOf, useFeatureText } from '../../i18n/index.ts';
import type { TextKey } from './vi.ts';

export const useText = (): TextOf<TextKey> => useFeatureText<TextKey>('display');
