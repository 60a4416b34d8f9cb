import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { NAMESPACE } from './addTranslations.ts';
import type { TextKey } from './vi.ts';

/** A text of this app in the cashier's language, with its `{{values}}` filled in. */
export type Text = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** Renders again when the language changes. */
export function useText(): Text {
  const { t } = useTranslation(NAMESPACE, { i18n: i18next, useSuspense: false });
  // React escapes what it renders; escaping here as well would show `&amp;` to the cashier.
  return (key, values) => String(t(key, { ...values, interpolation: { escapeValue: false } }));
}
