import { formatCursor } from '@vppos/core/protocol';
import type { Clock } from '@vppos/core/time';
import { checkCursor, takeBytes } from './bounds.ts';
import {
  type Append,
  type Appended,
  type AppendResult,
  type EventLog,
  IDEMPOTENCY_KEPT_MS,
  type LogBounds,
  LogClosedError,
  type LogEntry,
  type LogOptions,
  type LogTail,
  type ReadResult,
  type RevocationRecord,
} from './eventLog.ts';
import { createLocalTails } from './localTail.ts';
import { openLogFile } from './sqliteFile.ts';
import { SqliteStore } from './sqliteStore.ts';

interface Call {
  readonly appends: readonly Append[];
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

/** Entries beyond the bound that may wait in the file, so that not every commit has to delete one. Nobody reads them. */
const TRIM_LUMP = 256;
/** Calls merged into one transaction; more wait for the next, so that one commit never holds the loop for long. */
const GROUP_MAX = 500;

/** A log in one sqlite file, for one process. Appends of the same moment share one commit and one flush to the disk. */
export class SqliteLog implements EventLog {
  readonly #options: LogOptions;
  readonly #clock: Clock;
  readonly #store: SqliteStore;
  readonly #epoch: string;
  readonly #tails = createLocalTails();
  #calls: Call[] = [];
  #lastSeq: number;
  #lastAt: number;
  #oldest: { seq: number; at: number } | null;
  #isClosed = false;

  /** @throws LogFileError when the file is another process's or no log. */
  constructor(path: string, options: LogOptions, deps: { clock: Clock; newId: () => string }) {
    this.#options = options;
    this.#clock = deps.clock;
    this.#store = new SqliteStore(openLogFile(path));
    const { epoch, lastSeq } = this.#store.identity(deps.newId);
    this.#epoch = epoch;
    this.#lastSeq = lastSeq;
    this.#lastAt = this.#store.newestAt();
    this.#oldest = this.#store.oldest();
  }

  append(appends: readonly Append[]): Promise<AppendResult> {
    if (this.#isClosed) return Promise.reject(new LogClosedError());
    return new Promise((resolve, reject) => {
      this.#calls.push({ appends, resolve, reject });
      if (this.#calls.length === 1) setImmediate(() => this.#flush());
    });
  }

  async read(after: string, limit: number, maxBytes = Number.POSITIVE_INFINITY): Promise<ReadResult> {
    this.#mustBeOpen();
    const check = checkCursor(after, this.knownBounds());
    if (!check.ok) return { kind: 'gap', reason: check.reason };
    const stored = takeBytes(this.#store.entriesAfter(check.seq, limit), maxBytes);
    return { kind: 'entries', entries: stored.map((entry) => this.#withId(entry)) };
  }

  tail(onEntries: (entries: readonly LogEntry[]) => void): LogTail {
    return this.#tails.follow(onEntries);
  }

  async bounds(): Promise<LogBounds> {
    this.#mustBeOpen();
    return this.knownBounds();
  }

  knownBounds(): LogBounds {
    if (!this.#isClosed) this.#trimAged();
    const kept = this.#lastSeq - this.#options.maxEvents + 1;
    const firstSeq = Math.max(this.#oldest?.seq ?? this.#lastSeq + 1, kept);
    return { epoch: this.#epoch, firstSeq, lastSeq: this.#lastSeq };
  }

  async revocations(): Promise<readonly RevocationRecord[]> {
    this.#mustBeOpen();
    return this.#store.revocationsAfter(this.#clock.now());
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    while (this.#calls.length > 0) this.#flush();
    this.#tails.close();
    this.#store.close();
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw new LogClosedError();
  }

  #flush(): void {
    const calls = this.#calls.splice(0, GROUP_MAX);
    if (calls.length === 0) return;
    if (this.#calls.length > 0) setImmediate(() => this.#flush());
    const lastSeqBefore = this.#lastSeq;
    const entries: LogEntry[] = [];
    const answers: (() => void)[] = [];
    let isTrimmed = false;
    this.#lastAt = Math.max(this.#clock.now(), this.#lastAt);
    try {
      this.#store.exec('BEGIN IMMEDIATE');
      for (const call of calls) answers.push(this.#write(call, entries));
      if (calls.some(({ appends }) => appends.some(({ idempotency }) => idempotency !== undefined))) this.#trimKeys();
      isTrimmed = this.#trimCounted();
      this.#store.exec('COMMIT');
    } catch (error) {
      this.#abandon(lastSeqBefore);
      for (const call of calls) call.reject(error);
      return;
    }
    if (isTrimmed) this.#oldest = this.#store.oldest();
    this.#oldest ??= entries[0] ?? null;
    if (entries.length > 0) this.#tails.emit(entries);
    for (const answer of answers) answer();
  }

  /** One call inside the group's transaction. What goes wrong in it is undone alone; the answer waits for the commit. */
  #write(call: Call, entries: LogEntry[]): () => void {
    const lastSeqBefore = this.#lastSeq;
    const written: LogEntry[] = [];
    this.#store.exec('SAVEPOINT one_call');
    try {
      const result = this.#writeItems(call.appends, written);
      if (!result.ok) this.#undo(lastSeqBefore);
      else entries.push(...written);
      this.#store.exec('RELEASE one_call');
      return () => call.resolve(result);
    } catch (error) {
      this.#undo(lastSeqBefore);
      this.#store.exec('RELEASE one_call');
      return () => call.reject(error);
    }
  }

  #writeItems(appends: readonly Append[], written: LogEntry[]): AppendResult {
    const appended: Appended[] = [];
    for (const [index, { record, idempotency }] of appends.entries()) {
      const notBefore = this.#lastAt - IDEMPOTENCY_KEPT_MS;
      const known = idempotency === undefined ? null : this.#store.findKey(idempotency, notBefore);
      if (known !== null && known.bodyHash !== idempotency?.bodyHash) return { ok: false, code: 'CONFLICT', index };
      if (known !== null) {
        appended.push({ id: formatCursor({ epoch: this.#epoch, seq: known.seq }), duplicate: true });
        continue;
      }
      this.#lastSeq += 1;
      const entry = this.#withId({ seq: this.#lastSeq, at: this.#lastAt, record });
      this.#store.insert(entry);
      if (idempotency !== undefined) this.#store.insertKey(idempotency, entry);
      if (record.kind === 'revocation') this.#store.insertRevocation(record);
      written.push(entry);
      appended.push({ id: entry.id, duplicate: false });
    }
    return { ok: true, appended };
  }

  #undo(lastSeq: number): void {
    this.#store.exec('ROLLBACK TO one_call');
    this.#lastSeq = lastSeq;
  }

  #abandon(lastSeq: number): void {
    this.#lastSeq = lastSeq;
    try {
      this.#store.exec('ROLLBACK');
    } catch {
      // Some errors (a full disk) have already rolled back; then there is no transaction to end.
    }
  }

  /** Whether entries were deleted. */
  #trimCounted(): boolean {
    const through = this.#lastSeq - this.#options.maxEvents;
    if (through < (this.#oldest?.seq ?? 1) + TRIM_LUMP) return false;
    this.#store.deleteThrough(through);
    return true;
  }

  #trimKeys(): void {
    this.#store.trimKeys(this.#options.idempotencyMaxKeys, this.#lastAt - IDEMPOTENCY_KEPT_MS);
  }

  #trimAged(): void {
    const oldestKept = this.#clock.now() - this.#options.maxAgeMs;
    if (this.#oldest === null || this.#oldest.at >= oldestKept) return;
    try {
      this.#store.deleteOlderThan(oldestKept, this.#lastSeq);
    } catch {
      // A disk that takes nothing keeps nobody from reading; what has aged is not read, and goes with what ages next.
    }
    this.#oldest = this.#store.oldestSince(oldestKept);
  }

  #withId(entry: Omit<LogEntry, 'id'>): LogEntry {
    return { id: formatCursor({ epoch: this.#epoch, seq: entry.seq }), ...entry };
  }
}
