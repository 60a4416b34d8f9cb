import { afterHint, isDue } from './reconnect.ts';

/** Between two polls while somebody can look, within a fifth of it. */
export const POLL_INTERVAL_MS = 5000;
/** Between two polls while every tab is hidden, likewise. */
export const HIDDEN_POLL_INTERVAL_MS = 20_000;
/** Token and answer must be there within this. */
export const ASK_DEADLINE_MS = 10_000;

/** Polling beside the stream. `isOk`: how the last poll went, null before the first. All times are ms of the clock. */
export type PollingState =
  | { readonly status: 'off'; readonly isOk: null }
  | {
      readonly status: 'asking';
      readonly isOk: boolean | null;
      readonly since: number;
      readonly dueAt: number;
      /** The token at hand was refused: this asks with a fresh one. */
      readonly isRenewed: boolean;
    }
  | {
      readonly status: 'resting';
      readonly isOk: boolean;
      readonly since: number;
      readonly dueAt: number;
      /** When it is due if somebody looks. */
      readonly visibleDueAt: number;
      /** What the server asked for; no hint comes before it. */
      readonly notBefore: number;
    };

export type PollingSignal =
  | { readonly type: 'begin' | 'end' }
  /** The state's `dueAt` may have come. */
  | { readonly type: 'due' }
  /** It may work again, or somebody looks. */
  | { readonly type: 'hint' }
  | { readonly type: 'answered'; readonly hasMore: boolean }
  | { readonly type: 'failed'; readonly floorMs: number }
  /** The token was not taken. */
  | { readonly type: 'unauthorized' };

export interface PollingMoment {
  readonly at: number;
  /** [0, 1] */
  readonly draw: number;
  readonly isVisible: boolean;
}

export const NOT_POLLING: PollingState = { status: 'off', isOk: null };

/** Pure. A signal that means nothing in a state gives back the same object. */
export function nextPollingState(state: PollingState, signal: PollingSignal, moment: PollingMoment): PollingState {
  if (signal.type === 'end') return NOT_POLLING;
  switch (state.status) {
    case 'off':
      return signal.type === 'begin' ? asking(null, moment) : state;
    case 'asking':
      return whileAsking(state, signal, moment);
    case 'resting':
      return whileResting(state, signal, moment);
  }
}

function whileAsking(
  state: Extract<PollingState, { status: 'asking' }>,
  signal: PollingSignal,
  moment: PollingMoment,
): PollingState {
  switch (signal.type) {
    case 'answered':
      return signal.hasMore ? asking(true, moment) : resting(true, 0, moment);
    case 'failed':
      return resting(false, signal.floorMs, moment);
    case 'unauthorized':
      return { ...asking(state.isOk, moment), isRenewed: true };
    case 'due':
      return isDue(state, moment) ? resting(false, 0, moment) : state;
    default:
      return state;
  }
}

function whileResting(
  state: Extract<PollingState, { status: 'resting' }>,
  { type }: PollingSignal,
  moment: PollingMoment,
): PollingState {
  if (type === 'hint') {
    const dueAt = afterHint(state, moment);
    return dueAt < state.dueAt ? { ...state, dueAt } : state;
  }
  const isAwaited = moment.isVisible && moment.at >= state.visibleDueAt;
  return type === 'due' && (isAwaited || isDue(state, moment)) ? asking(state.isOk, moment) : state;
}

function asking(isOk: boolean | null, { at }: PollingMoment): Extract<PollingState, { status: 'asking' }> {
  return { status: 'asking', isOk, since: at, dueAt: at + ASK_DEADLINE_MS, isRenewed: false };
}

function resting(isOk: boolean, floorMs: number, { at, draw, isVisible }: PollingMoment): PollingState {
  const notBefore = at + floorMs;
  const after = (ms: number): number => Math.max(notBefore, at + Math.round(ms * (0.8 + 0.4 * draw)));
  const visibleDueAt = after(POLL_INTERVAL_MS);
  const dueAt = isVisible ? visibleDueAt : after(HIDDEN_POLL_INTERVAL_MS);
  return { status: 'resting', isOk, since: at, dueAt, visibleDueAt, notBefore };
}
