import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

/** A text of one feature, with its `{{values}}` filled in. */
export type Text<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** The words of a feature that has them in a namespace of its own. */
export function useFeatureText<Key extends string>(namespace: string): Text<Key> {
  const { t } = useTranslation(namespace, { i18n: i18next });
  // Keys have dots of their own.
  return (key: string, values) => String(t(key, { ...values, keySeparator: false }));
}
