import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fakeClock } from '@vppos/core/testing';
import { expect, it, onTestFinished } from 'vitest';
import { MemoryLog } from '../src/log/memoryLog.ts';
import { SqliteLog } from '../src/log/sqliteLog.ts';
import { anAppend, describeEventLog } from './testing/describeEventLog.ts';
import { tempDir } from './testing/tempDir.ts';

const newId = randomUUID;
const OPTIONS = { maxEvents: 100, maxAgeMs: 3_600_000, idempotencyMaxKeys: 100 };

describeEventLog('memory', (options, clock) => new MemoryLog(options, { clock, newId }));
describeEventLog('sqlite', (options, clock) => new SqliteLog(join(tempDir(), 'events.db'), options, { clock, newId }));

it('[LOG11] continues its file: epoch, entries, numbering, keys and revocations', async () => {
  const path = join(tempDir(), 'events.db');
  const clock = fakeClock();
  const revocation = { kind: 'revocation', sessionId: 's7', companyId: 1, until: clock.now() + 1000 } as const;
  const idempotency = { sub: 'backend', key: 'a', bodyHash: 'x' };
  const first = new SqliteLog(path, OPTIONS, { clock, newId });
  const { epoch } = await first.bounds();
  await first.append([{ ...anAppend(1), idempotency }, { record: revocation }]);
  await first.close();

  const second = new SqliteLog(path, OPTIONS, { clock, newId });
  const repeated = await second.append([{ ...anAppend(1), idempotency }]);
  const next = await second.append([anAppend(2)]);

  expect(repeated).toEqual({ ok: true, appended: [{ id: `${epoch}-1`, duplicate: true }] });
  expect(next).toEqual({ ok: true, appended: [{ id: `${epoch}-3`, duplicate: false }] });
  expect(await second.read(`${epoch}-0`, 10)).toMatchObject({ entries: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] });
  expect(await second.revocations()).toEqual([revocation]);
  await second.close();
});

it('[LOG11] never gives an id twice, even when all entries had gone before the restart', async () => {
  const path = join(tempDir(), 'events.db');
  const clock = fakeClock();
  const first = new SqliteLog(path, OPTIONS, { clock, newId });
  await first.append([anAppend(1), anAppend(2)]);
  clock.advance(OPTIONS.maxAgeMs + 1);
  await first.bounds();
  await first.close();

  const second = new SqliteLog(path, OPTIONS, { clock, newId });

  expect(await second.bounds()).toMatchObject({ firstSeq: 3, lastSeq: 2 });
  await second.close();
});

it('[LOG3] deletes from its file what nobody can read any more, in lumps', async () => {
  const path = join(tempDir(), 'events.db');
  const log = new SqliteLog(path, OPTIONS, { clock: fakeClock(), newId });
  for (let n = 0; n < 1000; n += 1) await log.append([anAppend(n)]);
  const { firstSeq, lastSeq } = await log.bounds();
  await log.close();

  const file = new DatabaseSync(path);
  const rows = Number(file.prepare('SELECT COUNT(*) AS rows FROM entries').get()?.rows);
  file.close();

  expect([firstSeq, lastSeq]).toEqual([901, 1000]);
  expect(rows).toBeGreaterThanOrEqual(OPTIONS.maxEvents);
  expect(rows).toBeLessThan(OPTIONS.maxEvents + 300);
});

it('[LOG13] says so when its file cannot be a log', () => {
  const path = join(tempDir(), 'events.db');
  writeFileSync(path, 'no database, '.repeat(100));

  expect(() => new SqliteLog(path, OPTIONS, { clock: fakeClock(), newId })).toThrow(
    /The event log .*events\.db cannot be opened/,
  );
});

it('[LOG14] fails one call of a group alone', async () => {
  const log = new SqliteLog(join(tempDir(), 'events.db'), OPTIONS, { clock: fakeClock(), newId });
  // What no caller can send: the store refuses it, in the middle of a group.
  const broken = { record: { ...anAppend(2).record, json: Symbol('no text') } } as unknown as ReturnType<
    typeof anAppend
  >;

  const [before, failed, after] = await Promise.allSettled([
    log.append([anAppend(1)]),
    log.append([anAppend(2), broken]),
    log.append([anAppend(3)]),
  ]);

  expect([before.status, failed.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await log.bounds()).toMatchObject({ lastSeq: 2 });
  await log.close();
});

it('[LOG17] is read on, within its bounds, while its file takes nothing more', async () => {
  const path = join(tempDir(), 'events.db');
  const clock = fakeClock();
  const log = new SqliteLog(path, OPTIONS, { clock, newId });
  await log.append([anAppend(1)]);
  clock.advance(OPTIONS.maxAgeMs / 2);
  await log.append([anAppend(2)]);
  await log.close();
  // What a full disk does to whoever writes, done to deletes.
  const file = new DatabaseSync(path);
  file.exec("CREATE TRIGGER full BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
  file.close();

  const full = new SqliteLog(path, OPTIONS, { clock, newId });
  onTestFinished(() => full.close());
  clock.advance(OPTIONS.maxAgeMs / 2 + 1);
  const { epoch, firstSeq, lastSeq } = await full.bounds();

  expect([firstSeq, lastSeq]).toEqual([2, 2]);
  expect(await full.read(`${epoch}-1`, 10)).toMatchObject({ kind: 'entries', entries: [{ seq: 2 }] });
  expect(await full.read(`${epoch}-0`, 10)).toEqual({ kind: 'gap', reason: 'trimmed' });
});
