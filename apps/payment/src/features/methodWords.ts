import type { TextKey } from '../i18n/vi.ts';

const WORDS: Readonly<Record<string, TextKey>> = {
  cash: 'method.cash',
  manual: 'method.manual',
  vietqr: 'method.vietqr',
};

/** How money came, in words; a way this build does not know is a transfer, since cash passes only through a till. */
export function methodWords(method: string): TextKey {
  return WORDS[method] ?? 'method.transfer';
}
