import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { seedDemoShops } from './seed.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vppos-db-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

it('keeps its data, its schema and its name over a reopening', async () => {
  const first = openDatabase(dir);
  await seedDemoShops(first, async () => 'hash');
  const name = first.get("SELECT value FROM meta WHERE key = 'database_id'");
  first.close();
  first.close();

  const second = openDatabase(dir);
  await seedDemoShops(second, () => Promise.reject(new Error('seeded twice')));

  expect(second.get("SELECT value FROM meta WHERE key = 'database_id'")).toEqual(name);
  expect(second.get('SELECT count(*) AS n FROM companies')).toEqual({ n: 2 });
  second.close();
});

it('writes through to the disk and keeps references whole', () => {
  const db = openDatabase(dir);

  expect(db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
  expect(db.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
  expect(() => db.run('INSERT INTO products VALUES (1, 99, ?, ?, 1, NULL)', 'a', 'b')).toThrow('FOREIGN KEY');
  db.close();
});

it('tells of every commit and of no rollback', () => {
  const db = openDatabase(dir);
  let commits = 0;
  const stop = db.onCommit(() => {
    commits += 1;
  });

  db.transaction(() => db.run("INSERT INTO meta VALUES ('a', '1')"));
  expect(() => db.transaction(() => db.run("INSERT INTO meta VALUES ('a', '2')"))).toThrow('UNIQUE');
  stop();
  db.transaction(() => undefined);

  expect(commits).toBe(1);
  expect(db.get("SELECT value FROM meta WHERE key = 'a'")).toEqual({ value: '1' });
  db.close();
});

it('refuses a database of a newer program with a sentence', () => {
  openDatabase(dir).close();
  const sqlite = new DatabaseSync(join(dir, 'pos.db'));
  sqlite.exec('PRAGMA user_version = 99');
  sqlite.close();

  expect(() => openDatabase(dir)).toThrow('update the program');
});
