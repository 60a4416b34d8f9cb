import type { Cursor, ResyncReason } from '@vppos/core/types';
import type { StreamFailure } from './connectionState.ts';
import type { SourceFrame } from './source.ts';

/** One answer of the stream's twin (CONTRACT 4). `cursor`: how far the log was scanned; `more`: ask again at once. */
export interface PolledPage {
  readonly events: readonly SourceFrame[];
  readonly cursor: Cursor;
  readonly more: boolean;
  readonly resync?: ResyncReason;
}

export type PollOutcome =
  | { readonly ok: true; readonly page: PolledPage }
  | { readonly ok: false; readonly failure: StreamFailure };

export interface PollRequest {
  /** Null: no events, only where the log ends now. */
  readonly after: Cursor | null;
  readonly token: string;
  readonly signal: AbortSignal;
}

/** Asks once. Never rejects; an aborted request is a failure of kind `network`. */
export type PollPage = (request: PollRequest) => Promise<PollOutcome>;
