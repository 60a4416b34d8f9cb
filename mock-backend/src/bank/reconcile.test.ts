import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeClock, fakeClock } from '@vppos/core/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import { seedDemoShops } from '../db/seed.ts';
import { createOutbox } from '../outbox/outbox.ts';
import type { BankList } from './bankList.ts';
import { createBankInbox } from './inbox.ts';
import type { BankRow } from './provider.ts';
import { createReconcile, type Reconcile } from './reconcile.ts';
import { LIST_PROVIDER } from './sepay/sepayProvider.ts';

const EVERY_MS = 60_000;
let dir: string;
let db: Database;
let clock: FakeClock;
let reconcile: Reconcile;
let warnings: string[];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vppos-reconcile-'));
  db = openDatabase(dir);
  await seedDemoShops(db, async () => 'hash');
  clock = fakeClock();
  warnings = [];
});
afterEach(() => {
  reconcile.stop();
  db.close();
  rmSync(dir, { recursive: true });
});

/** A bank's list that answers when told, and counts who asked. */
function controlledList() {
  const asked: { account: string; since: number }[] = [];
  const answers: { resolve(rows: BankRow[]): void; reject(error: Error): void }[] = [];
  const list: BankList = {
    read: ({ account, since }) => {
      asked.push({ account, since });
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
  };
  const until = (count: number) => vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(count));
  return { list, asked, answers, until };
}

function start(list: BankList | null, everyMs = EVERY_MS): Reconcile {
  const log = { warn: (text: string) => warnings.push(text), error: expect.unreachable };
  const inbox = createBankInbox({ db, outbox: createOutbox(db, clock), clock, log, providers: [LIST_PROVIDER] });
  reconcile = createReconcile({ db, inbox, list, clock, random: () => 1, everyMs, log });
  return reconcile;
}

const row = (id: number, account = '0123456789'): BankRow => ({
  id: String(id),
  account_number: account,
  transaction_date: '2023-11-15 05:00:00',
  amount_in: '1000.00',
  amount_out: '0.00',
  transaction_content: 'x',
  reference_number: `FT${id}`,
});

it('[BANK22] lets all who ask at once share one question, and waits two seconds before the next', async () => {
  const { list, asked, answers } = controlledList();
  const { check } = start(list);
  const at = clock.now();

  const both = Promise.all([check(1), check(1)]);
  answers[0]?.resolve([]);

  expect(await both).toEqual([
    { status: 'asked', asked_at: at },
    { status: 'asked', asked_at: at },
  ]);
  clock.advance(1999);
  expect(await check(1)).toEqual({ status: 'too_soon', asked_at: at });
  expect(asked).toHaveLength(1);
  clock.advance(1);
  const again = check(1);
  answers[1]?.resolve([]);
  expect(await again).toEqual({ status: 'asked', asked_at: at + 2000 });
});

it('[BANK22] asks for every company, one after the other, at least every RECONCILE_MS', async () => {
  const { list, asked, answers, until } = controlledList();
  start(list).start();

  await until(1);
  expect(asked).toHaveLength(1);
  answers[0]?.resolve([]);
  await until(2);
  answers[1]?.resolve([]);
  await vi.waitFor(() => expect(clock.pending()).toBe(1));
  clock.advance(EVERY_MS);
  await until(3);

  expect(asked.map(({ account }) => account)).toEqual(['0123456789', '9876543210', '0123456789']);
});

it('[BANK22] waits longer after each failure, and the usual time after a success', async () => {
  let down = true;
  let asks = 0;
  const list: BankList = {
    read: async () => {
      asks += 1;
      if (down) throw new Error('it answered 503');
      return [];
    },
  };
  start(list).start();
  const rounds = async (count: number) => {
    await vi.waitFor(() => expect(asks).toBe(count * 2));
    await vi.waitFor(() => expect(clock.pending()).toBe(1));
  };

  await rounds(1);
  clock.advance(EVERY_MS * 2 - 1);
  expect(asks).toBe(2);
  clock.advance(1);
  await rounds(2);
  down = false;
  clock.advance(EVERY_MS * 4);
  await rounds(3);
  clock.advance(EVERY_MS);
  await rounds(4);

  expect(warnings[0]).toContain('503');
});

it('[BANK22] goes on when the database fails it once', async () => {
  const { list, until } = controlledList();
  db.run('ALTER TABLE companies RENAME TO companies_gone');
  start(list).start();
  await vi.waitFor(() => expect(warnings).toHaveLength(1));
  expect(warnings[0]).toContain('no such table');

  db.run('ALTER TABLE companies_gone RENAME TO companies');
  clock.advance(2 * EVERY_MS);

  await until(1);
});

it('[BANK22] never reads by itself with RECONCILE_MS=0, and says so when there is no list', async () => {
  const { list, asked } = controlledList();
  start(list, 0).start();

  expect(clock.pending()).toBe(0);
  expect(asked).toEqual([]);
  expect(await start(null).check(1)).toEqual({ status: 'not_configured', asked_at: null });
});

it('[BANK21] writes a row down once, however often it is listed', async () => {
  const { list, answers } = controlledList();
  const { check } = start(list);

  for (const round of [0, 1, 2]) {
    const answer = check(1);
    answers[round]?.resolve([row(1), row(2)]);
    await answer;
    clock.advance(2000);
  }

  expect(db.all('SELECT provider, state, copies FROM bank_inbox')).toEqual([
    { provider: 'list', state: 'unmatched', copies: 1 },
    { provider: 'list', state: 'unmatched', copies: 1 },
  ]);
});

it('[BANK21] reads three days back, but never what was before this till was there', async () => {
  const { list, asked, answers } = controlledList();
  const { check } = start(list);
  const began = clock.now();

  for (const days of [0, 1, 9]) {
    clock.advance(days * 86_400_000);
    const answer = check(1);
    answers.at(-1)?.resolve([]);
    await answer;
  }

  const first = began - 3_600_000;
  expect(asked.map(({ since }) => since)).toEqual([first, first, began + 7 * 86_400_000]);
});

it('[BANK22] takes nothing more once it is stopped', async () => {
  const { list, answers } = controlledList();
  const { check, stop } = start(list);
  const answer = check(1);

  stop();
  answers[0]?.resolve([row(1)]);
  await answer;

  expect(db.all('SELECT 1 FROM bank_inbox')).toEqual([]);
  expect(clock.pending()).toBe(0);
});
