import { type Text as TextOf, useFeatureText } from '../../i18n/index.ts';
import type { TextKey } from './vi.ts';

/** A text of the drawer, with its `{{values}}` filled in. */
export type Text = TextOf<TextKey>;

export const useText = (): Text => useFeatureText<TextKey>('drawer');
