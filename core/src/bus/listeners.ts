import { BUS_VERSION } from './channels.ts';
import { sharedBus } from './shared.ts';

/** Stops listening. Calling it twice is harmless; nothing is delivered afterwards. */
export type Unsubscribe = () => void;

/** A listener slower than this is measured and named, in ms. */
export const SLOW_LISTENER_MS = 50;

/** A listener threw. `cause` is what it threw; `mfe` is whose it was. */
export class ListenerError extends Error {
  readonly code = 'LISTENER_THREW';
  readonly channel: string;
  readonly mfe: string;

  constructor(channel: string, mfe: string, cause: unknown) {
    super(`A listener of ${channel} in ${mfe} threw. The other listeners were served; mend the listener.`, { cause });
    this.name = 'ListenerError';
    this.channel = channel;
    this.mfe = mfe;
  }
}

/** How long one listener took for one delivery, told as `vppos:listener-slow` when it is over the limit. */
export interface SlowListener {
  readonly v: number;
  readonly channel: string;
  readonly mfe: string;
  readonly durationMs: number;
}

interface Subscription<Detail> {
  readonly channel: string;
  readonly listener: (detail: Detail) => void;
  /** The micro-frontend that owns the listener, for reports. */
  readonly mfe: string;
}

/** Listens on `window`; each delivery is guarded, see `deliver`. */
export function listenOnWindow<Detail extends { readonly v: number }>(subscription: Subscription<Detail>): Unsubscribe {
  let isListening = true;
  const onWindowEvent = (event: Event): void => {
    // The names of the contract are only ever dispatched with their details; the version is checked right below.
    const detail = (event as CustomEvent<Detail | null>).detail;
    const isReadable = typeof detail?.v === 'number' && detail.v >= BUS_VERSION;
    if (isListening && isReadable) deliver(subscription, detail);
  };
  window.addEventListener(subscription.channel, onWindowEvent);
  return () => {
    isListening = false;
    window.removeEventListener(subscription.channel, onWindowEvent);
  };
}

/**
 * Hands one detail to one listener, so that one broken micro-frontend never silences the others (B2): a throw goes to
 * `reportError` as a `ListenerError`, a slow run is told on `vppos:listener-slow` (B5).
 */
export function deliver<Detail>({ channel, listener, mfe }: Subscription<Detail>, detail: Detail): void {
  const startedAt = performance.now();
  try {
    listener(detail);
  } catch (error) {
    reportError(new ListenerError(channel, mfe, error));
  }
  const durationMs = performance.now() - startedAt;
  for (const tap of sharedBus().taps ?? []) tap(detail, { channel, mfe, startedAt, durationMs });
  tellWhenSlow({ channel, mfe, durationMs });
}

/** Dispatches synchronously: every listener has run when this returns. */
export function dispatchOnWindow(channel: string, detail: object): void {
  window.dispatchEvent(new CustomEvent(channel, { detail }));
}

function tellWhenSlow(measured: Omit<SlowListener, 'v'>): void {
  if (measured.durationMs < SLOW_LISTENER_MS) return;
  dispatchOnWindow('vppos:listener-slow', { v: BUS_VERSION, ...measured } satisfies SlowListener);
}
