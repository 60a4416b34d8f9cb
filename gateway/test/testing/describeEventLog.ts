import { type FakeClock, fakeClock } from '@vppos/core/testing';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Append, EventLog, LogEntry, LogOptions } from '../../src/log/eventLog.ts';
import { until } from './until.ts';

export type MakeLog = (options: LogOptions, clock: FakeClock) => EventLog;

const HOUR_MS = 3_600_000;

export function anAppend(n: number): Append {
  const target = { kind: 'company', companyId: 1 } as const;
  return { record: { kind: 'event', type: 'notify', json: `{"message":"số ${n}"}`, target } };
}

function keyed(n: number, key: string, sub = 'backend'): Append {
  return { ...anAppend(n), idempotency: { sub, key, bodyHash: `hash ${n}` } };
}

/** The one suite every adapter passes. */
export function describeEventLog(name: string, makeLog: MakeLog): void {
  describe(`the ${name} log`, () => {
    let clock: FakeClock;
    const make = (options: Partial<LogOptions> = {}): EventLog => {
      const log = makeLog({ maxEvents: 1000, maxAgeMs: HOUR_MS, idempotencyMaxKeys: 1000, ...options }, clock);
      onTestFinished(() => log.close());
      return log;
    };
    beforeEach(() => {
      clock = fakeClock();
    });

    it('[LOG1] numbers its entries from 1 without holes, in one epoch of its own', async () => {
      const log = make();
      const before = await log.bounds();

      const ids = await appendAll(log, [1, 2, 3]);

      expect(before).toEqual({ epoch: before.epoch, firstSeq: 1, lastSeq: 0 });
      expect(ids).toEqual([1, 2, 3].map((seq) => `${before.epoch}-${seq}`));
      expect(await log.bounds()).toEqual({ epoch: before.epoch, firstSeq: 1, lastSeq: 3 });
      expect(log.knownBounds()).toEqual(await log.bounds());
    });

    it('[LOG2] reads what was appended after the cursor, in order, up to the limit', async () => {
      const log = make();
      const ids = await appendAll(log, [1, 2, 3, 4]);

      const read = await log.read(ids[0] ?? '', 2);

      expect(read).toEqual({
        kind: 'entries',
        entries: [2, 3].map((n) => ({ id: ids[n - 1], seq: n, at: clock.now(), record: anAppend(n).record })),
      });
    });

    it('[LOG2] stops reading after the entry with which the payloads exceed the bytes asked for', async () => {
      const log = make();
      await appendAll(log, [1, 2, 3]);

      expect(seqsOf(await log.read(await zeroOf(log), 10, 1))).toEqual([1]);
      expect(seqsOf(await log.read(await zeroOf(log), 10, 20))).toEqual([1, 2]);
      expect(seqsOf(await log.read(await zeroOf(log), 10, 1000))).toEqual([1, 2, 3]);
    });

    it('[LOG2] reads nothing after its head, and everything after position 0', async () => {
      const log = make();
      const ids = await appendAll(log, [1, 2]);

      expect(await log.read(ids[1] ?? '', 10)).toEqual({ kind: 'entries', entries: [] });
      expect(seqsOf(await log.read(await zeroOf(log), 10))).toEqual([1, 2]);
    });

    it('[LOG2] keeps every kind of target as it was', async () => {
      const log = make();
      const targets = [
        { kind: 'all' } as const,
        { kind: 'user', companyId: 2, ids: ['7', '8'] } as const,
        { kind: 'session', companyId: 2, ids: ['s'] } as const,
        { kind: 'client', companyId: 2, ids: ['c'] } as const,
      ];
      await log.append(targets.map((target) => ({ record: { kind: 'event', type: 'notify', json: '{}', target } })));

      const read = await log.read(await zeroOf(log), 10);

      expect(entriesOf(read).map(({ record }) => record.kind === 'event' && record.target)).toEqual(targets);
    });

    it('[LOG3] reads as a gap exactly when an entry after the cursor has been trimmed', async () => {
      const log = make({ maxEvents: 2 });
      const ids = await appendAll(log, [1, 2, 3, 4]);

      expect(await log.read(ids[0] ?? '', 10)).toEqual({ kind: 'gap', reason: 'trimmed' });
      expect(seqsOf(await log.read(ids[1] ?? '', 10))).toEqual([3, 4]);
      expect(await log.bounds()).toMatchObject({ firstSeq: 3, lastSeq: 4 });
    });

    it('[LOG3] trims one big group to its bound as well', async () => {
      const log = make({ maxEvents: 3 });
      await log.append([1, 2, 3, 4, 5, 6, 7].map(anAppend));

      expect(await log.bounds()).toMatchObject({ firstSeq: 5, lastSeq: 7 });
      expect(seqsOf(await log.read(`${(await log.bounds()).epoch}-4`, 10))).toEqual([5, 6, 7]);
    });

    it('[LOG3] trims by age, and goes on numbering after the last entry has gone', async () => {
      const log = make({ maxAgeMs: HOUR_MS });
      const ids = await appendAll(log, [1, 2]);
      clock.advance(HOUR_MS + 1);

      const bounds = await log.bounds();
      const [next] = await appendAll(log, [3]);

      expect(bounds).toMatchObject({ firstSeq: 3, lastSeq: 2 });
      expect(await log.read(ids[0] ?? '', 10)).toEqual({ kind: 'gap', reason: 'trimmed' });
      expect(seqsOf(await log.read(ids[1] ?? '', 10))).toEqual([3]);
      expect(next).toBe(`${bounds.epoch}-3`);
    });

    it('[LOG4] names a cursor that is of another log, of the future, or none at all', async () => {
      const log = make();
      await appendAll(log, [1]);
      const { epoch } = await log.bounds();

      expect(await log.read('elsewhere-1', 10)).toEqual({ kind: 'gap', reason: 'epoch' });
      expect(await log.read(`${epoch}-2`, 10)).toEqual({ kind: 'gap', reason: 'ahead' });
      for (const raw of [
        '',
        'x',
        `${epoch}-01`,
        `${epoch}--1`,
        `${epoch}-1.5`,
        `${epoch}-1\n`,
        'ă-1',
        'x'.repeat(10_000),
      ]) {
        expect(await log.read(raw, 10)).toEqual({ kind: 'gap', reason: 'malformed' });
      }
    });

    it('[LOG5] answers a repeated key with the first id and writes nothing, for 24 hours', async () => {
      const log = make({ maxAgeMs: 100 * HOUR_MS });
      const first = await log.append([keyed(1, 'a')]);
      clock.advance(24 * HOUR_MS - 1);
      const again = await log.append([keyed(1, 'a')]);
      clock.advance(2);
      const later = await log.append([keyed(1, 'a')]);

      const id = first.ok ? first.appended[0]?.id : undefined;
      expect(again).toEqual({ ok: true, appended: [{ id, duplicate: true }] });
      expect(later).toMatchObject({ ok: true, appended: [{ duplicate: false }] });
      expect(await log.bounds()).toMatchObject({ lastSeq: 2 });
    });

    it('[LOG6] refuses a known key with another body, and writes nothing of that call', async () => {
      const log = make();
      await log.append([keyed(1, 'a')]);

      const result = await log.append([anAppend(2), keyed(3, 'b'), keyed(4, 'a')]);
      const retried = await log.append([keyed(5, 'b')]);

      expect(result).toEqual({ ok: false, code: 'CONFLICT', index: 2 });
      expect(retried).toMatchObject({ ok: true, appended: [{ duplicate: false }] });
      expect(await log.bounds()).toMatchObject({ lastSeq: 2 });
    });

    it('[LOG7] keeps keys apart by publisher, and forgets the oldest above its bound', async () => {
      const log = make({ idempotencyMaxKeys: 2 });
      const results = [];
      for (const append of [keyed(1, 'a'), keyed(2, 'a', 'other'), keyed(3, 'b'), keyed(4, 'a'), keyed(3, 'b')]) {
        results.push(await log.append([append]));
      }

      const duplicates = results.map((result) => result.ok && result.appended[0]?.duplicate);
      expect(duplicates).toEqual([false, false, false, false, true]);
    });

    it('[LOG8] makes one entry of twins that are appended in the same moment, in one call or in two', async () => {
      const log = make();
      const twins = await Promise.all([log.append([keyed(1, 'a')]), log.append([keyed(1, 'a')])]);
      const pair = await log.append([keyed(2, 'b'), keyed(2, 'b')]);

      const flat = [...twins, pair].flatMap((result) => (result.ok ? result.appended : []));
      expect(flat.map(({ duplicate }) => duplicate)).toEqual([false, true, false, true]);
      expect(await log.bounds()).toMatchObject({ lastSeq: 2 });
    });

    it('[LOG9] tells its tails every entry once, in order, before the append resolves', async () => {
      const log = make();
      const seen: LogEntry[] = [];
      const tail = log.tail((entries) => seen.push(...entries));
      const stopped = log.tail(() => expect.unreachable());
      stopped.stop();
      stopped.stop();

      await Promise.all(
        [1, 2, 3].map((n) => log.append([anAppend(n)]).then(() => expect(seen.length).toBeGreaterThanOrEqual(n))),
      );

      expect(seen).toEqual(entriesOf(await log.read(await zeroOf(log), 10)));
      expect([tail.isAlive(), stopped.isAlive()]).toEqual([true, false]);
    });

    it('[LOG9] cuts off a tail that throws, says so, and still tells the publisher of the commit', async () => {
      const log = make();
      const tail = log.tail(() => {
        throw new Error('deaf');
      });

      const ids = await appendAll(log, [1]);

      expect(ids).toHaveLength(1);
      expect(tail.isAlive()).toBe(false);
    });

    it('[LOG10] remembers a revocation until its time, also when its entry has been trimmed', async () => {
      const log = make({ maxEvents: 1 });
      const until = clock.now() + HOUR_MS;
      const record = { kind: 'revocation', sessionId: 's7', companyId: null, until } as const;
      await log.append([{ record }]);
      await log.append([{ record: { ...record, sessionId: 's8', companyId: 2, until: until + 1 } }]);
      await appendAll(log, [1, 2]);

      expect(await log.revocations()).toMatchObject([record, { sessionId: 's8', companyId: 2 }]);
      clock.advance(HOUR_MS);
      expect(await log.revocations()).toMatchObject([{ sessionId: 's8' }]);
    });

    it('[LOG18] keeps at most 10,000 revocations by services of a company, so that it pushes out none of others', async () => {
      const log = make();
      const until = clock.now() + 1000;
      const revocationOf = (companyId: number | null, n: number) => ({
        record: { kind: 'revocation', sessionId: `s${n}`, companyId, until } as const,
      });
      await log.append([revocationOf(2, 0)]);
      for (let n = 0; n < 10_100; n += 100) {
        await log.append(Array.from({ length: 100 }, (_, index) => revocationOf(1, n + index)));
        await log.append(Array.from({ length: 100 }, (_, index) => revocationOf(null, n + index)));
      }

      const kept = await log.revocations();

      const ofOne = kept.filter(({ companyId }) => companyId === 1).map(({ sessionId }) => sessionId);
      expect(kept.filter(({ companyId }) => companyId === 2)).toHaveLength(1);
      expect(kept.filter(({ companyId }) => companyId === null)).toHaveLength(10_100);
      expect([ofOne.length, ofOne[0], ofOne.at(-1)]).toEqual([10_000, 's100', 's10099']);
    });

    it('[LOG15] refuses everything once it is closed, having committed what came before', async () => {
      const log = make();
      const last = log.append([anAppend(1)]);

      await log.close();
      await log.close();

      expect(await last).toMatchObject({ ok: true });
      const refused = { code: 'LOG_CLOSED' };
      await expect(log.append([anAppend(2)])).rejects.toMatchObject(refused);
      await expect(log.read('e-0', 1)).rejects.toMatchObject(refused);
      await expect(log.bounds()).rejects.toMatchObject(refused);
      await expect(log.revocations()).rejects.toMatchObject(refused);
    });

    it('[LOG16] never lets its times run backwards', async () => {
      const times = [5000, 9000, 2000, 9001];
      const log = make();
      const now = clock.now();
      const moving = { ...clock, now: () => now + (times[0] ?? 0) };
      Object.assign(clock, { now: moving.now });
      for (const n of [1, 2, 3, 4]) {
        await appendAll(log, [n]);
        times.shift();
      }

      const at = entriesOf(await log.read(await zeroOf(log), 10)).map((entry) => entry.at - now);
      expect(at).toEqual([5000, 9000, 9000, 9001]);
    });

    it('[LOG1] stays dense and in order under many publishers at once', async () => {
      const log = make({ maxEvents: 10_000 });
      const seen: number[] = [];
      log.tail((entries) => seen.push(...entries.map(({ seq }) => seq)));

      await Promise.all(Array.from({ length: 2000 }, (_, n) => log.append([anAppend(n)])));

      await until(() => seen.length === 2000, 'every entry');
      expect(seen).toEqual(Array.from({ length: 2000 }, (_, n) => n + 1));
    });
  });
}

async function appendAll(log: EventLog, numbers: number[]): Promise<string[]> {
  const ids: string[] = [];
  for (const n of numbers) {
    const result = await log.append([anAppend(n)]);
    if (result.ok) ids.push(...result.appended.map(({ id }) => id));
  }
  return ids;
}

async function zeroOf(log: EventLog): Promise<string> {
  return `${(await log.bounds()).epoch}-0`;
}

function entriesOf(read: Awaited<ReturnType<EventLog['read']>>): readonly LogEntry[] {
  return read.kind === 'entries' ? read.entries : [];
}

function seqsOf(read: Awaited<ReturnType<EventLog['read']>>): number[] {
  return entriesOf(read).map(({ seq }) => seq);
}
