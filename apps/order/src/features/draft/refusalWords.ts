import type { useText } from '../../i18n/useText.ts';
import type { TextKey } from '../../i18n/vi.ts';

const WORDS: ReadonlyMap<string, TextKey> = new Map([
  ['unknown-product', 'refusal.unknownProduct'],
  ['discount-too-large', 'refusal.discountTooLarge'],
]);

/** Why the server does not take an order, so that the cashier can put it right; the manager can look up any other name. */
export function refusalWords(text: ReturnType<typeof useText>, why: string): string {
  return text('queue.refused', { why: text(WORDS.get(why) ?? 'refusal.other', { why }) });
}
