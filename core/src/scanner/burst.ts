/** A scanner types faster than any hand: keys closer than this, in ms, belong to one burst. */
export const SCANNER_KEY_GAP_MS = 50;
/** Fewer characters than this are no barcode, however fast they come. */
export const SCAN_MIN_CHARACTERS = 3;
/** No barcode on a shelf is longer; what a cat on the keyboard types is not kept. */
export const SCAN_MAX_CHARACTERS = 128;

/** The characters that came in quick succession up to now. `lastAt` is on the clock of the keys' own times, in ms. */
export interface KeyBurst {
  readonly characters: string;
  readonly lastAt: number;
}

export const NO_BURST: KeyBurst = { characters: '', lastAt: Number.NEGATIVE_INFINITY };

/** One key as the page hears of it. */
export interface Key {
  readonly key: string;
  readonly at: number;
}

/** What one more key means. `typed`: its character may be a hand's or a scanner's. `scanned`: the burst was a scanner's. */
export type KeyMeaning =
  | { readonly kind: 'typed'; readonly burst: KeyBurst; readonly isFirst: boolean }
  | { readonly kind: 'scanned'; readonly code: string }
  | { readonly kind: 'modifier' }
  | { readonly kind: 'other' };

/** Pure. A key that no character belongs to ends a burst; Shift does not, as scanners press it for capitals. */
export function readKey(burst: KeyBurst, { key, at }: Key): KeyMeaning {
  const isFast = at - burst.lastAt < SCANNER_KEY_GAP_MS;
  if (key === 'Shift') return { kind: 'modifier' };
  if (key === 'Enter') {
    const isScan = isFast && burst.characters.length >= SCAN_MIN_CHARACTERS;
    return isScan ? { kind: 'scanned', code: burst.characters } : { kind: 'other' };
  }
  if ([...key].length !== 1) return { kind: 'other' };
  const before = isFast ? burst.characters : '';
  return {
    kind: 'typed',
    burst: { characters: (before + key).slice(-SCAN_MAX_CHARACTERS), lastAt: at },
    isFirst: before === '',
  };
}
