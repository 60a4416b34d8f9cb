// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { SILENCE_LIMIT_MS } from '../connectionState.ts';
import type { MessageOf } from './channel.ts';
import { FOLLOWING, isUnfit, nextTabState, STEAL_PAUSE_MS, type TabSignal, type TabState } from './role.machine.ts';

const ANSWERED: TabSignal = { type: 'answered', isUnfit: false };
const UNFIT: TabSignal = { type: 'answered', isUnfit: true };

/** The parts a tab goes through, one signal a second. */
function walk(signals: readonly (TabSignal | TabSignal['type'])[], from: TabState = FOLLOWING): string[] {
  let state = from;
  return signals.map((signal, second) => {
    // `answered` is written as an object.
    const said = typeof signal === 'string' ? ({ type: signal } as TabSignal) : signal;
    state = nextTabState(state, said, second * 1000);
    return state.part;
  });
}

const pulse = (changed: Partial<MessageOf<'pulse'>>): MessageOf<'pulse'> => ({
  kind: 'pulse',
  to: 'me',
  term: 1,
  status: { state: 'live', since: 0, degraded: false, fresh: true },
  cursor: null,
  hiddenForMs: 0,
  heardAgoMs: 0,
  ...changed,
});

describe('a tab’s part', () => {
  it('[TAB6] becomes thief at the third tick in a row without an answer', () => {
    expect(walk(['tick', 'tick', ANSWERED, 'tick', 'tick', 'tick'])).toEqual([
      ...['follower', 'follower', 'follower', 'follower', 'follower'],
      'thief',
    ]);
  });

  it('[TAB6] becomes thief again only 5 s after the last time, whatever came between', () => {
    const parts = walk([UNFIT, 'granted', 'lost', UNFIT, UNFIT, UNFIT]);

    expect(STEAL_PAUSE_MS).toBe(5000);
    expect(parts).toEqual(['thief', 'leader', 'follower', 'follower', 'follower', 'thief']);
  });

  it('[TAB6] steals anew when nothing came of it, and also after the clock was set back', () => {
    const thief = nextTabState(FOLLOWING, UNFIT, 100_000);
    let soon = thief;
    for (const at of [101_000, 102_000, 103_000, 104_000]) soon = nextTabState(soon, { type: 'tick' }, at);

    expect(soon.stoleAt).toBe(100_000);
    expect(nextTabState(soon, { type: 'tick' }, 105_000)).toEqual({ part: 'thief', unanswered: 0, stoleAt: 105_000 });
    expect(nextTabState(soon, { type: 'tick' }, 1000).stoleAt).toBe(1000);
  });

  it('[TAB5] is away until it is taken out, whatever the lock says', () => {
    expect(walk(['suspend', 'granted', 'lost', 'tick', UNFIT, 'suspend', 'resume'])).toEqual([
      ...['away', 'away', 'away', 'away', 'away', 'away'],
      'follower',
    ]);
  });

  it('[TAB3] stays alone, and [TAB15] ended, for good', () => {
    expect(walk(['refused', 'granted', 'tick', 'suspend', 'resume'])).toEqual(Array(5).fill('alone'));
    expect(walk(['stop', 'granted', 'refused', 'resume'])).toEqual(Array(4).fill('ended'));
  });

  it('[TAB1] does not leave a leader for ticks or answers of others', () => {
    expect(walk(['granted', 'tick', 'tick', 'tick', UNFIT, 'resume'])).toEqual(Array(6).fill('leader'));
  });
});

describe('a leader', () => {
  it('[TAB7] is unfit when hidden for 2 s', () => {
    expect([1999, 2000].map((hiddenForMs) => isUnfit(pulse({ hiddenForMs })))).toEqual([false, true]);
  });

  it('[TAB7] is unfit when it takes a stream for live that has been silent beyond any limit', () => {
    const waiting = { state: 'waiting', since: 0, degraded: false, fresh: true } as const;
    const heardAgoMs = SILENCE_LIMIT_MS + 2001;

    expect(isUnfit(pulse({ heardAgoMs }))).toBe(true);
    expect(isUnfit(pulse({ heardAgoMs: SILENCE_LIMIT_MS }))).toBe(false);
    expect(isUnfit(pulse({ heardAgoMs, status: waiting }))).toBe(false);
  });
});
