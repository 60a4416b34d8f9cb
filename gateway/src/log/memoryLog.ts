import { formatCursor } from '@vppos/core/protocol';
import type { Clock } from '@vppos/core/time';
import { checkCursor, mintEpoch, takeBytes } from './bounds.ts';
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
import { RevocationList } from './revocationList.ts';

interface RememberedKey {
  readonly bodyHash: string;
  readonly seq: number;
  readonly at: number;
}

type Staged = {
  readonly entries: LogEntry[];
  readonly keys: Map<string, RememberedKey>;
  readonly appended: Appended[];
};

/** Trimmed entries are let go of in lumps, so that trimming one costs nothing. */
const TRIM_LUMP = 1024;

/** A log that ends with its process: for tests, demonstrations and events nobody needs to be sent again. */
export class MemoryLog implements EventLog {
  readonly #options: LogOptions;
  readonly #clock: Clock;
  readonly #epoch: string;
  readonly #tails = createLocalTails();
  readonly #keys = new Map<string, RememberedKey>();
  readonly #revocations = new RevocationList();
  #entries: LogEntry[] = [];
  /** Where the kept entries begin in `#entries`. */
  #start = 0;
  #lastSeq = 0;
  #lastAt = 0;
  #isClosed = false;

  constructor(options: LogOptions, deps: { clock: Clock; newId: () => string }) {
    this.#options = options;
    this.#clock = deps.clock;
    this.#epoch = mintEpoch(deps.newId);
  }

  async append(appends: readonly Append[]): Promise<AppendResult> {
    this.#mustBeOpen();
    this.#lastAt = Math.max(this.#clock.now(), this.#lastAt);
    this.#forgetKeys();
    const staged: Staged = { entries: [], keys: new Map(), appended: [] };
    for (const [index, append] of appends.entries()) {
      if (!this.#stage(append, staged)) return { ok: false, code: 'CONFLICT', index };
    }
    this.#commit(staged);
    return { ok: true, appended: staged.appended };
  }

  async read(after: string, limit: number, maxBytes = Number.POSITIVE_INFINITY): Promise<ReadResult> {
    this.#mustBeOpen();
    const check = checkCursor(after, this.knownBounds());
    if (!check.ok) return { kind: 'gap', reason: check.reason };
    const from = this.#start + (check.seq + 1 - this.#firstSeq());
    return { kind: 'entries', entries: takeBytes(this.#entries.slice(from, from + limit), maxBytes) };
  }

  tail(onEntries: (entries: readonly LogEntry[]) => void): LogTail {
    return this.#tails.follow(onEntries);
  }

  async bounds(): Promise<LogBounds> {
    this.#mustBeOpen();
    return this.knownBounds();
  }

  knownBounds(): LogBounds {
    this.#trim();
    return { epoch: this.#epoch, firstSeq: this.#firstSeq(), lastSeq: this.#lastSeq };
  }

  async revocations(): Promise<readonly RevocationRecord[]> {
    this.#mustBeOpen();
    return this.#revocations.inForce(this.#clock.now());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#tails.close();
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw new LogClosedError();
  }

  #firstSeq(): number {
    return this.#lastSeq - (this.#entries.length - this.#start) + 1;
  }

  #stage(append: Append, staged: Staged): boolean {
    const { idempotency, record } = append;
    const name = idempotency === undefined ? null : JSON.stringify([idempotency.sub, idempotency.key]);
    const known = name === null ? undefined : (staged.keys.get(name) ?? this.#keys.get(name));
    if (known !== undefined) {
      staged.appended.push({ id: this.#idOf(known.seq), duplicate: true });
      return known.bodyHash === idempotency?.bodyHash;
    }
    const seq = this.#lastSeq + staged.entries.length + 1;
    if (name !== null && idempotency !== undefined) {
      staged.keys.set(name, { bodyHash: idempotency.bodyHash, seq, at: this.#lastAt });
    }
    staged.entries.push({ id: this.#idOf(seq), seq, at: this.#lastAt, record });
    staged.appended.push({ id: this.#idOf(seq), duplicate: false });
    return true;
  }

  #commit(staged: Staged): void {
    for (const entry of staged.entries) {
      this.#entries.push(entry);
      if (entry.record.kind === 'revocation') this.#revocations.add(entry.record);
    }
    this.#lastSeq += staged.entries.length;
    for (const [name, key] of staged.keys) this.#keys.set(name, key);
    dropOldest(this.#keys, this.#options.idempotencyMaxKeys);
    this.#trim();
    if (staged.entries.length > 0) this.#tails.emit(staged.entries);
  }

  #forgetKeys(): void {
    // Insertion order is age.
    for (const [name, key] of this.#keys) {
      if (key.at > this.#lastAt - IDEMPOTENCY_KEPT_MS) return;
      this.#keys.delete(name);
    }
  }

  #trim(): void {
    const oldestKept = this.#clock.now() - this.#options.maxAgeMs;
    this.#start = Math.max(this.#start, this.#entries.length - this.#options.maxEvents);
    while ((this.#entries[this.#start]?.at ?? Number.POSITIVE_INFINITY) < oldestKept) this.#start += 1;
    if (this.#start < TRIM_LUMP) return;
    this.#entries = this.#entries.slice(this.#start);
    this.#start = 0;
  }

  #idOf(seq: number): LogEntry['id'] {
    return formatCursor({ epoch: this.#epoch, seq });
  }
}

function dropOldest(map: Map<string, unknown>, max: number): void {
  for (const name of map.keys()) {
    if (map.size <= max) return;
    map.delete(name);
  }
}
