import { SILENCE_LIMIT_MS } from '../connectionState.ts';
import type { MessageOf } from './channel.ts';

/** How often a follower that is looked at asks for its leader. */
export const TICK_MS = 1000;
/** So many ticks in a row without an answer, and the leader is not there. Counted, not timed: a page that slept is no proof. */
export const UNANSWERED_MAX = 3;
/** A tab steals the lock at most once in this. */
export const STEAL_PAUSE_MS = 5000;
/** A leader hidden for so long gives way to a tab that is looked at: its own timers will be late. */
export const HIDDEN_LEADER_MS = 2000;

/**
 * `alone`: no other tab can be heard, each has its own stream. `leader`: holds the lock and the one stream. `follower`: waits
 * for the lock and hears the leader. `thief`: a follower that is taking the lock. `away`: put away by the browser. `ended`:
 * for good.
 */
export type TabPart = 'alone' | 'leader' | 'follower' | 'thief' | 'away' | 'ended';

export interface TabState {
  readonly part: TabPart;
  /** Ticks in a row that no leader has answered. */
  readonly unanswered: number;
  /** When this tab last stole the lock, in ms; whatever became of it. */
  readonly stoleAt: number | null;
}

export type TabSignal =
  /** Of the lock. */
  | { readonly type: 'granted' | 'lost' | 'refused' }
  /** Of the page. */
  | { readonly type: 'suspend' | 'resume' | 'stop' }
  /** A second has passed in a tab that is looked at. */
  | { readonly type: 'tick' }
  /** The leader has answered. `isUnfit`: this tab, which is looked at, should lead instead. */
  | { readonly type: 'answered'; readonly isUnfit: boolean };

export const FOLLOWING: TabState = { part: 'follower', unanswered: 0, stoleAt: null };

/** Pure: a tab's next part. A signal that means nothing in a part gives back the same object. */
export function nextTabState(state: TabState, signal: TabSignal, at: number): TabState {
  const { part } = state;
  if (part === 'ended') return state;
  if (signal.type === 'stop') return turned(state, 'ended');
  if (part === 'alone') return state;
  if (part === 'away') return signal.type === 'resume' ? turned(state, 'follower') : state;
  switch (signal.type) {
    case 'tick':
      return part === 'leader' ? state : unanswered(state, at);
    case 'answered':
      return part === 'follower' ? answered(state, signal.isUnfit, at) : state;
    case 'resume':
      return state;
    default:
      return turned(state, PARTS[signal.type]);
  }
}

const PARTS = { granted: 'leader', lost: 'follower', refused: 'alone', suspend: 'away' } as const;

function turned(state: TabState, part: TabPart): TabState {
  return { ...state, part, unanswered: 0 };
}

function answered(state: TabState, isUnfit: boolean, at: number): TabState {
  return isUnfit ? stealing(state, at) : { ...state, unanswered: 0 };
}

function unanswered(state: TabState, at: number): TabState {
  const count = state.unanswered + 1;
  return count >= UNANSWERED_MAX ? stealing(state, at) : { ...state, unanswered: count };
}

/** Too soon after the last time, it waits for the next occasion. A clock that was set back allows it too. */
function stealing(state: TabState, at: number): TabState {
  const isTooSoon = state.stoleAt !== null && Math.abs(at - state.stoleAt) < STEAL_PAUSE_MS;
  return isTooSoon ? state : { part: 'thief', unanswered: 0, stoleAt: at };
}

/** Hidden, or it takes a stream for live that has been silent for longer than any may be. */
export function isUnfit({ status, hiddenForMs, heardAgoMs }: MessageOf<'pulse'>): boolean {
  return hiddenForMs >= HIDDEN_LEADER_MS || (status.state === 'live' && heardAgoMs > SILENCE_LIMIT_MS + 2 * TICK_MS);
}
