import { fakeClock } from '@vppos/core/testing';
import { describe, expect, it } from 'vitest';
import { createFaultPoint } from './faults.ts';
import { createFakeSources } from './testing/fakeSource.ts';

function setUp() {
  const clock = fakeClock();
  const sources = createFakeSources();
  const faults = createFaultPoint(clock);
  const told: string[] = [];
  const open = (url = '/stream?lastEventId=e-7') =>
    faults.overSource(sources.open)(
      { url, headers: {} },
      {
        onAccepted: () => void told.push('accepted'),
        onFrame: ({ type }) => void told.push(type),
        onFailure: ({ kind }) => void told.push(kind),
      },
    );
  return { clock, sources, faults, told, open };
}

describe('the fault point', () => {
  it('hands everything through while nothing is asked of it', async () => {
    const { sources, faults, told, open } = setUp();
    const close = open();
    sources.last().hello();
    sources.last().frame('notify', {}, 'e-8');
    close();

    expect(told).toEqual(['accepted', 'stream.hello', 'notify']);
    expect([sources.last().isClosed, sources.last().request.url]).toEqual([true, '/stream?lastEventId=e-7']);
    const page = { ok: true, page: { events: [], cursor: 'e-8', more: false } } as never;
    expect(await faults.overPoll(async () => page)({} as never)).toBe(page);
  });

  it('[INSP9] breaks the open stream once, as the network would', () => {
    const { sources, faults, told, open } = setUp();
    open();

    faults.dropStream();
    faults.dropStream();

    expect([told, sources.last().isClosed]).toEqual([['network'], true]);
  });

  it('[INSP9] breaks nothing that is closed already', () => {
    const { faults, told, open } = setUp();
    open()();

    faults.dropStream();

    expect(told).toEqual([]);
  });

  it('[INSP9] lets nothing through while offline, neither stream nor poll', async () => {
    const { sources, faults, told, open } = setUp();
    open();
    faults.setOffline(true);
    open();
    const poll = await faults.overPoll(() => Promise.reject(new Error('asked')))({} as never);
    faults.setOffline(false);
    open();

    expect(told).toEqual(['network', 'network']);
    expect(poll).toEqual({ ok: false, failure: { kind: 'network' } });
    expect(sources.attempts.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it.each([['/stream'], ['/stream?lastEventId=e-7']])(
    '[INSP9] asks once with a cursor that no log has written, for a resync: %s',
    (url) => {
      const { sources, faults, open } = setUp();
      open(url);
      faults.forceResync();
      open(url);
      open(url);

      expect(sources.attempts.map(({ request }) => request.url)).toEqual([url, '/stream?lastEventId=malformed', url]);
    },
  );

  it('[INSP5] learns the server clock from hello and heartbeats, of one stream the one that came quickest', () => {
    const { clock, sources, faults, open } = setUp();
    const offsets = [faults.serverOffsetMs()];
    open();
    const beat = (lateMs: number) =>
      sources.last().frame('stream.heartbeat', { server_time: clock.now() - lateMs, fresh: true });
    for (const lateMs of [3000, 2900, 3050]) beat(lateMs);
    offsets.push(faults.serverOffsetMs());
    sources.last().hello({ server_time: clock.now() - 5000 });
    offsets.push(faults.serverOffsetMs());
    sources.last().frame('stream.heartbeat', { server_time: 'late' });
    sources.last().frame('notify', { server_time: 1 });
    offsets.push(faults.serverOffsetMs());

    expect(offsets).toEqual([null, -2900, -5000, -5000]);
  });
});
