import type { Clock, Stop } from '@vppos/core/time';
import type { Database } from '../db/database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { sha256 } from './bankTransfer.ts';
import { type MatchOutcome, matchTransfer } from './match.ts';
import type { BankProvider, BankRow, ProviderName, ReadTransfer } from './provider.ts';

/** A transfer told later than this after it happened is flagged; it counts all the same. */
const STALE_AFTER_MS = 5 * 60_000;
/** When a row could not be matched for a reason of ours, the inbox tries again after this long. */
const RETRY_MS = 5000;

/** An authentic row. `stale`: its provider signed it long ago. */
export interface BankMessage {
  readonly provider: ProviderName;
  readonly row: BankRow;
  readonly stale: boolean;
}

export interface BankInbox {
  /** Writes an authentic row down; once it returns the row survives everything. The same row again gives the same id. */
  receive(message: BankMessage): number;
  /** Whether this provider has told this row before. */
  knows(provider: ProviderName, row: BankRow): boolean;
  /** Matches a row that has not been matched yet. Never throws: what fails is tried again. */
  settle(inboxId: number): void;
  /** Settles all that was written down and never matched. */
  settleAll(): void;
  stop: Stop;
}

export interface InboxDeps {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: { error(message: string): void };
  /** How the rows of each are read. */
  readonly providers: readonly BankProvider[];
}

interface InboxRow {
  id: number;
  provider: ProviderName;
  raw: string;
  raw_hash: string;
  received_at: number;
}

/** The bank's word: first written down, then acted on, so that a crash between the two loses nothing. */
export function createBankInbox(deps: InboxDeps): BankInbox {
  const { db, clock } = deps;
  let stopRetry: Stop | null = null;

  const settle = (inboxId: number): void => {
    try {
      db.transaction(() => settleRow(deps, inboxId));
    } catch (error) {
      deps.log.error(`Bank row ${inboxId} could not be matched and will be tried again: ${String(error)}`);
      stopRetry ??= clock.after(RETRY_MS, () => {
        stopRetry = null;
        settleAll();
      });
    }
  };

  const settleAll = (): void => {
    const waiting = db.all<{ id: number }>("SELECT id FROM bank_inbox WHERE state = 'received' ORDER BY id");
    for (const { id } of waiting) settle(id);
  };

  return {
    receive: (message) => db.transaction(() => insertRow(deps, message)),
    knows: (provider, row) => findRow(db, provider, hashOf(providerOf(deps, provider), row)) !== null,
    settle,
    settleAll,
    stop: () => {
      stopRetry?.();
      stopRetry = null;
    },
  };
}

function insertRow(deps: InboxDeps, { provider, row, stale }: BankMessage): number {
  const { db, clock } = deps;
  const reader = providerOf(deps, provider);
  const rawHash = hashOf(reader, row);
  db.run(
    `INSERT INTO bank_inbox (provider, raw, raw_hash, received_at, state, stale) VALUES (?, ?, ?, ?, 'received', ?)
     ON CONFLICT (provider, raw_hash) DO UPDATE SET copies = copies + 1`,
    provider,
    JSON.stringify(row),
    rawHash,
    clock.now(),
    stale || isStale(reader.readTransfer(row), clock.now()) ? 1 : 0,
  );
  const id = findRow(db, provider, rawHash);
  if (id === null) throw new Error('A bank row that was just written cannot be read.');
  return id;
}

function settleRow(deps: InboxDeps, inboxId: number): void {
  const row = deps.db.get<InboxRow>(
    "SELECT id, provider, raw, raw_hash, received_at FROM bank_inbox WHERE id = ? AND state = 'received'",
    inboxId,
  );
  if (row === undefined) return;
  // Written by `receive` from an object of this type.
  const read = providerOf(deps, row.provider).readTransfer(JSON.parse(row.raw) as BankRow);
  const outcome: MatchOutcome | 'unreadable' = read.ok
    ? matchTransfer(deps, { inboxId, rawHash: row.raw_hash, receivedAt: row.received_at, transfer: read.transfer })
    : 'unreadable';
  deps.db.run('UPDATE bank_inbox SET state = ?, note = ? WHERE id = ?', outcome, read.ok ? null : read.reason, inboxId);
}

function providerOf({ providers }: InboxDeps, name: ProviderName): BankProvider {
  const found = providers.find((provider) => provider.name === name);
  if (found === undefined) throw new Error(`Nobody here reads what ${name} tells.`);
  return found;
}

const hashOf = (provider: BankProvider, row: BankRow): string => sha256(provider.identityOf(row));

function findRow(db: Database, provider: ProviderName, rawHash: string): number | null {
  const row = db.get<{ id: number }>(
    'SELECT id FROM bank_inbox WHERE provider = ? AND raw_hash = ?',
    provider,
    rawHash,
  );
  return row?.id ?? null;
}

function isStale(read: ReadTransfer, now: number): boolean {
  if (!read.ok || read.transfer.transferredAt === null) return false;
  return now - read.transfer.transferredAt > STALE_AFTER_MS;
}
