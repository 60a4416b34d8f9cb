import type { Cursor } from '@vppos/core/types';

/** Whom an entry is for. `ids` are users, sessions or clients of that company, each once. */
export type Target =
  | { readonly kind: 'all' }
  | { readonly kind: 'company'; readonly companyId: number }
  | { readonly kind: 'user' | 'session' | 'client'; readonly companyId: number; readonly ids: readonly string[] };

/** A business event; `json` is its payload on one line. */
interface EventRecord {
  readonly kind: 'event';
  readonly type: string;
  readonly json: string;
  readonly target: Target;
}

/** A login session is over until `until` (ms since 1970), when its last token has expired. Seen by gateways, never by a stream. */
export interface RevocationRecord {
  readonly kind: 'revocation';
  readonly sessionId: string;
  /** Null: whatever its company. */
  readonly companyId: number | null;
  readonly until: number;
}

export type LogRecord = EventRecord | RevocationRecord;

/** One committed entry. `seq` counts from 1 without holes within the log's epoch; `at` in ms, never running backwards. */
export interface LogEntry {
  readonly id: Cursor;
  readonly seq: number;
  readonly at: number;
  readonly record: LogRecord;
}

/** A publisher's name for one attempt to publish, kept 24 h. `bodyHash` tells a retry from a different event. */
export interface IdempotencyKey {
  readonly sub: string;
  readonly key: string;
  readonly bodyHash: string;
}

export interface Append {
  readonly record: LogRecord;
  readonly idempotency?: IdempotencyKey;
}

export interface Appended {
  readonly id: Cursor;
  /** The key was known with this body: `id` is the first one's, and nothing was written. */
  readonly duplicate: boolean;
}

export type AppendResult =
  | { readonly ok: true; readonly appended: readonly Appended[] }
  /** The item at `index` reuses a key with another body. Nothing of the call was written. */
  | { readonly ok: false; readonly code: 'CONFLICT'; readonly index: number };

/** What is kept: entries `firstSeq`…`lastSeq`; `firstSeq` is `lastSeq + 1` when none are. */
export interface LogBounds {
  readonly epoch: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

export type GapReason = 'malformed' | 'epoch' | 'ahead' | 'trimmed';

export type ReadResult =
  | { readonly kind: 'entries'; readonly entries: readonly LogEntry[] }
  | { readonly kind: 'gap'; readonly reason: GapReason };

/** Following a log. `isAlive` is false when entries may have been committed that `onEntries` was not given. */
export interface LogTail {
  isAlive(): boolean;
  stop(): void;
}

/**
 * The ordered, bounded store of published entries. Bounds are a count and an age; the oldest entries go first.
 * Entries reach `tail` in order, after they are committed and before their `append` resolves.
 */
export interface EventLog {
  /** Commits all or none. @throws LogClosedError after `close`; whatever the store throws when it cannot commit. */
  append(appends: readonly Append[]): Promise<AppendResult>;
  /**
   * At most `limit` entries after the cursor, or why there can be none. `after` may be any text.
   * Stops after the entry with which the payloads exceed `maxBytes` (default: no bound).
   */
  read(after: string, limit: number, maxBytes?: number): Promise<ReadResult>;
  /** Everything committed from now on, in groups. */
  tail(onEntries: (entries: readonly LogEntry[]) => void): LogTail;
  bounds(): Promise<LogBounds>;
  /** The bounds as far as this process knows them without asking; exact where the log is this process's own. */
  knownBounds(): LogBounds;
  /** Revocations still in force, also those whose entries were trimmed. */
  revocations(): Promise<readonly RevocationRecord[]>;
  /** Commits what was appended and lets go of the store. */
  close(): Promise<void>;
}

/** The bounds of a log, with its idea of time and of chance. */
export interface LogOptions {
  readonly maxEvents: number;
  readonly maxAgeMs: number;
  readonly idempotencyMaxKeys: number;
}

export const IDEMPOTENCY_KEPT_MS = 24 * 3_600_000;
/** Revocations remembered at once; above it the oldest go first. */
export const REVOCATIONS_MAX = 100_000;
/** … and by a service of one company, so that it cannot push out the others'. A service of all companies has the whole bound. */
export const REVOCATIONS_MAX_OF_COMPANY = 10_000;

export class LogClosedError extends Error {
  override readonly name = 'LogClosedError';
  readonly code = 'LOG_CLOSED';

  constructor() {
    super('The event log is closed: nothing can be appended or read any more.');
  }
}
