import type { i18n } from 'i18next';
import { type Text as TextOf, useFeatureText } from '../../../i18n/index.ts';
import { EN } from './en.ts';
import { type TextKey, VI } from './vi.ts';

export type { TextKey };

/** The inspector's own namespace: its words come with its chunk. */
const NAMESPACE = 'inspector';

export function addInspectorWords(target: i18n): void {
  target.addResourceBundle('vi', NAMESPACE, VI);
  target.addResourceBundle('en', NAMESPACE, EN);
}

/** A text of the inspector, with its `{{values}}` filled in. */
export type Text = TextOf<TextKey>;

export const useText = (): Text => useFeatureText<TextKey>(NAMESPACE);
