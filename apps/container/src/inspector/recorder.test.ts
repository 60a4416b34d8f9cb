import {
  clearRealtimeHistory,
  listenAllRealtime,
  listenRealtime,
  publishAuth,
  publishInvalidEvent,
  publishRealtimeEvent,
  publishRealtimeResync,
  publishRealtimeStatus,
} from '@vppos/core/bus';
import { anEvent } from '@vppos/core/testing';
import type { AuthUser } from '@vppos/core/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecorder, type Recorder, RUNS_MAX, STATUSES_MAX, TAKES_MAX } from './recorder.ts';
import { createTapeReader } from './view/recording.ts';

const lan: AuthUser = { id: 1, name: 'Lan', company_id: 1, roles: ['cashier'], till_id: 'till-7' };
const live = { state: 'live', since: 1, role: 'alone', degraded: false, fresh: true } as const;

describe('the recorder', () => {
  let recorder: Recorder;
  let stop: () => void;
  let now: number;
  const stops: (() => void)[] = [];
  beforeEach(() => {
    now = 1000;
    clearRealtimeHistory();
    recorder = createRecorder(() => ({ at: now, elapsed: now / 10 }));
    stop = recorder.start();
  });
  afterEach(() => {
    for (const each of [stop, ...stops.splice(0)]) each();
  });
  const read = createTapeReader();
  const recording = () => read(recorder.tape);
  const entries = () => recording().entries;

  it('[INSP3] writes down events, resyncs and invalid events in their order, with the time on both clocks', () => {
    publishRealtimeEvent(anEvent(1));
    now = 2000;
    publishInvalidEvent({ id: 'e-2', type: 'notify', issues: [] });
    publishRealtimeResync('invalid_payload');

    expect(entries()).toMatchObject([
      { at: 1000, elapsed: 100, event: { id: 'test-1', type: 'notify' } },
      { at: 2000, elapsed: 200, invalid: { id: 'e-2' } },
      { at: 2000, resync: 'invalid_payload' },
    ]);
  });

  it('[INSP4] keeps nothing for the next person of what was on its way when somebody signed out', () => {
    publishAuth(lan);
    stops.push(
      listenRealtime('notify', () => {
        clearRealtimeHistory();
        publishAuth(null);
      }),
    );

    publishRealtimeEvent(anEvent(1));
    publishAuth({ ...lan, id: 2 });

    expect(recorder.tape).toMatchObject({ happenings: [], runs: [] });
  });

  it('[INSP5] knows every listener of an event by its micro-frontend, early, late and for all types, but not itself', () => {
    stops.push(listenRealtime('notify', () => undefined, { mfe: 'order' }));
    stops.push(listenRealtime('order_paid', () => undefined, { mfe: 'payment' }));
    stops.push(listenAllRealtime(() => undefined, { mfe: 'devtools' }));
    publishRealtimeEvent(anEvent(1));
    publishRealtimeEvent(anEvent(2));
    stops.push(listenRealtime('notify', () => undefined, { mfe: 'late', sinceMs: 60_000 }));

    const owners = entries().map((entry) => 'runs' in entry && entry.runs.map(({ mfe }) => mfe));
    expect(owners).toEqual([
      ['order', 'devtools', 'late'],
      ['order', 'devtools', 'late'],
    ]);
  });

  it('[INSP2] keeps the transitions with when they were heard', () => {
    publishRealtimeStatus({ ...live, state: 'connecting', attempt: 1 });
    now = 1800;
    publishRealtimeStatus(live);

    expect(recording().transitions).toMatchObject([
      { at: 1000, status: { state: 'connecting', attempt: 1 } },
      { at: 1800, status: { state: 'live' } },
    ]);
  });

  it('[INSP2] [INSP3] keeps no more than its bounds, the newest', () => {
    for (let n = 1; n <= STATUSES_MAX + 1; n++) publishRealtimeStatus({ ...live, since: n });
    for (let seq = 1; seq <= TAKES_MAX + 1; seq++) publishRealtimeEvent(anEvent(seq));

    const { transitions } = recording();
    expect([transitions.length, transitions[0]?.status.since]).toEqual([STATUSES_MAX, 2]);
    stops.push(...Array.from({ length: 5 }, () => listenAllRealtime(() => undefined)));
    for (let seq = 600; seq < 1000; seq++) publishRealtimeEvent(anEvent(seq));
    expect(recorder.tape.runs).toHaveLength(RUNS_MAX);
    expect(entries()).toHaveLength(TAKES_MAX);
    expect(entries()[0]).toMatchObject({ event: { id: 'test-402' } });
  });

  it('[INSP4] forgets everything when another user, or nobody, is signed in, and not when a till is renamed', () => {
    publishAuth(lan);
    publishRealtimeStatus(live);
    publishRealtimeEvent(anEvent(1));
    publishAuth({ ...lan, till_id: 'till-8' });
    const kept = entries().length;
    publishAuth(null);

    expect([kept, recording()]).toEqual([1, { transitions: [], entries: [] }]);
  });

  it('tells its subscribers of every change, by another version, and hears nothing after its stop', () => {
    const versions = [recorder.version()];
    const unsubscribe = recorder.subscribe(() => void versions.push(recorder.version()));
    publishRealtimeEvent(anEvent(1));
    recorder.clearEvents();
    unsubscribe();
    publishRealtimeResync('trimmed');
    stop();
    publishRealtimeEvent(anEvent(2));

    expect(new Set(versions).size).toBe(versions.length);
    expect(versions.length).toBeGreaterThan(2);
    expect(entries()).toMatchObject([{ resync: 'trimmed' }]);
  });

  it('reads an entry as the same object until another listener has run', () => {
    publishRealtimeEvent(anEvent(1));
    const [before] = entries();
    publishRealtimeEvent(anEvent(2));
    const [again] = entries();
    stops.push(listenRealtime('notify', () => undefined, { mfe: 'late', sinceMs: 60_000 }));
    const [after] = entries();

    expect([again === before, after === before, new Set(entries().map(({ n }) => n)).size]).toEqual([true, false, 2]);
  });
});
