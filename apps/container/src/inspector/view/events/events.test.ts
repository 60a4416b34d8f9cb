import type { BusEvent } from '@vppos/core/bus';
import { anEvent } from '@vppos/core/testing';
import { describe, expect, it } from 'vitest';
import type { Entry, EventEntry } from '../recording.ts';
import { choicesOf, EVERYTHING, filterEntries, INVALID, RESYNC } from './entryFilter.ts';
import { hopsOf, isTest } from './hops.ts';

const run = (mfe: string, startedAt = 100, durationMs = 2) => ({ mfe, startedAt, durationMs });
function anEntry(n: number, changed: Partial<BusEvent> = {}, runs: EventEntry['runs'] = []): EventEntry {
  return { n, at: 5005, elapsed: 105, event: { ...anEvent(n), v: 1, receivedAt: 5000, ...changed }, runs };
}

describe('hopsOf', () => {
  it('[INSP5] follows an event from what happened to what its listeners took, on one clock', () => {
    const entry = anEntry(1, { data: { occurred_at: 7990 } }, [run('order', 101, 2), run('payment', 103, 0.5)]);

    expect(hopsOf(entry, 3000)).toEqual({
      happened: { at: 4990, isServerClock: false },
      receivedAt: 5000,
      travelMs: 10,
      dispatchedAt: 5001,
      runsAt: [5001, 5003],
    });
  });

  it('[INSP5] lets no listener begin before the event was received, however the clocks round', () => {
    expect(hopsOf(anEntry(1, {}, [run('order', 99.6)]), null)).toMatchObject({ dispatchedAt: 5000, runsAt: [5000] });
  });

  it('[INSP5] does not compare what it cannot: a server clock that is not known, an event without a time', () => {
    expect(hopsOf(anEntry(1, { data: { occurred_at: 7990 } }), null)).toMatchObject({
      happened: { at: 7990, isServerClock: true },
      travelMs: null,
    });
    expect(hopsOf(anEntry(1, { data: { occurred_at: 'now' } }), 3000)).toMatchObject({
      happened: null,
      travelMs: null,
    });
    expect(hopsOf(anEntry(1, { data: null }), 3000)).toMatchObject({ happened: null, dispatchedAt: 5005 });
  });

  it('knows a test by its mark alone', () => {
    expect([{ test: true }, { test: 'true' }, {}, null, 'test'].map(isTest)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('filterEntries', () => {
  const stamp = { at: 5005, elapsed: 105 };
  const entries: Entry[] = [
    anEntry(1, { type: 'order_paid', data: { invoice_number: 'HD-7' } }, [run('payment'), run('order')]),
    anEntry(2, { origin: 'replay', via: 'tab' }, [run('order')]),
    { ...stamp, n: 3, resync: 'trimmed' },
    { ...stamp, n: 4, invalid: { v: 1, id: 'e-4', type: 'notify', issues: [{ path: 'message', message: 'Invalid' }] } },
  ];
  const shown = (changed: Partial<typeof EVERYTHING>) =>
    filterEntries(entries, { ...EVERYTHING, ...changed }).map(({ n }) => n);

  it.each([
    [{}, [1, 2, 3, 4]],
    [{ type: 'order_paid' }, [1]],
    [{ type: RESYNC }, [3]],
    [{ type: INVALID }, [4]],
    [{ way: 'replay' }, [2]],
    [{ way: 'tab' }, [2]],
    [{ way: 'sse' }, [1]],
    [{ mfe: 'order' }, [1, 2]],
    [{ mfe: 'payment' }, [1]],
    [{ text: 'hd-7' }, [1]],
    [{ text: 'TRIMMED' }, [3]],
    [{ text: 'message', type: INVALID }, [4]],
    [{ text: 'hd-7', mfe: 'nobody' }, []],
  ])('[INSP6] shows of all entries with %o those with the numbers %o', (changed, numbers) => {
    expect(shown(changed)).toEqual(numbers);
  });

  it('[INSP6] offers what has been seen, each once', () => {
    expect(choicesOf([...entries, ...entries])).toEqual({
      types: [INVALID, RESYNC, 'notify', 'order_paid'],
      mfes: ['order', 'payment'],
    });
  });
});
