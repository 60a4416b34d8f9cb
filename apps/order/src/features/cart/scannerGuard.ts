import type { Stop } from '@vppos/core/time';
import { useEffect, useRef } from 'react';

/** A scanner types faster than any hand: keys closer than this, in ms, belong to one burst. */
export const SCANNER_KEY_GAP_MS = 50;
/** So many keys in one burst are a scanner: at least three characters and the Enter behind them. */
export const SCANNER_BURST_KEYS = 4;

/** The keys pressed in quick succession up to now. `lastAt` is on the same clock as the keys' times, in ms. */
export interface KeyBurst {
  readonly keys: number;
  readonly lastAt: number;
}

export const NO_BURST: KeyBurst = { keys: 0, lastAt: Number.NEGATIVE_INFINITY };

/** Pure: one more key at `at`. */
export function nextBurst(burst: KeyBurst, at: number): KeyBurst {
  const belongs = at - burst.lastAt < SCANNER_KEY_GAP_MS;
  return { keys: belongs ? burst.keys + 1 : 1, lastAt: at };
}

export function isScanner(burst: KeyBurst): boolean {
  return burst.keys >= SCANNER_BURST_KEYS;
}

/** Swallows the Enter of a scanner's burst while `confirm` has the focus, so that a barcode never confirms anything. */
export function guardAgainstScanner(confirm: HTMLElement): Stop {
  let burst = NO_BURST;
  const onKey = (event: KeyboardEvent): void => {
    if (event.repeat) return;
    burst = nextBurst(burst, event.timeStamp);
    const isOnConfirm = event.target instanceof Node && confirm.contains(event.target);
    if (event.key === 'Enter' && isOnConfirm && isScanner(burst)) event.preventDefault();
  };
  // On the window, before anybody else: the burst's first keys may go to another element.
  window.addEventListener('keydown', onKey, { capture: true });
  return () => window.removeEventListener('keydown', onKey, { capture: true });
}

/** A ref for a button that only a hand may confirm. */
export function useScannerGuard() {
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => (confirm.current === null ? undefined : guardAgainstScanner(confirm.current)), []);
  return confirm;
}
