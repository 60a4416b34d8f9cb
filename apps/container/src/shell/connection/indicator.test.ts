import type { RealtimeStatus } from '@vppos/core/types';
import { describe, expect, it } from 'vitest';
import { dotOf, indicate, type Link, nextLink } from './indicator.ts';

const T = 1_700_000_000_000;
const at = (ms: number, status: Partial<RealtimeStatus>): RealtimeStatus => ({
  state: 'live',
  since: T + ms,
  role: 'alone',
  degraded: false,
  fresh: true,
  ...status,
});

/** Heard when they began. */
function linkAfter(first: RealtimeStatus, ...then: RealtimeStatus[]): Link {
  const heard = (link: Link | null, status: RealtimeStatus): Link => nextLink(link, { status, at: status.since });
  return then.reduce<Link>(heard, heard(null, first));
}
const live = at(0, { state: 'live' });
const lost = linkAfter(live, at(60_000, { state: 'waiting', retryAt: T + 75_500 }));
const viewOf = (link: Link, ms: number) => indicate(link, T + ms).view;

describe('indicate', () => {
  it('[SHELL6] shows nothing while events come', () => {
    expect(indicate(linkAfter(live), T + 3_600_000)).toEqual({ view: { kind: 'quiet' }, nextLookAt: null });
  });

  it.each([
    [0, { kind: 'quiet' }],
    [1_999, { kind: 'quiet' }],
    [2_000, { kind: 'reconnecting', isFirst: false }],
    [4_999, { kind: 'reconnecting', isFirst: false }],
    [5_000, { kind: 'lost', dataAt: T + 60_000, retryInS: null, canRetry: false }],
    [9_999, { kind: 'lost', dataAt: T + 60_000, retryInS: null, canRetry: false }],
    [10_000, { kind: 'lost', dataAt: T + 60_000, retryInS: 6, canRetry: true }],
    [14_600, { kind: 'lost', dataAt: T + 60_000, retryInS: 1, canRetry: true }],
    [15_500, { kind: 'lost', dataAt: T + 60_000, retryInS: null, canRetry: true }],
  ])('[SHELL6] shows a loss of %i ms as %o', (ageMs, view) => {
    expect(viewOf(lost, 60_000 + ageMs)).toEqual(view);
  });

  it('[SHELL6] looks again exactly when something changes', () => {
    const looks: number[] = [];
    let next: number | null = T + 60_000;
    while (next !== null && looks.length < 8) {
      looks.push(next - T - 60_000);
      next = indicate(lost, next).nextLookAt;
    }

    expect(looks).toEqual([0, 2_000, 5_000, 10_000, 11_000, 12_000, 13_000, 14_000]);
  });

  it('[SHELL6] counts a loss from its beginning, through every attempt', () => {
    const link = linkAfter(
      live,
      at(60_000, { state: 'waiting' }),
      at(61_000, { state: 'connecting' }),
      at(64_000, { state: 'waiting' }),
      at(64_500, { state: 'connecting' }),
    );

    expect(viewOf(link, 65_000)).toMatchObject({ kind: 'lost', dataAt: T + 60_000 });
  });

  it('[SHELL6] forgets a loss that is over', () => {
    const link = linkAfter(live, at(60_000, { state: 'waiting' }), at(70_000, {}), at(90_000, { state: 'waiting' }));

    expect(viewOf(link, 91_000)).toEqual({ kind: 'quiet' });
    expect(viewOf(link, 96_000)).toMatchObject({ dataAt: T + 90_000 });
  });

  it('[SHELL6] counts the first connection’s trouble from the login, not from when the page told of itself', () => {
    const link = linkAfter(at(-1_000_000, { state: 'idle' }), at(0, { state: 'connecting' }));

    expect(viewOf(link, 1999)).toEqual({ kind: 'quiet' });
    expect(viewOf(link, 2000)).toEqual({ kind: 'reconnecting', isFirst: true });
  });

  it('[SHELL7] stays quiet when a poll succeeds beside a stream that is live already', () => {
    const link = linkAfter(at(0, { state: 'waiting' }), at(60_000, {}), at(60_000, { degraded: true }));

    expect(viewOf(link, 70_000)).toEqual({ kind: 'quiet' });
  });

  it('[SHELL7] offers no retry while the stream that is to be proven is live', () => {
    const link = linkAfter(live, at(60_000, { state: 'waiting', degraded: true }), at(70_000, { degraded: true }));

    expect(viewOf(link, 75_000)).toEqual({ kind: 'polling', canRetry: false });
  });

  it('[SHELL6] knows no good data before the first connection', () => {
    const link = linkAfter(at(0, { state: 'idle' }), at(100, { state: 'connecting' }));

    expect(viewOf(link, 2_500)).toEqual({ kind: 'reconnecting', isFirst: true });
    expect(viewOf(link, 6_000)).toMatchObject({ kind: 'lost', dataAt: null });
  });

  it('[SHELL6] does not trust a live stream whose gateway has lost its log, from when it is told', () => {
    const link = nextLink(linkAfter(live), { status: at(0, { fresh: false }), at: T + 60_000 });

    expect(viewOf(link, 61_000)).toEqual({ kind: 'quiet' });
    expect(viewOf(link, 65_000)).toMatchObject({ kind: 'lost', dataAt: T + 60_000 });
  });

  it('[SHELL7] is amber while polling brings the events, and red with the time of the last poll when that ends', () => {
    const polling = linkAfter(live, at(60_000, { state: 'waiting' }), at(60_000, { state: 'waiting', degraded: true }));
    const ended = nextLink(polling, { status: at(60_000, { state: 'waiting' }), at: T + 90_000 });

    expect(viewOf(polling, 80_000)).toEqual({ kind: 'polling', canRetry: true });
    expect(viewOf(ended, 90_000)).toMatchObject({ kind: 'lost', dataAt: T + 90_000 });
  });

  it.each([
    ['forbidden', 'forbidden', false],
    ['signed_out', 'signedOut', false],
    ['unauthorized', 'signedOut', false],
    ['disconnected', 'disconnected', true],
    ['attempts', 'attempts', true],
    ['superseded', 'superseded', true],
    ['brand_new', 'other', true],
    [undefined, 'other', true],
  ])('[SHELL8] says at once what to do when stopped by %s', (reason, words, canConnect) => {
    const stopped = at(0, reason === undefined ? { state: 'stopped' } : { state: 'stopped', reason });

    expect(viewOf(linkAfter(stopped), 0)).toEqual({ kind: 'stopped', words, canConnect });
  });

  it('[SHELL7] stays with polling while a stream is live but not proven', () => {
    const link = linkAfter(
      live,
      at(60_000, { state: 'waiting', degraded: true }),
      at(70_000, { state: 'connecting', degraded: true }),
      at(70_500, { state: 'live', degraded: true }),
    );

    expect(viewOf(link, 71_000)).toMatchObject({ kind: 'polling' });
    expect(viewOf(linkAfter(live, at(85_000, {})), 85_000)).toEqual({ kind: 'quiet' });
  });

  const dotAt = (link: Link, ms: number) => dotOf(link, viewOf(link, ms));
  it('[SHELL6] has a dot as calm as the bar: a rotation or a change of the leading tab does not make it flicker', () => {
    const rotated = linkAfter(live, at(60_000, { state: 'authorizing' }), at(60_100, { state: 'connecting' }));

    expect([dotAt(rotated, 60_000), dotAt(rotated, 61_999), dotAt(rotated, 62_000)]).toEqual(['on', 'on', 'trouble']);
  });

  it('has a dot for every view', () => {
    const first = linkAfter(at(0, { state: 'idle' }), at(100, { state: 'connecting' }));

    expect(dotAt(linkAfter(live), 0)).toBe('on');
    expect(dotAt(linkAfter(at(0, { state: 'idle' })), 9_000)).toBe('off');
    expect([dotAt(first, 1_000), dotAt(first, 3_000), dotAt(first, 9_000)]).toEqual(['off', 'trouble', 'trouble']);
    expect(dotAt(linkAfter(live, at(0, { state: 'waiting', degraded: true })), 3_000)).toBe('polling');
    expect(dotAt(linkAfter(at(0, { state: 'stopped', reason: 'forbidden' })), 0)).toBe('off');
  });
});
