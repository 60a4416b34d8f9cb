// The sqlite log and a bare loop of inserts, one after the other in one process on one disk. Prints one line of JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { realClock } from '@vppos/core/time';
import { type Append, type EventLog, openLog, readGatewayConfig } from '@vppos/gateway';

const RUN_MS = 3000;
const PUBLISHERS = 500;
const folder = mkdtempSync(join(tmpdir(), 'vppos-appends-'));
const json = JSON.stringify({ order_id: 1001, message: 'x'.repeat(100) });
const entry: Append = { record: { kind: 'event', type: 'bench', json, target: { kind: 'company', companyId: 1 } } };

function newLog(name: string): EventLog {
  const config = readGatewayConfig({ GATEWAY_LOG: `sqlite:${join(folder, name)}` });
  return openLog(config, { clock: realClock, newId: () => name });
}

/** Appends of so many publishers, each of whom waits for its answer, a second. */
async function appendsPerS(publishers: number): Promise<number> {
  const log = newLog(`log${publishers}`);
  const startedAt = performance.now();
  let count = 0;
  const publisher = async (): Promise<void> => {
    while (performance.now() - startedAt < RUN_MS) {
      await log.append([entry]);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: publishers }, publisher));
  const perS = (count * 1000) / (performance.now() - startedAt);
  await log.close();
  return perS;
}

/** What the disk gives to the smallest program there is: one insert, one commit, flushed. */
function bareInsertsPerS(): number {
  const db = new DatabaseSync(join(folder, 'bare.db'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA locking_mode = EXCLUSIVE');
  db.exec('CREATE TABLE entries (seq INTEGER PRIMARY KEY, at INTEGER, type TEXT, json TEXT, target TEXT)');
  const insert = db.prepare('INSERT INTO entries (at, type, json, target) VALUES (?, ?, ?, ?)');
  const startedAt = performance.now();
  let count = 0;
  for (; performance.now() - startedAt < RUN_MS; count += 1) insert.run(Date.now(), 'bench', json, '{"kind":"all"}');
  const perS = (count * 1000) / (performance.now() - startedAt);
  db.close();
  return perS;
}

try {
  const bare = bareInsertsPerS();
  const one = await appendsPerS(1);
  const many = await appendsPerS(PUBLISHERS);
  console.log(JSON.stringify({ bare, one, many }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
