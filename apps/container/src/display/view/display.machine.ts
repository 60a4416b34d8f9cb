import type { ShownCart, ShownPayment, TillShown } from '../shown.types.ts';

/** A tab of the till that has not answered for so long is not there any more, in ms. */
export const SILENCE_MS = 10_000;
/** A display asks so often, in ms. */
export const ASK_EVERY_MS = 3000;
/** Tabs of one till that are heard at once; the one longest silent gives way. */
export const TABS_MAX = 8;

/** What each tab of the till has last told, and when, in ms of the display's clock. */
export type HeardTabs = ReadonlyMap<string, { readonly at: number; readonly till: TillShown }>;

/** What a display shows. */
export type Scene =
  | { readonly kind: 'closed' }
  | { readonly kind: 'welcome' }
  | { readonly kind: 'cart'; readonly cart: ShownCart }
  | { readonly kind: 'payment'; readonly payment: ShownPayment };

/** Pure. `from` has told `till` at `at`. */
export function heard(tabs: HeardTabs, from: string, { at, till }: { at: number; till: TillShown }): HeardTabs {
  const others = [...tabs].filter(([name]) => name !== from).slice(1 - TABS_MAX);
  return new Map([...others, [from, { at, till }]]);
}

/** Pure. The newest cart and payment of the tabs that still answer. A payment that is awaited is not covered by a cart. */
export function sceneOf(tabs: HeardTabs, now: number): Scene {
  const tills = [...tabs.values()].filter(({ at }) => now - at < SILENCE_MS).map(({ till }) => till);
  if (tills.length === 0) return { kind: 'closed' };
  const cart = newest(tills.map((till) => till.cart));
  const payment = newest(tills.map((till) => till.payment));
  const isAwaited = payment.value !== null && payment.value.stage !== 'paid';
  if (payment.value !== null && (isAwaited || cart.value === null || payment.version >= cart.version))
    return { kind: 'payment', payment: payment.value };
  return cart.value === null ? { kind: 'welcome' } : { kind: 'cart', cart: cart.value };
}

interface Told<T> {
  readonly version: number;
  readonly value: T | null;
}

function newest<T>(told: readonly Told<T>[]): Told<T> {
  return told.reduce((best, each) => (each.version > best.version ? each : best), { version: -1, value: null });
}
