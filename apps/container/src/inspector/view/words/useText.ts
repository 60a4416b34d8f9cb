import i18next, { type i18n } from 'i18next';
import { useTranslation } from 'react-i18next';
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
export type Text = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export function useText(): Text {
  const { t } = useTranslation(NAMESPACE, { i18n: i18next });
  // Keys have dots of their own.
  return (key, values) => String(t(key, { ...values, keySeparator: false }));
}
