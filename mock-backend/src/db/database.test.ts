import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { migrate } from './schema.ts';
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

describe('two processes that begin at once', () => {
  const open = () => new DatabaseSync(join(dir, 'pos.db'));

  it('take each step of the schema once', () => {
    const [mine, other] = [open(), open()];
    const exec = mine.exec.bind(mine);
    let isFirst = true;
    mine.exec = (sql) => {
      // Both have read the version, and the other is faster.
      if (isFirst) migrate(other);
      isFirst = false;
      exec(sql);
    };

    migrate(mine);

    expect(mine.prepare('PRAGMA user_version').get()).toEqual(other.prepare('PRAGMA user_version').get());
    mine.close();
    other.close();
  });

  it('fill it with the demo shops once', async () => {
    const [mine, other] = [openDatabase(dir), openDatabase(dir)];

    await seedDemoShops(mine, async () => {
      await seedDemoShops(other, async () => 'theirs');
      return 'mine';
    });

    expect(mine.all('SELECT DISTINCT password_hash AS hash FROM users')).toEqual([{ hash: 'theirs' }]);
    mine.close();
    other.close();
  });
});

it('refuses a database of a newer program with a sentence', () => {
  openDatabase(dir).close();
  const sqlite = new DatabaseSync(join(dir, 'pos.db'));
  sqlite.exec('PRAGMA user_version = 99');
  sqlite.close();

  expect(() => openDatabase(dir)).toThrow('update the program');
});
