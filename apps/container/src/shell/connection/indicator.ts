import type { RealtimeStatus } from '@vppos/core/types';

/** A loss younger than this is not worth a word, in ms. */
export const AMBER_AFTER_MS = 2000;
/** From here on the cashier must not trust the screen, in ms. */
export const RED_AFTER_MS = 5000;
/** From here on the cashier may push, in ms. */
export const RETRY_AFTER_MS = 10_000;

/** The connection as the indicator remembers it. Times are ms of this page's clock. */
export interface Link {
  readonly status: RealtimeStatus;
  /** When events stopped coming by themselves; null while they come. */
  readonly troubledSince: number | null;
  /** Until when the page's data is known to be good; null when it never was. */
  readonly goodUntil: number | null;
}

/** What to do about a stopped connection, told apart by what the cashier can do. */
export type StoppedWords = 'forbidden' | 'signedOut' | 'disconnected' | 'superseded' | 'attempts' | 'other';

export type IndicatorView =
  | { readonly kind: 'quiet' }
  /** `isFirst`: it never was live since the login. */
  | { readonly kind: 'reconnecting'; readonly isFirst: boolean }
  | { readonly kind: 'polling'; readonly canRetry: boolean }
  | {
      readonly kind: 'lost';
      readonly dataAt: number | null;
      /** Whole seconds to the next attempt; null while one runs, or before a countdown is due. */
      readonly retryInS: number | null;
      readonly canRetry: boolean;
    }
  | { readonly kind: 'stopped'; readonly words: StoppedWords; readonly canConnect: boolean };

export type Dot = 'on' | 'trouble' | 'polling' | 'off';

/** `nextLookAt`: when the same link looks different, in ms; null: only when the status changes. */
export interface Indication {
  readonly view: IndicatorView;
  readonly nextLookAt: number | null;
}

/** One status, and when it was heard (ms): a status that only changes a flag keeps its `since`. */
export interface StatusHeard {
  readonly status: RealtimeStatus;
  readonly at: number;
}

/** Pure. What is remembered after one more status. */
export function nextLink(link: Link | null, { status, at }: StatusHeard): Link {
  if (areEventsComing(status, link)) return { status, troubledSince: null, goodUntil: null };
  const beganAt = status.state === 'live' ? at : status.since;
  // Before a login there was nothing to lose: the first connection's trouble begins with it.
  if (link === null || link.status.state === 'idle') return { status, troubledSince: beganAt, goodUntil: null };
  // Good data ends where the good status ended, which is where this one began; polling brings good data too.
  if (link.troubledSince === null) return { status, troubledSince: beganAt, goodUntil: beganAt };
  return { status, troubledSince: link.troubledSince, goodUntil: isPolling(link.status) ? at : link.goodUntil };
}

/** Pure. What the cashier sees of a link at one moment (SHELL6, SHELL7, SHELL8). */
export function indicate(link: Link, now: number): Indication {
  const { status, troubledSince } = link;
  if (status.state === 'stopped') return { view: stoppedView(status.reason), nextLookAt: null };
  if (troubledSince === null || status.state === 'idle') return { view: { kind: 'quiet' }, nextLookAt: null };

  const age = now - troubledSince;
  if (age < AMBER_AFTER_MS) return { view: { kind: 'quiet' }, nextLookAt: troubledSince + AMBER_AFTER_MS };
  const canRetry = age >= RETRY_AFTER_MS;
  const retryLook = canRetry ? null : troubledSince + RETRY_AFTER_MS;
  if (isPolling(status)) {
    return { view: { kind: 'polling', canRetry: canRetry && status.state !== 'live' }, nextLookAt: retryLook };
  }
  if (age < RED_AFTER_MS) {
    const view = { kind: 'reconnecting', isFirst: link.goodUntil === null } as const;
    return { view, nextLookAt: troubledSince + RED_AFTER_MS };
  }
  const retryInS = canRetry ? secondsTo(status.retryAt, now) : null;
  const view = { kind: 'lost', dataAt: link.goodUntil, retryInS, canRetry } as const;
  return { view, nextLookAt: retryInS === null ? retryLook : now + 1000 };
}

/** `on` green, `trouble` and `polling` amber, `off` grey: the small dot that is always there, as calm as the bar (SHELL6). */
export function dotOf({ status, troubledSince, goodUntil }: Link, view: IndicatorView): Dot {
  switch (view.kind) {
    case 'quiet':
      // A loss too young to show leaves the dot as it was: green, or unlit before the first connection.
      return status.state !== 'idle' && (troubledSince === null || goodUntil !== null) ? 'on' : 'off';
    case 'polling':
      return 'polling';
    case 'reconnecting':
    case 'lost':
      return 'trouble';
    case 'stopped':
      return 'off';
  }
}

/**
 * A live stream that is not proven yet, while polls bring the events, does not count, or it would flicker; nor does polling
 * beside a stream that counts already.
 */
function areEventsComing({ state, fresh, degraded }: RealtimeStatus, before: Link | null): boolean {
  const counted = before?.status.state === 'live' && before.troubledSince === null;
  return state === 'live' && fresh && (!degraded || counted);
}

function isPolling({ degraded, fresh }: RealtimeStatus): boolean {
  return degraded && fresh;
}

function secondsTo(at: number | undefined, now: number): number | null {
  return at === undefined || at <= now ? null : Math.ceil((at - now) / 1000);
}

// The reasons of the connection's `stopped` state; one it adds later reads as `other`.
const WORDS_OF: Readonly<Record<string, StoppedWords>> = {
  forbidden: 'forbidden',
  unauthorized: 'signedOut',
  signed_out: 'signedOut',
  logout: 'signedOut',
  disconnected: 'disconnected',
  superseded: 'superseded',
  attempts: 'attempts',
};

function stoppedView(reason: string | undefined): IndicatorView {
  const words = WORDS_OF[reason ?? ''] ?? 'other';
  return { kind: 'stopped', words, canConnect: words !== 'signedOut' && words !== 'forbidden' };
}
