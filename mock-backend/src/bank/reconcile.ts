import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Clock, retryDelayMs, type Stop } from '@vppos/core/time';
import type { Database } from '../db/database.ts';
import type { BankList } from './bankList.ts';
import type { BankInbox } from './inbox.ts';
import type { BankRow } from './provider.ts';

/** One company's list is read at most this often, in ms, however many cashiers ask. */
const ASK_EVERY_MS = 2000;
/** How far back a list is read, in ms: a weekend that nobody told us about. */
const LOOK_BACK_MS = 3 * 24 * 3_600_000;
/** What came earlier than this before the list was read for the first time is no business of this till. */
const FIRST_LOOK_BACK_MS = 3_600_000;
/** After failures the wait grows up to this many times the usual one. */
const MAX_BACKOFF = 10;
/** Rows that are taken before others get a turn. */
const ROWS_A_TURN = 50;

/** What became of a question to the bank. `asked_at` in ms since 1970. */
export interface BankAnswer {
  readonly status: 'asked' | 'too_soon' | 'unreachable' | 'not_configured';
  readonly asked_at: number | null;
}

export interface Reconcile {
  /** Reads the company's list now and books what webhooks have not told. Never throws. */
  check(companyId: number): Promise<BankAnswer>;
  /** Reads every company's list again and again. */
  start(): void;
  stop: Stop;
}

export interface ReconcileDeps {
  readonly db: Database;
  readonly inbox: BankInbox;
  /** Null: there is no list to read. */
  readonly list: BankList | null;
  readonly clock: Clock;
  readonly random: () => number;
  /** The longest wait between two rounds, in ms; 0: no rounds. */
  readonly everyMs: number;
  readonly log: { warn(message: string): void };
}

interface Asked {
  readonly at: number;
  /** Null once it is answered. */
  pending: Promise<BankAnswer> | null;
}

/** Webhooks get lost; the bank's own list does not lie. Its rows go the way of the webhooks, and count once with them. */
export function createReconcile(deps: ReconcileDeps): Reconcile {
  const { db, clock, list } = deps;
  const asked = new Map<number, Asked>();
  const abort = new AbortController();
  let stopTimer: Stop = () => undefined;
  let failures = 0;

  const check = async (companyId: number): Promise<BankAnswer> => {
    if (list === null) return { status: 'not_configured', asked_at: null };
    const last = asked.get(companyId);
    if (last !== undefined && last.pending !== null) return last.pending;
    if (last !== undefined && clock.now() - last.at < ASK_EVERY_MS) return { status: 'too_soon', asked_at: last.at };
    const now: Asked = { at: clock.now(), pending: null };
    asked.set(companyId, now);
    now.pending = ask(deps, list, { companyId, at: now.at, signal: abort.signal }).finally(() => {
      now.pending = null;
    });
    return now.pending;
  };

  /** Whether every list could be read. */
  const checkAll = async (): Promise<boolean> => {
    let isWell = true;
    for (const { id } of db.all<{ id: number }>('SELECT id FROM companies ORDER BY id')) {
      isWell = (await check(id)).status !== 'unreachable' && isWell;
      if (abort.signal.aborted) break;
    }
    return isWell;
  };

  const round = async (): Promise<void> => {
    const isWell = await checkAll().catch((error: unknown) => {
      deps.log.warn(`Nobody's list could be read: ${String(error)}`);
      return false;
    });
    if (abort.signal.aborted) return;
    failures = isWell ? 0 : failures + 1;
    const waits = { baseMs: deps.everyMs, maxMs: deps.everyMs * MAX_BACKOFF };
    stopTimer = clock.after(retryDelayMs(failures + 1, deps.random, waits), () => void round());
  };

  return {
    check,
    start: () => {
      if (list !== null && deps.everyMs > 0) void round();
    },
    stop: () => {
      abort.abort();
      stopTimer();
    },
  };
}

interface Question {
  readonly companyId: number;
  readonly at: number;
  readonly signal: AbortSignal;
}

async function ask(deps: ReconcileDeps, list: BankList, { companyId, at, signal }: Question): Promise<BankAnswer> {
  try {
    const account = deps.db.get<{ account: string }>('SELECT account FROM companies WHERE id = ?', companyId)?.account;
    if (account === undefined) return { status: 'not_configured', asked_at: null };
    const since = Math.max(at - LOOK_BACK_MS, firstLook(deps.db, at));
    await take(deps.inbox, await list.read({ account, since, signal }), signal);
    return { status: 'asked', asked_at: at };
  } catch (error) {
    if (!signal.aborted) deps.log.warn(`The bank's list of company ${companyId} could not be read: ${String(error)}`);
    return { status: 'unreachable', asked_at: at };
  }
}

/** From when on lists are this till's business, in ms since 1970. */
function firstLook(db: Database, now: number): number {
  const from = String(now - FIRST_LOOK_BACK_MS);
  db.run("INSERT OR IGNORE INTO meta (key, value) VALUES ('lists_read_from', ?)", from);
  return Number(db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'lists_read_from'")?.value ?? from);
}

async function take(inbox: BankInbox, rows: readonly BankRow[], signal: AbortSignal): Promise<void> {
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await nextTurn();
    if (signal.aborted) return;
    // Read every minute, written once.
    if (!inbox.knows('list', row)) inbox.settle(inbox.receive({ provider: 'list', row, stale: false }));
  }
}
